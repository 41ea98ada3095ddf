#include "explore/failure.h"

#include <filesystem>

#include "sim/duration_text.h"
#include "traces/file/trace_json.h"

namespace foliot {

std::string trace_path(const std::string& folder, const std::string& name, std::uint64_t seed) {
    std::string file;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        file += plain ? c : '_';
    }
    return (std::filesystem::path(folder) / (file + "-" + std::to_string(seed) + ".json")).string();
}

void keep_trace(FoundFailure& failure, const std::string& file) {
    try {
        write_trace(file, failure.trace);
        failure.trace_file = file;
    } catch (const TraceError& error) {
        failure.trace_error = error.what();
    }
}

std::string failure_text(const std::string& name, const std::string& strategy,
                         const FoundFailure& failure, const std::string& replay_command) {
    const Outcome& outcome = failure.outcome;
    std::string text = "FAILED " + name + "  seed=" + std::to_string(failure.seed) +
                       " strategy=" + strategy + "  step " + std::to_string(outcome.step) +
                       "  t=" + duration_text(nanoseconds(outcome.time)) + "  ";
    // A check says so itself: "check failed: balance == 20".
    if (outcome.verdict != Verdict::check) text += std::string(name_of(outcome.verdict)) + ": ";
    text += outcome.message;
    const std::string place = place_of(outcome.where);
    if (!place.empty()) text += "  " + place;
    text += '\n';
    if (!failure.deterministic) {
        text += "  NOT DETERMINISTIC: made again with this seed, the run went another way\n";
    }
    if (!failure.shrunk.empty()) text += "  shrunk:  " + failure.shrunk + '\n';
    if (!failure.trace_error.empty()) text += "  trace:   none: " + failure.trace_error + '\n';
    if (!failure.trace_file.empty()) {
        text += "  trace:   " + failure.trace_file + '\n';
        text += "  replay:  " + replay_command + '\n';
    }
    return text;
}

}  // namespace foliot
