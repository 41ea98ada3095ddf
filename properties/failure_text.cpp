#include "properties/failure_text.h"

#include <array>
#include <cstdint>

namespace foliot {

namespace {

struct Unit {
    std::int64_t nanoseconds;
    const char* name;
};

constexpr std::array units{Unit{1'000'000'000, "s"}, Unit{1'000'000, "ms"}, Unit{1'000, "us"},
                           Unit{1, "ns"}};

}  // namespace

std::string time_text(std::int64_t nanoseconds) {
    if (nanoseconds == 0) return "0s";
    for (const Unit& unit : units) {
        if (nanoseconds < unit.nanoseconds) continue;
        std::string text = std::to_string(nanoseconds / unit.nanoseconds);
        std::int64_t rest = nanoseconds % unit.nanoseconds;
        if (rest != 0) {
            std::string digits = std::to_string(unit.nanoseconds + rest).substr(1);
            while (digits.back() == '0')
                digits.pop_back();
            text += "." + digits;
        }
        return text + unit.name;
    }
    return std::to_string(nanoseconds) + "ns";
}

std::string failure_text(const std::string& name, const std::string& strategy,
                         const FoundFailure& failure, const std::string& replay_command) {
    const Outcome& outcome = failure.outcome;
    std::string text = "FAILED " + name + "  seed=" + std::to_string(failure.seed) +
                       " strategy=" + strategy + "  step " + std::to_string(outcome.step) +
                       "  t=" + time_text(nanoseconds(outcome.time)) + "  ";
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
