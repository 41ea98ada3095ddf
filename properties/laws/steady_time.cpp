#include "properties/laws/steady_time.h"

namespace foliot {

namespace {

std::string instant(VirtualTime time) {
    return std::to_string(nanoseconds(time)) + " ns";
}

}  // namespace

void SteadyTime::judge_step(const LawStep& step) {
    if (step.number != steps_) {
        violated("step " + std::to_string(step.number) + " came where step " +
                 std::to_string(steps_) + " was due");
    }
    if (step.time != now_) {
        violated("time went from " + instant(now_) + " to " + instant(step.time) +
                 " without having been advanced");
    }
    ++steps_;
    moved_ = false;
}

void SteadyTime::judge_event(const LawEvent& event) {
    if (event.kind == events::advance) {
        if (event.time <= now_) {
            violated("time advanced from " + instant(now_) + " to " + instant(event.time));
        }
        now_ = event.time;
        moved_ = true;
    } else if (event.kind == events::spend) {
        if (event.value < 0 || event.time != later(now_, Duration(event.value))) {
            violated(event, event.actor() + " spent " + std::to_string(event.value) +
                                " ns, and time went from " + instant(now_) + " to " +
                                instant(event.time));
        }
        now_ = event.time;
    } else if (event.time != now_) {
        violated(event, event.actor() + "'s " + std::string(event.kind.name()) + " happened at " +
                            instant(event.time) + ", in a step at " + instant(now_));
    } else if (moved_) {
        violated(event, "time moved during the step in which came " + event.actor() + "'s " +
                            std::string(event.kind.name()));
    }
}

}  // namespace foliot
