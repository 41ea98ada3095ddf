#include "explore/watched.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "explore/law_factories.h"
#include "traces/file/trace.h"

namespace foliot {

Watched::Watched(const Scenario& inner, std::vector<std::string> laws)
    : inner_(inner), laws_(std::move(laws)) {}

Watched::Watched(std::unique_ptr<Scenario> inner, std::vector<std::string> laws)
    : owned_(std::move(inner)), inner_(*owned_), laws_(std::move(laws)) {}

Outcome Watched::run(Loop& loop, const Inputs& inputs) const {
    return watched_run(loop, laws_, [&] { return inner_.run(loop, inputs); });
}

Outcome Watched::run_to_result(Loop& loop, const Inputs& inputs,
                               nlohmann::ordered_json& result) const {
    const Outcome outcome =
        watched_run(loop, laws_, [&] { return inner_.run_to_result(loop, inputs, result); });
    result["verdict"] = name_of(outcome.verdict);
    return outcome;
}

void Watched::describe(Trace& trace) const {
    inner_.describe(trace);
    trace.laws = laws_;
}

std::vector<std::unique_ptr<Scenario>> Watched::simpler() const {
    std::vector<std::unique_ptr<Scenario>> scenarios;
    for (std::unique_ptr<Scenario>& each : inner_.simpler())
        scenarios.push_back(std::make_unique<Watched>(std::move(each), laws_));
    return scenarios;
}

}  // namespace foliot
