#pragma once

#include <map>
#include <optional>
#include <string>

#include "sim/law.h"

namespace foliot {

/// Condition::wait() gives its lock up before it waits, and holds it again when it returns or
/// raises. Which lock that is shows the first wait: the one released next by the same task.
class ConditionHoldsLock final : public Law {
  public:
    std::string_view name() const override { return "condition holds lock"; }
    void judge_event(const LawEvent& event) override;

  private:
    void lock_event(const LawEvent& event);
    void condition_event(const LawEvent& event);

    struct Begun {
        PathId task;
        PathId condition;
    };
    std::optional<Begun> begun_;        // a wait that has yet to release its lock
    std::map<PathId, PathId> locks_;    // by condition
    std::map<PathId, PathId> holders_;  // by lock: the task
};

}  // namespace foliot
