#include "programs/conform.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "programs/program_report.h"
#include "programs/program_scenario.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t context_rows = 5;

/// What went wrong with one vector, or nothing.
std::string check(const ProgramEntry& entry) {
    try {
        const Program program = parse_program(*entry.program);
        LoopOptions options;
        std::optional<ListedChoices> listed;
        if (entry.choices != nullptr) {
            listed.emplace(parse_choices(*entry.choices, entry.name));
            options.strategy = &*listed;
        }
        const std::string got = run_program(program, options);
        std::string difference;
        if (listed && !listed->fitted()) {
            difference = "  the choices do not fit: other handles were ready\n";
        }
        // Almost always they are the same, byte for byte.
        if (got == entry.expected->dump()) return difference;
        return difference + report_difference(*entry.expected, Json::parse(got));
    } catch (const ProgramError& error) {
        return std::string("  ") + error.what() + "\n";
    }
}

}  // namespace

std::string report_difference(const Json& expected, const Json& got) {
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

ChoiceList parse_choices(const Json& list, const std::string& place) {
    ChoiceList choices;
    const auto is_count = [](const Json& number) { return number.is_number_unsigned(); };
    for (const Json& pair : list) {
        if (!pair.is_array() || pair.size() != 2 || !is_count(pair[0]) || !is_count(pair[1])) {
            throw ProgramError(place + ": \"choices\" must be a list of [options, taken]");
        }
        choices.emplace_back(pair[0].get<std::uint32_t>(), pair[1].get<std::uint32_t>());
    }
    return choices;
}

Conformance conform(const std::string& file) {
    Conformance result;
    result.file = file;
    const std::vector<ProgramEntry> entries = read_programs(file);
    for (const ProgramEntry& entry : entries) {
        if (entry.expected == nullptr || !entry.expected->is_object() ||
            !entry.expected->contains("log")) {
            throw ProgramError(file + ": " + entry.name + " has no \"expected\" with a log");
        }
        const std::string difference = check(entry);
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
