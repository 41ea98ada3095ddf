#include "explore/warnings.h"

#include <algorithm>

#include "explore/failure.h"
#include "sim/duration_text.h"
#include "sim/observer.h"

namespace foliot {

namespace {

std::string dropped_text(std::uint64_t dropped) {
    if (dropped == 0) return {};
    return "warning: and " + std::to_string(dropped) + " more that were not kept\n";
}

}  // namespace

WarningNote note_of(const Warning& warning) {
    return {warning.kind, warning.message, warning.step, nanoseconds(warning.time),
            place_of(warning.where)};
}

std::string warning_text(const WarningNote& warning) {
    std::string text =
        warning.step == no_step ? "before the run" : "step " + std::to_string(warning.step);
    text += ", t=" + duration_text(warning.time_ns) + ": " + warning.message;
    return warning.where.empty() ? text : text + " (" + warning.where + ")";
}

std::string warnings_text(const Outcome& outcome) {
    std::string text;
    for (const Warning& warning : outcome.warnings)
        text += "warning: " + warning_text(warning) + '\n';
    return text + dropped_text(outcome.warnings_dropped);
}

void FoundWarnings::add(const Outcome& outcome, std::uint64_t seed) {
    dropped_ += outcome.warnings_dropped;
    for (const Warning& warning : outcome.warnings)
        add(FoundWarning{note_of(warning), seed, 1});
}

void FoundWarnings::add(const FoundWarning& found) {
    const auto same = [&found](const FoundWarning& each) {
        return each.first.message == found.first.message;
    };
    const auto at = std::find_if(list_.begin(), list_.end(), same);
    if (at != list_.end()) {
        at->count += found.count;
    } else if (list_.size() < most) {
        list_.push_back(found);
    } else {
        dropped_ += found.count;
    }
}

void FoundWarnings::add(const FoundWarnings& later) {
    dropped_ += later.dropped_;
    for (const FoundWarning& found : later.list_)
        add(found);
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
