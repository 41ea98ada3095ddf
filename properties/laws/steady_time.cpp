#include "properties/laws/steady_time.h"

namespace foliot {

namespace {

std::string instant(VirtualTime time) {
    return std::to_string(nanoseconds(time)) + " ns";
}

}  // namespace

void SteadyTime::on_step(const Step& step) {
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

void SteadyTime::on_event(const TraceEvent& event) {
    if (event.what == "advance") {
        if (event.time <= now_) {
            violated("time advanced from " + instant(now_) + " to " + instant(event.time));
        }
        now_ = event.time;
        moved_ = true;
    } else if (event.what == "spend") {
        if (event.value < 0 || event.time != later(now_, Duration(event.value))) {
            violated(actor(event) + " spent " + std::to_string(event.value) +
                         " ns, and time went from " + instant(now_) + " to " + instant(event.time),
                     event.where);
        }
        now_ = event.time;
    } else if (event.time != now_) {
        violated(actor(event) + "'s " + std::string(event.what) + " happened at " +
                     instant(event.time) + ", in a step at " + instant(now_),
                 event.where);
    } else if (moved_) {
        violated("time moved during the step in which came " + actor(event) + "'s " +
                     std::string(event.what),
                 event.where);
    }
}

}  // namespace foliot
