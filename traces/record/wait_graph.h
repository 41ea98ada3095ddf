#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "traces/record/names.h"

namespace foliot {

/// Who waits for what, and who holds it, by the events so far: `wait` and `wake`, `acquire` and
/// `release`.
class WaitGraph {
  public:
    /// The verbs that matter here.
    struct Verbs {
        explicit Verbs(StringTable& strings);

        StringId wait, wake, end, acquire, release;
    };

    /// `names` outlives the graph, and has these verbs.
    WaitGraph(const Names& names, const Verbs& verbs) : names_(&names), verbs_(verbs) {}

    void add(const RecordedEvent& event);

    /// The tasks that wait, in the order in which they were spawned.
    std::vector<std::uint32_t> waiting() const;
    /// What one of them waits for.
    RecordedWait wait_of(std::uint32_t task) const;
    /// The tasks that hold what it waits for.
    std::vector<std::uint32_t> holders(std::uint32_t task) const;
    /// The object that it waits for, or `nobody`.
    std::uint32_t awaited_object(std::uint32_t task) const { return waits_[task].object; }

  private:
    /// The holders of one object, oldest first. What was released more often than acquired, as by
    /// the producers of a semaphore that begins at 0, belongs to whoever acquires it, and to no
    /// holder.
    struct Holders {
        std::vector<std::uint32_t> tasks;
        std::size_t credit = 0;
    };

    void acquire(Holders& holders, std::uint32_t task);
    void release(Holders& holders, std::uint32_t task);
    Holders& holders_of_object(std::uint32_t object);

    const Names* names_;  // the recorder's
    Verbs verbs_;
    std::vector<RecordedEvent> waits_;  // by task: its latest `wait`, or the event that ended it
    std::vector<Holders> holders_;      // by object
};

}  // namespace foliot
