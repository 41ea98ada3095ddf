#include "cli/scenario_words.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "explore/environment.h"
#include "sim/error.h"

namespace foliot {

namespace {

/// The verbs that take the options of their scenarios.
constexpr std::array<std::string_view, 2> verbs{"run", "explore"};

bool takes_options(std::string_view word) {
    return std::find(verbs.begin(), verbs.end(), word) != verbs.end();
}

std::string usage_of(const Option& option) {
    switch (option.takes) {
        case Option::Takes::nothing:
            return option.name;
        case Option::Takes::a_value:
            return option.name + " " + option.kind;
        case Option::Takes::perhaps_a_value:
            return option.name + "[=" + option.kind + "]";
    }
    return option.name;
}

std::string help_of(const Scenario& scenario) {
    constexpr std::size_t width = 28;
    std::string text = "Options of " + scenario.name() + ":\n";
    for (const Option& option : scenario.options()) {
        std::string line = "  " + usage_of(option);
        line += std::string(line.size() + 2 > width ? 2 : width - line.size(), ' ');
        text += line + option.help + (option.repeatable ? "; repeatable" : "") + "\n";
    }
    return text;
}

}  // namespace

ScenarioWords::ScenarioWords(int argc, const char* const* argv) {
    const bool taken = argc > 1 && takes_options(argv[1]);
    for (int i = 2; i < argc && taken; ++i) {
        const Scenario* const scenario = Scenarios::all().find(argv[i]);
        const bool known =
            std::find(scenarios_.begin(), scenarios_.end(), scenario) != scenarios_.end();
        if (scenario != nullptr && !known) scenarios_.push_back(scenario);
    }
    for (int i = 0; i < argc; ++i)
        take(argv, argc, i);
}

void ScenarioWords::take(const char* const* argv, int argc, int& at) {
    const std::string word = argv[at];
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const Option* const option = at < 2 ? nullptr : find(name);
    if (option == nullptr) return others_.push_back(argv[at]);
    std::optional<std::string> value;
    if (equals != std::string::npos) {
        value = word.substr(equals + 1);
    } else if (option->takes == Option::Takes::a_value) {
        if (at + 1 == argc) throw UsageError(name + ": needs a value (" + option->kind + ")");
        value = argv[++at];
    }
    given_.add(name, std::move(value));
}

const Option* ScenarioWords::find(const std::string& name) const {
    for (const Scenario* const scenario : scenarios_) {
        if (const Option* const option = find_option(scenario->options(), name)) return option;
    }
    return nullptr;
}

void ScenarioWords::add_help(CLI::App& verb) const {
    std::string text = verb.get_footer();
    for (const Scenario* const scenario : scenarios_) {
        if (scenario->options().empty()) continue;
        for (const Option& option : scenario->options()) {
            if (verb.get_option_no_throw(option.name) == nullptr) continue;
            throw UsageError("scenario " + scenario->name() + ": its option " + option.name +
                             " is one of " + verb.get_name() + "'s own; rename it");
        }
        text = help_of(*scenario) + text;
    }
    verb.footer(text);
}

GivenOptions options_for(const Scenario& scenario, const GivenOptions& given) {
    GivenOptions own;
    for (const GivenOption& each : given.list()) {
        if (find_option(scenario.options(), each.name) != nullptr) own.add(each.name, each.value);
    }
    try {
        check_options(scenario.options(), own);
    } catch (const ValueError& error) {
        throw UsageError(error.what());
    }
    return own;
}

}  // namespace foliot
