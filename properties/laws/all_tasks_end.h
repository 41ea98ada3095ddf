#pragma once

#include <map>
#include <string>

#include "sim/law.h"

namespace foliot {

/// Every task that began has ended when the run has: completed means that nobody is left, and a
/// deadlock names all who are. Simulated threads are no tasks; a run does not wait for them.
class AllTasksEnd final : public Law {
  public:
    std::string_view name() const override { return "all tasks end"; }
    void judge_event(const LawEvent& event) override;

  private:
    void at_end(const Outcome& outcome) override;

    std::map<PathId, std::string> live_;
};

}  // namespace foliot
