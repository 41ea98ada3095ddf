#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/clock.h"
#include "sim/law_event.h"
#include "sim/path.h"

namespace foliot {

/// One task's wait on an object.
struct WaitRecord {
    enum class State : std::uint8_t {
        pending,
        woken,      ///< what it waited for has come; its task has not run yet
        cancelled,  ///< cancelled while it was pending; its task has not run yet
    };

    PathId task;
    std::uint64_t step;  ///< in which the wait began; grows with every wait
    VirtualTime since;
    State state = State::pending;
    std::uint64_t overtaken = 0;  ///< how often a later one was served first
};

/// Who waits on what, rebuilt from events: the book that laws about waiting keep. A wait stays in
/// it until its task runs again, as a waiter stays in its primitive's list.
class WaitBook {
  public:
    /// Feed it every step and every event, before looking.
    void on_step(const LawStep& step);
    void on_event(const LawEvent& event);

    /// The waits on `object`, oldest first.
    std::vector<WaitRecord>& on(PathId object) { return waits_[object]; }
    /// The wait that the event `wake` is about: one that is woken, not cancelled. Null where the
    /// event is about no such wait.
    const WaitRecord* woken_by(const LawEvent& event);
    /// The object and the wait from which the running step's task has come back, until it is taken.
    const std::optional<std::pair<PathId, WaitRecord>>& resumed() const { return resumed_; }
    /// Takes that wait, if it was on the event's object and the event is by that task.
    std::optional<WaitRecord> take_resumed(const LawEvent& event);

    const std::map<PathId, std::vector<WaitRecord>>& all() const { return waits_; }

    /// "a (since step 3)".
    std::string describe(const WaitRecord& wait) const;

  private:
    struct Task {
        std::string name;
        std::optional<PathId> object;  // that it waits for
    };

    std::map<PathId, std::vector<WaitRecord>> waits_;  // by object
    std::map<PathId, Task> tasks_;                     // that have waited and not ended
    std::optional<std::pair<PathId, WaitRecord>> resumed_;
};

}  // namespace foliot
