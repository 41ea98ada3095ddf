#include <fmt/core.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/audit.h"
#include "cli/explored.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/shard.h"
#include "cli/subjects.h"
#include "cli/verbs.h"
#include "explore/choice_list.h"
#include "explore/environment.h"
#include "explore/shell_word.h"
#include "explore/workers/crash.h"
#include "explore/workers/dfs_parts.h"
#include "explore/workers/workers.h"
#include "shrink/tell.h"
#include "strategies/registry.h"
#include "traces/file/file_beside.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

/// One scenario's exploration, as the command asks for it.
class Exploring {
  public:
    Exploring(const Command& command, const Subject& subject)
        : command_(command), subject_(subject) {
        static_cast<RunSettings&>(options_) = settings_of(command, *subject.scenario);
        if (!command.step_limit_given) options_.step_limit = ExploreOptions::default_step_limit;
        options_.strategy = command.strategy.value_or(std::string(default_strategy));
        const StrategyTraits& traits = strategy_traits(options_.strategy);
        if (options_.racing_clock && !traits.racing_clock) {
            throw UsageError(options_.strategy +
                             " knows no racing clock; search with --strategy dfs");
        }
        exhaustive_ = traits.exhaustive;
        options_.runs = command.runs.value_or(exhaustive_ ? 0 : options_.runs);
        options_.keep_going = command.keep_going;
        options_.outcomes = command.outcomes;
        // Where many failures are wanted, shrinking each would take most of the time.
        constexpr std::uint64_t replays = 1'000;
        replays_ = command.shrink.value_or(command.keep_going ? 0 : replays);
        options_.coverage = !exhaustive_;
        again_ = again_command(subject, options_, command.laws);
    }

    ShardReport explore() {
        ShardReport report;
        report.settings = settings_json();
        const std::vector<Part> all = parts();
        // A shard's parts keep their places among all.
        const Shard shard = command_.shard.value_or(Shard());
        std::vector<Part> own;
        for (std::size_t i = shard.index; i < all.size(); i += shard.of)
            own.push_back(all[i]);
        auto reports = command_.jobs == 0 ? here(own) : in_workers(own);
        report.parts.resize(all.size());
        for (std::size_t i = 0; i < own.size(); ++i)
            report.parts[shard.index + i * shard.of] = std::move(reports[i]);
        return report;
    }

    /// What there is to be told of the failing runs.
    std::vector<Finding> tell(const Explored& explored) const {
        const Scenario& scenario = *subject_.scenario;
        const auto run_of = [&](const FoundFailure& failure) {
            const auto again = [&scenario, this, failure] {
                Runner runner(scenario, options_, std::make_unique<ListedChoices>(failure.choices));
                return runner.record(failure.seed);
            };
            return std::make_shared<ScenarioRun>(scenario, again);
        };
        TellOptions telling;
        telling.name = scenario.name();
        telling.strategy = options_.strategy;
        telling.trace_folder = command_.trace_folder;
        telling.digest_in_name = exhaustive_;
        telling.entries = command_.json || command_.shard;
        telling.shrinking.replays = replays_;
        telling.shrinking.stop = Interrupt::asked;
        telling.limits.time = command_.shrink_time.value_or(telling.limits.time);
        telling.limits.run_timeout = run_timeout();
        telling.replay = [](const std::string& file) {
            return "foliot replay " + shell_word(file);
        };
        telling.again = [this](const FoundFailure& failure) {
            return again_ + std::to_string(failure.seed);
        };
        return foliot::tell(explored.sum.failures, run_of, telling);
    }

  private:
    Json settings_json() const {
        Json json;
        json["scenario"] = subject_.scenario->name();
        json["strategy"] = options_.strategy;
        json["seed"] = std::to_string(options_.seed);
        json["runs"] = options_.runs;
        json["keep_going"] = options_.keep_going;
        json["racing_clock"] = options_.racing_clock;
        json["step_limit"] = options_.step_limit;
        json["options"] = Json::array();
        for (const GivenOption& each : options_.options.list())
            json["options"].push_back({each.name, each.value ? Json(*each.value) : Json()});
        json["debug"] = options_.debug;
        json["laws"] = command_.laws;
        json["shrink"] = replays_;
        json["outcomes"] = options_.outcomes;
        json["exhaustive"] = exhaustive_;
        if (subject_.owned != nullptr) json["program"] = subject_.owned->document();
        return json;
    }

