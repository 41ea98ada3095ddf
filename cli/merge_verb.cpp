#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/explored.h"
#include "cli/shard.h"
#include "cli/verbs.h"
#include "explore/environment.h"

namespace foliot {

namespace {

/// Why what is in the folder cannot be joined.
class Unmergeable : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

std::vector<ShardFile> read_folder(const std::string& folder) {
    std::vector<std::string> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("shard-") && name.ends_with(".json")) {
            files.push_back(entry.path().string());
        }
    }
    if (error) throw UsageError(folder + ": cannot be read: " + error.message());
    if (files.empty()) {
        throw Unmergeable(folder +
                          ": holds no shards; make them with foliot explore --shard i/n "
                          "--traces " +
                          folder);
    }
    std::sort(files.begin(), files.end());
    std::vector<ShardFile> shards;
    for (const std::string& file : files)
        shards.push_back(read_shard(file));
    return shards;
}

/// Every part is there, up to a failure that made the others needless.
void check_whole(const ShardReport& report) {
    for (std::size_t i = 0; i < report.parts.size(); ++i) {
        if (!report.parts[i] || report.parts[i]->interrupted) {
            throw Unmergeable("part " + std::to_string(i) + " of " +
                              report.settings.at("scenario").get<std::string>() +
                              " was not made: its shard ended early; make it again");
        }
        if (!report.parts[i]->failures.empty() && !report.settings.at("keep_going")) return;
    }
}

/// The shards of one scenario, joined. Raises Unmergeable where one is missing, or of another
/// exploration.
ShardReport join(const std::vector<const ShardFile*>& shards) {
    const ShardFile& first = *shards.front();
    ShardReport joined = first.report;
    std::vector<bool> seen(first.shard.of);
    std::map<std::pair<std::size_t, std::uint64_t>, Finding> findings;
    joined.parts.assign(first.report.parts.size(), std::nullopt);
    for (const ShardFile* const each : shards) {
        const ShardReport& report = each->report;
        if (each->shard.of != first.shard.of || report.settings != first.report.settings ||
            report.parts.size() != first.report.parts.size()) {
            throw Unmergeable(each->file + ": is a shard of another exploration than " +
                              first.file + "; remove one of them");
        }
        seen.at(each->shard.index) = true;
        const Explored explored = report.explored();
        for (std::size_t i = 0; i < explored.places.size(); ++i) {
            findings[{explored.places[i].part, explored.places[i].run}] = report.findings.at(i);
        }
        for (std::size_t i = 0; i < report.parts.size(); ++i) {
            if (report.parts[i]) joined.parts[i] = report.parts[i];
        }
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (!seen[i]) {
            throw Unmergeable("shard " + std::to_string(i) + "/" + std::to_string(seen.size()) +
                              " of " + joined.settings.at("scenario").get<std::string>() +
                              " is missing");
        }
    }
    check_whole(joined);
    joined.findings.clear();
    for (const Explored::Place& place : joined.explored().places)
        joined.findings.push_back(findings.at({place.part, place.run}));
    return joined;
}

}  // namespace

ExitCode merge_verb(const Command& command) {
    try {
        const std::vector<ShardFile> shards = read_folder(command.subjects.front());
        std::map<std::uint32_t, std::vector<const ShardFile*>> scenarios;
        for (const ShardFile& shard : shards)
            scenarios[shard.report.position].push_back(&shard);
        std::vector<ShardReport> reports;
        for (const auto& [position, of_scenario] : scenarios)
            reports.push_back(join(of_scenario));
        ExplorationPrinter printer(command);
        for (const ShardReport& report : reports) {
            printer.add(report.settings, report.explored(), report.findings);
        }
        return printer.finish(reports.size() > 1);
    } catch (const Unmergeable& error) {
        fmt::print(stderr, "foliot: {}\n", error.what());
        return ExitCode::incomplete;
    }
}

}  // namespace foliot
