#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "traces/record/names.h"

namespace foliot {

/// Who waits for what, and who holds it, by what the events so far mean.
class WaitGraph {
  public:
    /// `names` outlives the graph.
    explicit WaitGraph(const Names& names) : names_(&names) {}

    void add(const RecordedEvent& event, const EventKind& kind);

    /// The tasks that wait, in the order in which they were spawned.
    std::vector<std::uint32_t> waiting() const;
    /// What one of them waits for.
    RecordedWait wait_of(std::uint32_t task) const;
    /// The tasks that hold what it waits for.
    std::vector<std::uint32_t> holders(std::uint32_t task) const;
    /// The object that it waits for, or `nobody`.
    std::uint32_t awaited_object(std::uint32_t task) const { return waits_[task].event.object; }

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

    struct Wait {
        RecordedEvent event{};
        bool on = false;
    };

    const Names* names_;            // the recorder's
    std::vector<Wait> waits_;       // by task: its latest
    std::vector<Holders> holders_;  // by object
};

}  // namespace foliot
