#pragma once

#include <string>
#include <utility>

#include "explore/explore.h"
#include "shrink/shrink.h"

namespace foliot {

/// A failing run on its way to its report: how it is made again, and how it is shrunk. Both may end
/// the process, so each call is made in a new one.
class FailingRun {
  public:
    FailingRun() = default;
    FailingRun(const FailingRun&) = delete;
    FailingRun& operator=(const FailingRun&) = delete;
    virtual ~FailingRun() = default;

    /// Makes it again, with recording on.
    virtual Trace record() = 0;
    /// Makes it again and shrinks it.
    virtual ShrinkResult shrink(const ShrinkOptions& options) = 0;
    /// After one of these: what else its block says, in whole lines.
    virtual std::string notes() const { return {}; }
};

/// A run of a scenario.
class ScenarioRun final : public FailingRun {
  public:
    /// `scenario` outlives this.
    ScenarioRun(const Scenario& scenario, Again again)
        : scenario_(scenario), again_(std::move(again)) {}

    Trace record() override { return again_().trace; }
    ShrinkResult shrink(const ShrinkOptions& options) override {
        return foliot::shrink(scenario_, record(), options);
    }

  private:
    const Scenario& scenario_;
    Again again_;
};

}  // namespace foliot
