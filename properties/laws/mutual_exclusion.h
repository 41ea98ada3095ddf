#pragma once

#include <map>
#include <optional>

#include "sim/law.h"

namespace foliot {

/// A Lock is held by at most one task, and only a held one is released. As in asyncio, any task may
/// release it. Watches objects of kind "Lock": `acquire`, `release`. Whether a lock is held at the
/// beginning shows its first event.
class MutualExclusion final : public Law {
  public:
    std::string_view name() const override { return "mutual exclusion"; }
    void judge_event(const LawEvent& event) override;

  private:
    std::map<PathId, std::optional<PathId>> holders_;  // by lock: the task that holds it, if any
};

}  // namespace foliot
