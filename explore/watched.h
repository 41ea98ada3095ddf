#pragma once

#include <memory>
#include <string>
#include <vector>

#include "explore/scenario.h"

namespace foliot {

/// A scenario whose runs laws watch: a run that breaks one fails with the verdict `check`. Its
/// traces say which laws those are, so that whoever replays them watches for the same.
class Watched final : public Scenario {
  public:
    /// The laws by their words, see LawFactories. `inner` outlives this.
    Watched(const Scenario& inner, std::vector<std::string> laws);
    Watched(std::unique_ptr<Scenario> inner, std::vector<std::string> laws);

    std::string name() const override { return inner_.name(); }
    std::string summary() const override { return inner_.summary(); }
    const Options& options() const override { return inner_.options(); }
    void adjust(LoopOptions& options) const override { inner_.adjust(options); }
    Outcome run(Loop& loop, const Inputs& inputs) const override;
    Outcome run_to_result(Loop& loop, const Inputs& inputs,
                          nlohmann::ordered_json& result) const override;
    void describe(Trace& trace) const override;
    std::size_t statements() const override { return inner_.statements(); }
    std::vector<std::unique_ptr<Scenario>> simpler() const override;

  private:
    std::unique_ptr<Scenario> owned_;  // inner_, where it is this one's
    const Scenario& inner_;
    std::vector<std::string> laws_;
};

}  // namespace foliot
