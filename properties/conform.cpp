#include "properties/conform.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "properties/program_scenario.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t context_rows = 5;

std::string first_difference(const Json& expected, const Json& got) {
    const Json& rows = expected.at("log");
    const Json& got_rows = got.at("log");
    std::size_t at = 0;
    while (at < rows.size() && at < got_rows.size() && rows[at] == got_rows[at])
        ++at;
    std::string text;
    if (at < rows.size() || at < got_rows.size()) {
        for (std::size_t i = at > context_rows ? at - context_rows : 0; i < at; ++i) {
            text += "    " + rows[i].dump() + "\n";
        }
        text += "  expected row " + std::to_string(at) + ": " +
                (at < rows.size() ? rows[at].dump() : "none") + "\n";
        text += "  got      row " + std::to_string(at) + ": " +
                (at < got_rows.size() ? got_rows[at].dump() : "none") + "\n";
        return text;
    }
    for (const auto& [key, value] : expected.items()) {
        const Json found = got.value(key, Json());
        // The order of names in an object means nothing.
        if (nlohmann::json(value) == nlohmann::json(found)) continue;
        text += "  expected " + key + ": " + value.dump() + "\n";
        text += "  got      " + key + ": " + found.dump() + "\n";
    }
    return text;
}

}  // namespace

Conformance conform(const std::string& file) {
    Conformance result;
    result.file = file;
    const std::vector<ProgramEntry> entries = read_programs(file);
    for (const ProgramEntry& entry : entries) {
        if (entry.expected == nullptr || !entry.expected->is_object() ||
            !entry.expected->contains("log")) {
            throw ProgramError(file + ": " + entry.name + " has no \"expected\" with a log");
        }
        std::string difference;
        try {
            const ProgramScenario scenario(entry.name, *entry.program);
            LoopOptions options;
            scenario.adjust(options);
            Loop loop(options);
            difference = first_difference(*entry.expected, scenario.report(loop));
        } catch (const ProgramError& error) {
            difference = std::string("  ") + error.what() + "\n";
        }
        if (difference.empty()) {
            ++result.passed;
        } else {
            ++result.failed;
            result.differences.push_back(entry.name + ":\n" + difference);
        }
    }
    return result;
}

}  // namespace foliot
