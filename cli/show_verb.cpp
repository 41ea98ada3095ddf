#include <fmt/core.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "cli/verbs.h"
#include "traces/file/trace_json.h"
#include "traces/view/timeline.h"

namespace foliot {

ExitCode show_verb(const Command& command) {
    const Trace trace = read_trace(command.subjects.front());
    if (command.json) {
        fmt::print("{}", trace_text(trace));
        return ExitCode::held;
    }
    TimelineOptions options;
    options.colour = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
    options.last = command.last.value_or(0);
    const std::string text = timeline(trace, options);
    std::fwrite(text.data(), 1, text.size(), stdout);
    return ExitCode::held;
}

ExitCode export_verb(const Command& command) {
    const Trace trace = read_trace(command.subjects.front());
    if (command.output) {
        write_trace(*command.output, trace);
    } else {
        const std::string text = trace_text(trace);
        std::fwrite(text.data(), 1, text.size(), stdout);
    }
    return ExitCode::held;
}

}  // namespace foliot
