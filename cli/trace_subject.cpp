#include "cli/trace_subject.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "explore/environment.h"
#include "explore/trace_options.h"
#include "sim/error.h"

namespace foliot {

TraceSubject subject_of(const Trace& trace, const std::string& file, const std::string& verb) {
    TraceSubject subject;
    if (trace.program) {
        subject.owned = std::make_unique<ProgramScenario>(trace.scenario, *trace.program);
        subject.scenario = subject.owned.get();
    } else {
        subject.scenario = Scenarios::all().find(trace.scenario);
    }
    if (subject.scenario == nullptr) {
        throw UsageError(file + ": is a trace of " + trace.scenario +
                         ", which this binary does not have; " + verb +
                         " it with the binary that does (a test: FOLIOT_REPLAY=" + file +
                         " ./its_test --gtest_filter=" + trace.scenario + ")");
    }
    if (!trace.laws.empty()) {
        subject.watched = std::make_unique<Watched>(*subject.scenario, trace.laws);
        subject.scenario = subject.watched.get();
    }
    return subject;
}

Inputs inputs_of(const Trace& trace, const std::string& file, const Scenario& scenario) {
    try {
        return inputs_of(trace, scenario);
    } catch (const ValueError& error) {
        throw UsageError(file + ": its run was given what " + scenario.name() +
                         " does not take (any more): " + error.what());
    }
}

}  // namespace foliot
