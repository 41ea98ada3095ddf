#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/verbs.h"
#include "explore/environment.h"
#include "explore/hunt.h"
#include "strategies/registry.h"
#include "zoo/zoo.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array default_strategies{"random", "pct:3", "pos",       "surw",
                                        "urw",    "dpor",  "bounded:2", "portfolio"};

struct Row {
    const ZooProgram* program;
    std::vector<Hunt> hunts;
    bool fixed_holds = true;
};

std::vector<const ZooProgram*> chosen(const std::vector<std::string>& words) {
    std::vector<const ZooProgram*> programs;
    for (const ZooProgram& program : zoo()) {
        const bool wanted =
            words.empty() || std::any_of(words.begin(), words.end(), [&](const std::string& word) {
                return program.name.find(word) != std::string::npos;
            });
        if (wanted) programs.push_back(&program);
    }
    if (programs.empty()) {
        throw UsageError("the zoo has no program with \"" + words.front() +
                         "\" in its name; docs/zoo.md lists them");
    }
    return programs;
}

/// How many runs, for a table: the median, and how many seeds found it where not all did.
std::string cell(const Hunt& hunt) {
    const std::uint64_t median = hunt.by_quarter(2);
    std::string text = median == 0 ? "-" : std::to_string(median);
    if (hunt.found() < hunt.seeds && hunt.found() > 0) {
        text += fmt::format(" ({}/{})", hunt.found(), hunt.seeds);
    }
    return text;
}

Json json_of(const Hunt& hunt) {
    Json json;
    json["seeds"] = hunt.seeds;
    json["found"] = hunt.found();
    for (const auto& [key, quarters] :
         {std::pair{"quartile_1", 1U}, std::pair{"median", 2U}, std::pair{"quartile_3", 3U}}) {
        const std::uint64_t runs = hunt.by_quarter(quarters);
        json[key] = runs == 0 ? Json() : Json(runs);
    }
    return json;
}

Json json_of(const Row& row) {
    Json json;
    json["name"] = row.program->name;
    json["family"] = row.program->family;
    json["bug"] = row.program->bug;
    json["tier"] = name_of(row.program->tier);
    json["grade"] = name_of(row.program->grade);
    Json& strategies = json["strategies"] = Json::object();
    for (const Hunt& hunt : row.hunts)
        strategies[hunt.strategy] = json_of(hunt);
    json["fixed_holds"] = row.fixed_holds;
    return json;
}

void print(const std::vector<Row>& rows, const std::vector<std::string>& strategies) {
    std::size_t width = 7;
    for (const Row& row : rows)
        width = std::max(width, row.program->name.size());
    constexpr std::size_t column = 13;
    const auto head = [&](const std::string& title) {
        fmt::print("{:<{}}", title, width);
        for (const std::string& strategy : strategies)
            fmt::print(" {:>{}}", strategy, column);
        fmt::print("\n");
    };
    const auto lines = [&](bool apart) {
        for (const Row& row : rows) {
            if ((row.program->grade == Grade::fifo_fails) != apart) continue;
            fmt::print("{:<{}}", row.program->name, width);
            for (const Hunt& hunt : row.hunts)
                fmt::print(" {:>{}}", cell(hunt), column);
            fmt::print("{}\n", row.fixed_holds ? "" : "  THE FIXED ONE FAILS");
        }
    };
    head("runs");
    lines(false);
    const bool apart = std::any_of(rows.begin(), rows.end(), [](const Row& row) {
        return row.program->grade == Grade::fifo_fails;
    });
    if (!apart) return;
    fmt::print("\nasyncio's own order fails already:\n");
    lines(true);
}

}  // namespace

ExitCode selftest_verb(const Command& command) {
    const std::vector<const ZooProgram*> programs = chosen(command.subjects);
    std::vector<std::string> strategies = command.strategies;
    if (strategies.empty()) {
        strategies.assign(default_strategies.begin(), default_strategies.end());
    }
    HuntOptions options;
    options.seed = command.settings.seed;
    options.runs = command.runs.value_or(options.runs);
    options.seeds = command.seeds;
    const bool terminal = isatty(STDERR_FILENO) != 0 && !command.quiet;
    std::vector<Row> rows;
    bool holds = true;
    for (const ZooProgram* const program : programs) {
        if (terminal) {
            fmt::print(stderr, "\rselftest {}/{} {:<40}", rows.size() + 1, programs.size(),
                       program->name);
            std::fflush(stderr);
        }
        Row row{program, {}};
        for (const std::string& strategy : strategies) {
            row.hunts.push_back(hunt(*program->broken, strategy, options));
            // What is the default must find everything.
            if (strategy == default_strategy) holds &= row.hunts.back().found() > 0;
        }
        HuntOptions once = options;
        once.seeds = 1;
        row.fixed_holds = hunt(*program->fixed, std::string(default_strategy), once).found() == 0;
        holds &= row.fixed_holds;
        rows.push_back(std::move(row));
    }
    if (terminal) fmt::print(stderr, "\r{:60}\r", "");
    if (command.json) {
        Json json;
        json["seed"] = std::to_string(options.seed);
        json["seeds"] = options.seeds;
        json["runs"] = options.runs;
        Json& list = json["programs"] = Json::array();
        for (const Row& row : rows)
            list.push_back(json_of(row));
        fmt::print("{}\n", json.dump(2));
    } else {
        print(rows, strategies);
        fmt::print(
            "\nRuns to the first failure: the median of {} seeds (dpor, bounded: one search), up "
            "to "
            "{} runs each;\n(n/m): n of m seeds found it; -: not half of them did.\n",
            options.seeds, options.runs);
    }
    return holds ? ExitCode::held : ExitCode::failed;
}

}  // namespace foliot
