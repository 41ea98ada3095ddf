#include "cli/audit.h"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "cli/interrupt.h"
#include "explore/audit.h"

namespace foliot {

ExitCode audit_subjects(const Command& command, const std::vector<Subject>& subjects) {
    using Json = nlohmann::ordered_json;
    constexpr std::uint64_t default_runs = 1'000;
    Json results = Json::array();
    ExitCode code = ExitCode::held;
    for (const Subject& subject : subjects) {
        const RunSettings settings = settings_of(command, *subject.scenario);
        const Audit found = audit(*subject.scenario, settings, command.runs.value_or(default_runs),
                                  Interrupt::asked);
        const std::string name = subject.scenario->name();
        Json json;
        json["scenario"] = name;
        json["runs"] = found.runs;
        json["swaps"] = found.swaps;
        json["unseen"] = Json();
        if (found.unseen) {
            const Unseen& unseen = *found.unseen;
            code = ExitCode::failed;
            json["unseen"] = {{"run", unseen.run},       {"seed", std::to_string(unseen.seed)},
                              {"step", unseen.step},     {"first", unseen.first},
                              {"second", unseen.second}, {"difference", unseen.difference}};
            if (!command.json) {
                fmt::print(
                    "FAILED {}  seed={}  audit: step {} ({}) and the next one ({}) share something "
                    "that no footprint shows: in the other order {}\n  Put what they share into a "
                    "Shared<T>; dpor and pos cannot see it.\n",
                    name, unseen.seed, unseen.step, unseen.first, unseen.second, unseen.difference);
            }
        }
        if (!command.json) {
            fmt::print("{}: {} runs, {} pairs of steps swapped, {}\n", name, found.runs,
                       found.swaps,
                       found.unseen ? "one of them mattered" : "none of them mattered");
        }
        results.push_back(std::move(json));
        if (Interrupt::asked()) return ExitCode::interrupted;
    }
    if (command.json) {
        const bool several = subjects.size() > 1;
        fmt::print("{}\n",
                   several ? Json({{"results", results}}).dump(2) : results.front().dump(2));
    }
    return code;
}

}  // namespace foliot
