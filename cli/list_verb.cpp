#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/verbs.h"
#include "explore/scenario.h"

namespace foliot {

ExitCode list_verb(const Command& command) {
    const std::vector<const Scenario*> scenarios = Scenarios::all().list();
    if (command.json) {
        auto document = nlohmann::ordered_json::array();
        for (const Scenario* const scenario : scenarios) {
            document.push_back({{"name", scenario->name()}, {"summary", scenario->summary()}});
        }
        fmt::print("{}\n", document.dump(2));
        return ExitCode::held;
    }
    std::size_t width = 0;
    for (const Scenario* const scenario : scenarios) {
        width = std::max(width, scenario->name().size());
    }
    for (const Scenario* const scenario : scenarios) {
        fmt::print("{:{}}  {}\n", scenario->name(), width, scenario->summary());
    }
    return ExitCode::held;
}

}  // namespace foliot
