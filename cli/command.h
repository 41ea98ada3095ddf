#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/shard_name.h"
#include "explore/runner.h"

namespace foliot {

/// What the words of a command line ask for, after reading; defaults filled in.
struct Command {
    std::string verb;
    std::vector<std::string> subjects;  ///< scenarios, programs, traces, files of vectors
    /// How runs are to be made; but for the strategy, whose default depends on the verb.
    RunSettings settings;
    bool seed_given = false;
    bool step_limit_given = false;
    std::optional<std::string> strategy;
    std::optional<std::string> program;  ///< --program: one of a file's programs
    std::optional<std::string> trace;    ///< --trace: where `run` writes its trace
    bool report = false;                 ///< --report: figures of the run
    std::string trace_folder = "foliot-traces";
    std::optional<std::uint64_t> runs;  ///< --runs; 0 with --time
    std::optional<std::chrono::milliseconds> time;
    std::optional<std::uint64_t> step_limit;
    std::vector<std::string> laws;  ///< --laws, by their words
    bool debug = false;
    std::optional<Duration> slow_callback_duration;
    std::optional<std::uint64_t> until;
    std::optional<std::uint64_t> last;
    std::optional<std::uint64_t> shrink;  ///< --shrink: replays
    bool shrink_program = false;          ///< shrink --program: statements too
    std::optional<std::string> output;
    bool keep_going = false;
    std::uint32_t jobs = 1;  ///< worker processes; 0: runs in this one
    std::optional<Shard> shard;
    std::optional<std::chrono::milliseconds> run_timeout;
    std::optional<std::chrono::milliseconds> shrink_time;
    bool outcomes = false;
    bool audit = false;
    std::vector<std::string> strategies;  ///< selftest: which
    std::size_t seeds = 20;               ///< selftest: how many
    bool loose = false;
    bool json = false;
    bool quiet = false;
    bool verbose = false;
};

/// Either a command, or the exit status of a command line that has been dealt with (help, version,
/// wrong usage).
struct ParsedCommand {
    std::optional<Command> command;
    int status = 0;
};

/// Reads a command line; prints help to stdout and wrong usage to stderr. Raises UsageError for
/// what the environment says wrongly.
ParsedCommand parse_command(int argc, const char* const* argv);

}  // namespace foliot
