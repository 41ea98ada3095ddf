#include "explore/scenario.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "sim/error.h"
#include "strategies/registry.h"

namespace foliot {

Inputs inputs_under(std::string_view strategy, GivenOptions options) {
    // Traces may name strategies that this Foliot does not know.
    const StrategyTraits* const traits = find_strategy(strategy);
    return {std::move(options), traits == nullptr || traits->explores};
}

Outcome Scenario::run_to_result(Loop& loop, const Inputs& inputs,
                                nlohmann::ordered_json& result) const {
    Outcome outcome = run(loop, inputs);
    result["verdict"] = name_of(outcome.verdict);
    result["now_ns"] = nanoseconds(outcome.time);
    for (const Figure& figure : outcome.values)
        result[figure.key()] = figure.value;
    return outcome;
}

std::vector<std::unique_ptr<Scenario>> Scenario::simpler() const {
    return {};
}

const Options& Scenario::options() const {
    static const Options none;
    return none;
}

CoroScenario::CoroScenario(std::string name, std::string summary, Body body, Options options)
    : name_(std::move(name)),
      summary_(std::move(summary)),
      body_(std::move(body)),
      options_(std::move(options)) {}

Outcome CoroScenario::run(Loop& loop, const Inputs& inputs) const {
    return loop.run(body_(inputs), "main");
}

Scenarios& Scenarios::all() {
    static Scenarios instance;
    return instance;
}

void Scenarios::add(std::unique_ptr<Scenario> scenario) {
    if (find(scenario->name()) != nullptr) {
        throw ValueError("a second scenario " + scenario->name());
    }
    const auto at =
        std::upper_bound(scenarios_.begin(), scenarios_.end(), scenario,
                         [](const auto& a, const auto& b) { return a->name() < b->name(); });
    scenarios_.insert(at, std::move(scenario));
}

const Scenario* Scenarios::find(std::string_view name) const {
    const auto at = std::find_if(scenarios_.begin(), scenarios_.end(),
                                 [name](const auto& each) { return each->name() == name; });
    return at == scenarios_.end() ? nullptr : at->get();
}

std::vector<const Scenario*> Scenarios::list() const {
    std::vector<const Scenario*> scenarios;
    for (const auto& each : scenarios_)
        scenarios.push_back(each.get());
    return scenarios;
}

ScenarioRegistration::ScenarioRegistration(std::string name, std::string summary,
                                           CoroScenario::Body body, Options options) {
    Scenarios::all().add(std::make_unique<CoroScenario>(std::move(name), std::move(summary),
                                                        std::move(body), std::move(options)));
}

std::string detail::scenario_name(std::string_view token) {
    if (token.size() >= 2 && token.front() == '"') token = token.substr(1, token.size() - 2);
    return std::string(token);
}

}  // namespace foliot
