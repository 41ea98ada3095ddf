#include "cli/command.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/exit_code.h"
#include "cli/scenario_words.h"
#include "explore/environment.h"
#include "explore/law_factories.h"
#include "sim/error.h"
#include "strategies/registry.h"

namespace foliot {

namespace {

/// CLI11 would read "-1" as 2^64 - 1.
CLI::Option* add_number(CLI::App& app, const std::string& flag, std::uint64_t& to,
                        const std::string& help, std::uint64_t least = 0) {
    return app
        .add_option_function<std::string>(
            flag,
            [&to, flag, least](const std::string& text) {
                try {
                    to = parse_number(text, flag);
                } catch (const UsageError& error) {
                    throw CLI::ValidationError(error.what());
                }
                if (to < least) {
                    throw CLI::ValidationError(flag + ": must be " + std::to_string(least) +
                                               " or more");
                }
            },
            help)
        ->type_name("N");
}

std::string check_strategy(const std::string& name) {
    try {
        static_cast<void>(make_strategy(name));
    } catch (const ValueError& error) {
        return error.what();
    }
    return {};
}

/// An option that takes a time by the clock on the wall.
CLI::Option* add_time(CLI::App& app, const std::string& flag,
                      std::optional<std::chrono::milliseconds>& to, const std::string& help) {
    return app
        .add_option_function<std::string>(
            flag,
            [&to, flag](const std::string& text) {
                try {
                    to = parse_time(text, flag);
                } catch (const UsageError& error) {
                    throw CLI::ValidationError(error.what());
                }
            },
            help)
        ->type_name("T");
}

std::string duration_of(const std::string& text, std::optional<Duration>& to) {
    try {
        to = OptionValue<Duration>::read(text);
    } catch (const ValueError&) {
        return "--slow-callback-duration: give a whole number and a unit: 500us, 50ms, 1s";
    }
    return {};
}

/// One line: what is wrong, and where help is.
std::string complaint(const CLI::App& app, const CLI::ParseError& error, const std::string& first) {
    const auto subcommands = app.get_subcommands();
    if (subcommands.empty()) {
        const bool verb = !first.empty() && first.front() != '-';
        return (verb ? "foliot: unknown verb \"" + first + '"'
                     : std::string("foliot: ") + error.what()) +
               "; see foliot --help";
    }
    const std::string place = "foliot " + subcommands.front()->get_name();
    std::string wrong = error.what();
    // CLI11 takes the value behind an unknown option for one argument too many.
    for (const std::string& word : subcommands.front()->remaining()) {
        if (word.size() > 1 && word.front() == '-') wrong = "unknown option " + word;
    }
    return place + ": " + wrong + "; see " + place + " --help";
}

}  // namespace

ParsedCommand parse_command(int argc, const char* const* argv) {
    const Environment environment = read_environment();
    Command command;
    if (environment.seed) command.settings.seed = *environment.seed;
    command.runs = environment.runs;
    if (environment.strategy) command.strategy = environment.strategy;
    command.shrink = environment.shrink;
    command.shrink_time = environment.shrink_time;
    if (environment.trace_folder) command.trace_folder = *environment.trace_folder;
    command.seed_given = environment.seed.has_value();
    command.settings.debug = environment.debug;
    if (environment.laws) command.laws = laws_named(*environment.laws, "FOLIOT_LAWS");

    CLI::App app("Foliot: deterministic simulation and testing of concurrent code.", "foliot");
    app.set_version_flag("--version", std::string("foliot ") + FOLIOT_VERSION);
    app.require_subcommand(1);
    app.footer(
        "Exit status: 0 all held, 1 a property failed, 2 wrong usage or bad input, 3 internal "
        "error,\n4 not deterministic, 5 nothing ran, 6 incomplete, 130 interrupted.\n"
        "Environment: FOLIOT_SEED, FOLIOT_RUNS, FOLIOT_STRATEGY, FOLIOT_TRACE_DIR, FOLIOT_SHRINK,\n"
        "FOLIOT_SHRINK_TIME, FOLIOT_LAWS, FOLIOT_DEBUG; an option beats its variable.\nTry first: "
        "foliot list; "
        "foliot run "
        "coordinator; foliot explore coordinator-as-documented");

    std::uint64_t runs = 0;
    std::uint64_t step_limit = 0;
    std::uint64_t replays = 0;
    std::uint64_t until = 0;
    std::uint64_t last = 0;
    std::string clock = "idle";

    const auto common = [&](CLI::App& verb) {
        verb.add_flag("--json", command.json, "print one JSON document");
        verb.add_flag("-q,--quiet", command.quiet, "print no progress");
        verb.add_flag("-v,--verbose", command.verbose, "say more");
    };
    std::optional<Duration> slow;
    const auto debugging = [&](CLI::App& verb) {
        verb.add_flag("--debug", command.settings.debug,
                      "asyncio's debug mode: warn of slow steps, coroutines never awaited and "
                      "exceptions never retrieved; refuse calls from wrong threads");
        verb.add_option_function<std::string>(
                "--slow-callback-duration",
                [&](const std::string& text) {
                    const std::string wrong = duration_of(text, slow);
                    if (!wrong.empty()) throw CLI::ValidationError(wrong);
                },
                "from when on a step is slow: 50ms, 1s (default: 100ms)")
            ->type_name("T");
    };
    const auto choosing_laws = [&](CLI::App& verb, std::string help, const char* otherwise) {
        help += ", with commas between: all";
        for (const std::string& word : LawFactories::all().words())
            help += " " + word;
        verb.add_option_function<std::string>(
                "--laws",
                [&](const std::string& text) {
                    try {
                        command.laws = laws_named(text, "--laws");
                    } catch (const UsageError& error) {
                        throw CLI::ValidationError(error.what());
                    }
                },
                help + " (default: " + otherwise + ")")
            ->type_name("all|NAME,..");
    };
    const auto running = [&](CLI::App& verb) {
        add_number(verb, "--seed", command.settings.seed, "the seed, 0 to 2^64-1 (default: 1)");
        verb.add_option("--strategy", command.strategy,
                        "who makes the choices: " + strategy_names())
            ->type_name("S")
            ->check(check_strategy);
        verb.add_option("--clock", clock,
                        "idle: time moves when nothing is ready; racing: it may move at any step")
            ->check(CLI::IsMember({"idle", "racing"}));
        add_number(verb, "--step-limit", step_limit, "steps a run may take", 1);
        verb.add_option("--program", command.program, "which program of a file that holds several")
            ->type_name("NAME");
        choosing_laws(verb, "laws that watch each run", "none");
        debugging(verb);
    };

    CLI::App& list = *app.add_subcommand("list", "the scenarios built in");
    common(list);

    CLI::App& run = *app.add_subcommand("run", "one run; prints the verdict");
    run.add_option("scenario", command.subjects, "a scenario, or a program file")
        ->required()
        ->expected(1)
        ->type_name("SCENARIO|FILE.json");
    running(run);
    run.add_option("--trace", command.trace, "write the run's trace here")->type_name("OUT");
    run.add_flag("--report", command.report,
                 "how every primitive was used and waited for, slow steps, gauges over time");
    common(run);
    run.footer(
        strategy_help() +
        "Without --strategy a run is made under fifo; with --seed, under portfolio, as explore "
        "makes it.");

    CLI::App& explore = *app.add_subcommand("explore", "many runs; stops at the first failure");
    explore.add_option("scenario", command.subjects, "scenarios, or program files")
        ->required()
        ->type_name("SCENARIO|FILE.json");
    running(explore);
    explore.footer(strategy_help());
    add_number(explore, "--runs", runs, "how many runs (default: 1000; dfs, dpor, bounded: all)",
               1);
    add_time(explore, "--time", command.time, "runs for this long instead: 60s, 5m")
        ->excludes("--runs");
    explore.add_option("--traces", command.trace_folder, "folder for the traces of failures")
        ->type_name("DIR");
    explore
        .add_option_function<std::uint32_t>(
            "-j,--jobs", [&](const std::uint32_t& jobs) { command.jobs = jobs; },
            "worker processes (default: 1; 0: none, all runs in this process)")
        ->type_name("J")
        ->check(CLI::Range(0, 1'024));
    explore
        .add_option_function<std::string>(
            "--shard",
            [&](const std::string& text) {
                command.shard = shard_named(text);
                if (!command.shard) {
                    throw CLI::ValidationError("--shard: must be i/n with i from 0 to n-1: 0/3");
                }
            },
            "makes one of n shares of the runs, and leaves what came of it in the folder for "
            "traces: foliot merge DIR joins them")
        ->type_name("i/n")
        ->excludes("--time");
    add_time(explore, "--run-timeout", command.run_timeout,
             "a run that takes longer is killed, and a failure: 5s (default: 20s)");
    add_number(explore, "--shrink", replays,
               "replays to be made for a simpler failure, at most; 0: none (default: 1000, with "
               "--keep-going 0)");
    add_time(explore, "--shrink-time", command.shrink_time,
             "how long a failure is shrunk, at most (default: 30s)");
    explore.add_flag("--keep-going", command.keep_going, "go on after a failure");
    explore.add_flag("--audit", command.audit,
                     "looks instead for what tasks share and no footprint shows, by swapping steps "
                     "that should not matter to each other");
    explore.add_flag("--outcomes", command.outcomes, "with --json: every outcome of a program");
    common(explore);

    CLI::App& merge = *app.add_subcommand("merge", "joins what the shards of an exploration found");
    merge.add_option("folder", command.subjects, "the folder that they left it in")
        ->required()
        ->expected(1)
        ->type_name("DIR");
    common(merge);

    CLI::App& selftest = *app.add_subcommand(
        "selftest",
        "how soon each strategy finds the bugs of the zoo: known ones, with their cures");
    selftest.add_option("name", command.subjects, "only programs with one of these in their name")
        ->type_name("NAME");
    add_number(selftest, "--seed", command.settings.seed, "the seed, 0 to 2^64-1 (default: 1)");
    add_number(selftest, "--runs", runs, "runs of a seed, at most (default: 1000)", 1);
    selftest.add_option("--seeds", command.seeds, "how many seeds (default: 20)")
        ->type_name("N")
        ->check(CLI::Range(1, 100'000));
    selftest.add_option("--strategy", command.strategies, "which; repeatable (default: eight)")
        ->type_name("S")
        ->allow_extra_args(false)
        ->check(check_strategy);
    common(selftest);

    CLI::App& replay = *app.add_subcommand("replay", "makes the recorded choices again");
    replay.add_option("trace", command.subjects, "a trace file")
        ->required()
        ->expected(1)
        ->type_name("TRACE");
    replay.add_flag("--loose", command.loose,
                    "match choices by name, take the tame one where one no longer fits");
    debugging(replay);
    add_number(replay, "--until", until, "stop after this step and show where the run stands");
    common(replay);

    CLI::App& shrink = *app.add_subcommand("shrink", "the simplest failing trace it can find");
    shrink.add_option("trace", command.subjects, "the trace of a run that failed")
        ->required()
        ->expected(1)
        ->type_name("TRACE");
    shrink.add_option("-o,--output", command.output, "the file to write (default: NAME-min.json)")
        ->type_name("OUT");
    add_number(shrink, "--shrink", replays, "replays to be made, at most (default: 1000)");
    add_time(shrink, "--time", command.shrink_time, "how long it may take (default: 30s)");
    shrink.add_flag("--program", command.shrink_program,
                    "removes tasks and statements too, from a trace of a program in JSON");
    common(shrink);

    CLI::App& conform = *app.add_subcommand("conform", "runs conformance vectors under fifo");
    conform.add_option("files", command.subjects, "files of vectors, or folders of such")
        ->required()
        ->type_name("FILE|DIR");
    common(conform);

    CLI::App& check = *app.add_subcommand("check", "all laws over the events of a trace");
    check.add_option("trace", command.subjects, "a trace file")
        ->required()
        ->expected(1)
        ->type_name("TRACE");
    choosing_laws(check, "the laws that judge it", "all");
    common(check);

    CLI::App& show = *app.add_subcommand("show", "a trace as a timeline");
    show.add_option("trace", command.subjects, "a trace file")
        ->required()
        ->expected(1)
        ->type_name("TRACE");
    add_number(show, "--last", last, "only the last N events", 1);
    common(show);

    CLI::App& export_verb = *app.add_subcommand("export", "a trace in another format");
    export_verb.add_option("trace", command.subjects, "a trace file")
        ->required()
        ->expected(1)
        ->type_name("TRACE");
    std::string format;
    export_verb.add_option("--to", format, "the format (default: json)")
        ->check(CLI::IsMember({"json"}));
    export_verb.add_option("-o,--output", command.output, "the file to write (default: stdout)")
        ->type_name("OUT");
    common(export_verb);

    ScenarioWords words(argc, argv);
    for (CLI::App* const verb : {&run, &explore})
        words.add_help(*verb);
    try {
        app.parse(static_cast<int>(words.others().size()), words.others().data());
    } catch (const CLI::Success& request) {
        return {std::nullopt, app.exit(request)};
    } catch (const CLI::ParseError& error) {
        std::cerr << complaint(app, error, argc > 1 ? argv[1] : "") << '\n';
        return {std::nullopt, static_cast<int>(ExitCode::usage)};
    }

    CLI::App& chosen = *app.get_subcommands().front();
    command.verb = chosen.get_name();
    const auto given = [&chosen](const char* flag) {
        const CLI::Option* const option = chosen.get_option_no_throw(flag);
        return option != nullptr && option->count() > 0;
    };
    command.settings.options = words.given();
    if (given("--seed")) command.seed_given = true;
    command.step_limit_given = given("--step-limit");
    if (command.step_limit_given) command.settings.step_limit = step_limit;
    if (given("--until")) command.until = until;
    if (given("--last")) command.last = last;
    if (given("--shrink")) command.shrink = replays;
    if (given("--runs")) command.runs = runs;
    if (command.time) command.runs = 0;
    command.settings.racing_clock = clock == "racing";
    if (slow) command.settings.slow_callback_duration = *slow;
    if (slow && !command.settings.debug) {
        throw UsageError("--slow-callback-duration: tells debug mode what to warn of; add --debug");
    }
    return {std::move(command), 0};
}

}  // namespace foliot