    /// What can be shared out. A budget of an exhaustive search counts its runs in one sequence.
    std::vector<Part> parts() const {
        if (!exhaustive_) return seeded_parts(options_.runs);
        const bool shared = command_.jobs > 1 || command_.shard;
        const bool divisible =
            strategy_traits(options_.strategy).shared_out && options_.runs == 0 && !command_.time;
        std::vector<Part> parts;
        if (shared && divisible) {
            parts = dfs_parts(*subject_.scenario, options_, run_timeout(), Interrupt::asked);
        }
        if (parts.empty()) parts.push_back({0, options_.runs, {}});
        return parts;
    }

    std::vector<std::optional<PartReport>> in_workers(const std::vector<Part>& parts) {
        ProgressLine line(subject_.scenario->name(), !command_.quiet, seconds_wanted());
        WorkerOptions workers;
        workers.jobs = command_.jobs;
        workers.run_timeout = run_timeout();
        workers.warn = [this](const std::string& text) {
            fmt::print(stderr, "foliot: {}: {}\n", subject_.scenario->name(), text);
        };
        const CrashReport crash(subject_.scenario->name(), again_);
        workers.progress = [&](const Progress& progress) {
            CrashReport::begin(progress.run, progress.seed);
            line.show(progress);
        };
        workers.stop = [&] { return over(line); };
        ExploreOptions options = options_;
        if (command_.verbose) {
            options.progress = [](const Progress& progress) {
                fmt::print(stderr, "run {} seed {}\n", progress.run, progress.seed);
            };
        }
        return run_parts(*subject_.scenario, options, parts, workers);
    }

    std::vector<std::optional<PartReport>> here(const std::vector<Part>& parts) {
        ProgressLine line(subject_.scenario->name(), !command_.quiet, seconds_wanted());
        const CrashReport crash(subject_.scenario->name(), again_);
        ExploreOptions options = options_;
        options.progress = [&](const Progress& progress) {
            CrashReport::begin(progress.run, progress.seed);
            if (command_.verbose) {
                fmt::print(stderr, "run {} seed {}\n", progress.run, progress.seed);
            }
            // The clock costs more than a short run.
            constexpr std::uint64_t runs_between_looks = 16;
            if (progress.run % runs_between_looks == 0) line.show(progress);
        };
        options.stop = [&] { return over(line); };
        return run_parts_here(*subject_.scenario, options, parts);
    }

    std::chrono::milliseconds run_timeout() const {
        return command_.run_timeout.value_or(WorkerOptions().run_timeout);
    }

    /// 0: as long as it takes.
    double seconds_wanted() const {
        return std::chrono::duration<double>(command_.time.value_or(std::chrono::milliseconds(0)))
            .count();
    }

    bool over(const ProgressLine& line) const {
        return Interrupt::asked() || (command_.time && line.elapsed() >= seconds_wanted());
    }

    const Command& command_;
    const Subject& subject_;
    ExploreOptions options_;
    bool exhaustive_ = false;
    std::uint64_t replays_ = 0;  // to shrink each failure
    std::string again_;
};

std::string shard_file(const Command& command, const ShardReport& report) {
    const std::string name = report.settings.at("scenario");
    const std::string part = "shard-" + std::to_string(command.shard->index) + "-of-" +
                             std::to_string(command.shard->of) + "-" +
                             std::to_string(report.position);
    return (std::filesystem::path(command.trace_folder) / (part + ".json")).string();
}

}  // namespace

ExitCode explore_verb(const Command& command) {
    const std::vector<Subject> subjects = find_subjects(command);
    // Wrong options are refused before anything runs.
    for (const Subject& subject : subjects)
        static_cast<void>(settings_of(command, *subject.scenario));
    const Interrupt interrupt;
    if (command.audit) return audit_subjects(command, subjects);
    ExplorationPrinter printer(command);
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        Exploring exploring(command, subjects[i]);
        ShardReport report = exploring.explore();
        report.position = static_cast<std::uint32_t>(i);
        const Explored explored = report.explored();
        report.findings = exploring.tell(explored);
        if (command.shard) {
            const std::string file = shard_file(command, report);
            write_file(file, report.to_json(*command.shard).dump() + "\n");
            fmt::print(stderr, "foliot: this shard is in {}\n", file);
        }
        printer.add(report.settings, explored, report.findings);
        if (Interrupt::asked()) {
            printer.interrupt();
            break;
        }
    }
    return printer.finish(subjects.size() > 1);
}

}  // namespace foliot
