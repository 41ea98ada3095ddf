#include "properties/laws/all_tasks_end.h"

#include <algorithm>
#include <vector>

namespace foliot {

void AllTasksEnd::judge_event(const LawEvent& event) {
    if (event.kind == events::spawn && event.other && !event.other_is_thread) {
        live_.emplace(*event.other, event.names.other());
    } else if (event.is(Meaning::ends) && event.task) {
        live_.erase(*event.task);
    }
}

void AllTasksEnd::at_end(const Outcome& outcome) {
    const bool deadlock = outcome.verdict == Verdict::deadlock;
    if (outcome.failed() && !deadlock) return;  // stopped halfway
    std::vector<std::string> reported;
    for (const Blocked& each : outcome.blocked)
        reported.push_back(each.task);
    std::string names;
    for (const auto& [task, name] : live_) {
        const auto at = std::find(reported.begin(), reported.end(), name);
        if (at != reported.end()) {
            reported.erase(at);
        } else {
            names += (names.empty() ? "" : ", ") + name;
        }
    }
    if (names.empty()) return;
    violated(names + (deadlock ? " never ended, and the deadlock does not say so"
                               : " never ended, but the run completed"));
}

}  // namespace foliot
