#include "cli/tool.h"

#include <array>
#include <cstdio>
#include <exception>

#include "cli/verbs.h"
#include "explore/environment.h"
#include "explore/input_file.h"
#include "programs/program.h"
#include "properties/registration.h"
#include "traces/file/trace_json.h"

namespace foliot {

namespace {

constexpr std::array verbs_of_all{Verb{"list", list_verb},       Verb{"run", run_verb},
                                  Verb{"explore", explore_verb}, Verb{"merge", merge_verb},
                                  Verb{"replay", replay_verb},   Verb{"shrink", shrink_verb},
                                  Verb{"conform", conform_verb}, Verb{"check", check_verb},
                                  Verb{"show", show_verb},       Verb{"export", export_verb}};

int fail(ExitCode code, const char* message) {
    std::fflush(stdout);
    std::fprintf(stderr, "foliot: %s\n", message);
    return static_cast<int>(code);
}

}  // namespace

std::span<const Verb> verbs_without_zoo() {
    return verbs_of_all;
}

int run_tool(int argc, const char* const* argv, std::span<const Verb> verbs) {
    try {
        register_properties();
        const ParsedCommand parsed = parse_command(argc, argv);
        if (!parsed.command) return parsed.status;
        for (const Verb& verb : verbs) {
            if (verb.name != parsed.command->verb) continue;
            const ExitCode code = verb.run(*parsed.command);
            if (std::fflush(stdout) != 0) {
                return fail(ExitCode::usage,
                            "standard output cannot be written; is the disk full?");
            }
            return static_cast<int>(code);
        }
        return fail(ExitCode::usage, ("this binary does not have the verb " + parsed.command->verb +
                                      "; foliot has it")
                                         .c_str());
    } catch (const UsageError& error) {
        return fail(ExitCode::usage, error.what());
    } catch (const ProgramError& error) {
        return fail(ExitCode::usage, error.what());
    } catch (const TraceError& error) {
        return fail(ExitCode::usage, error.what());
    } catch (const InputError& error) {
        return fail(ExitCode::usage, error.what());
    } catch (const std::exception& error) {
        return fail(ExitCode::internal, error.what());
    }
}

}  // namespace foliot
