#include "properties/warnings.h"

#include <algorithm>

#include "properties/failure_text.h"
#include "sim/observer.h"

namespace foliot {

namespace {

std::string dropped_text(std::uint64_t dropped) {
    if (dropped == 0) return {};
    return "warning: and " + std::to_string(dropped) + " more that were not kept\n";
}

}  // namespace

std::string warning_text(const Warning& warning) {
    std::string text =
        warning.step == no_step ? "before the run" : "step " + std::to_string(warning.step);
    text += ", t=" + time_text(nanoseconds(warning.time)) + ": " + warning.message;
    const std::string place = place_of(warning.where);
    return place.empty() ? text : text + " (" + place + ")";
}

std::string warnings_text(const Outcome& outcome) {
    std::string text;
    for (const Warning& warning : outcome.warnings)
        text += "warning: " + warning_text(warning) + '\n';
    return text + dropped_text(outcome.warnings_dropped);
}

void FoundWarnings::add(const Outcome& outcome, std::uint64_t seed) {
    dropped_ += outcome.warnings_dropped;
    for (const Warning& warning : outcome.warnings) {
        const auto same = [&warning](const FoundWarning& found) {
            return found.first.message == warning.message;
        };
        const auto at = std::find_if(list_.begin(), list_.end(), same);
        if (at != list_.end()) {
            ++at->count;
        } else if (list_.size() < most) {
            list_.push_back({warning, seed, 1});
        } else {
            ++dropped_;
        }
    }
}

std::string FoundWarnings::text() const {
    std::string text;
    for (const FoundWarning& found : list_) {
        text += "warning: " + warning_text(found.first) + "  " + std::to_string(found.count) +
                (found.count == 1 ? " time" : " times") + ", first with seed " +
                std::to_string(found.seed) + '\n';
    }
    return text + dropped_text(dropped_);
}

}  // namespace foliot
