#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/law.h"
#include "sim/wait_book.h"

namespace foliot {

/// A Queue or LifoQueue counts right, and nobody waits at it for what is there:
/// - each `put` and `get` changes the number of items by one, and each `task_done` that of the
///   unfinished; neither is ever negative, nor are there more items than the bound;
/// - nothing is put after `shutdown`, which throws away all items or none;
/// - `join` returns where nothing was unfinished when it was called, or when it was woken;
/// - after each step, where there is an item and tasks wait for one, one of them is on its way; the
///   same for room; nobody waits to get or put after a shutdown, nor to join where all is done.
///
/// What it begins with, its first events tell; one that is empty then is taken for new. The bound
/// is learned from the first task that waits for room. In which order items come out, events do not
/// tell: the properties QueueSuite.GivesEveryItemOnceAndInOrder and QueueSuite.GivesTheNewestFirst
/// do.
class QueueCounts final : public Law {
  public:
    std::string_view name() const override { return "queue counts"; }
    void judge_step(const LawStep& step) override;
    void judge_event(const LawEvent& event) override;

  private:
    struct Count {
        std::string label{};
        std::optional<std::int64_t> items{};
        std::optional<std::int64_t> unfinished{};
        std::optional<std::int64_t> bound{};
        bool shut_down = false;
        bool touched = false;  // during the step
    };
    struct Wait {
        Quantity wanted = Quantity::none;
        bool all_done = false;  // when it was woken
    };

    void at_end(const Outcome& outcome) override;
    Count& count_of(const LawEvent& event);
    Count& touch(PathId object);
    void waits(const LawEvent& event, Count& count);
    void woken(const LawEvent& event, const Count& count);
    void items_changed(const LawEvent& event, Count& count, std::int64_t change);
    void unfinished_changed(const LawEvent& event, Count& count, std::int64_t change);
    void shut_down(const LawEvent& event, Count& count);
    void joined(const LawEvent& event, const Count& count);
    void check_touched();
    void check(PathId object, const Count& count);
    /// The first task that waits for this, where none of those who do is on its way.
    const WaitRecord* forgotten(PathId object, Quantity wanted);

    WaitBook book_;
    std::map<PathId, Count> counts_;
    std::map<PathId, Wait> waits_;  // by task: its latest
    std::vector<PathId> touched_;
    std::uint64_t step_ = no_step;
    VirtualTime time_{};
};

}  // namespace foliot
