#pragma once

#include <string>
#include <utility>
#include <vector>

#include "explore/scenario.h"

namespace CLI {
class App;
}

namespace foliot {

/// Takes from a command line what belongs to its scenarios: the options that they declare. A
/// scenario is known by its name among the words; `run` and `explore` take such options.
class ScenarioWords {
  public:
    /// The words outlive this. Raises UsageError for an option whose value is missing.
    ScenarioWords(int argc, const char* const* argv);

    /// The options of the scenarios, in their order.
    const GivenOptions& given() const { return given_; }
    /// The words that are left for the tool.
    const std::vector<const char*>& others() const { return others_; }

    /// Adds the scenarios' options to the help of a verb. Raises UsageError if the verb has an
    /// option of the same name.
    void add_help(CLI::App& verb) const;

  private:
    const Option* find(const std::string& name) const;
    void take(const char* const* argv, int argc, int& at);

    std::vector<const Scenario*> scenarios_;
    GivenOptions given_;
    std::vector<const char*> others_;
};

/// Those of the options that the scenario declares, checked. Raises UsageError for a wrong value.
GivenOptions options_for(const Scenario& scenario, const GivenOptions& given);

}  // namespace foliot
