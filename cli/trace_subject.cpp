#include "cli/trace_subject.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "properties/environment.h"
#include "properties/input_file.h"

namespace foliot {

TraceSubject subject_of(const Trace& trace, const std::string& file, const std::string& verb) {
    if (trace.program) {
        auto owned = std::make_unique<ProgramScenario>(trace.scenario, *trace.program);
        const Scenario* const scenario = owned.get();
        return {std::move(owned), scenario};
    }
    const Scenario* const scenario = Scenarios::all().find(trace.scenario);
    if (scenario == nullptr) {
        throw UsageError(file + ": is a trace of " + trace.scenario +
                         ", which this binary does not have; " + verb +
                         " it with the binary that does (a test: FOLIOT_REPLAY=" + file +
                         " ./its_test --gtest_filter=" + trace.scenario + ")");
    }
    return {nullptr, scenario};
}

Inputs inputs_of(const Trace& trace) {
    std::vector<std::string> feeds;
    for (const TraceInput& input : trace.input) {
        if (hash_of_file(input.file) != input.hash) {
            throw InputError(input.file + ": is not the file that the trace was made with");
        }
        feeds.push_back(input.file);
    }
    return inputs_under(trace.strategy, std::move(feeds));
}

}  // namespace foliot
