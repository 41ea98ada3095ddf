#include "sim/sleep.h"

namespace foliot {

std::string Sleep::awaited() const {
    if (delay_ <= Duration::zero()) return "sleep of 0";
    return "sleep until " + std::to_string(nanoseconds(when())) + " ns";
}

void Sleep::run(Loop& loop) {
    loop.access(child_path(path(), Branch::timer), Access::write);
    if (Waiter::pending()) settle();
}

void Sleep::disarm() {
    if (Timer::pending() || queued()) task_state_->loop().stop(*this);
}

Sleep sleep(Duration delay) {
    Loop::running();
    return Sleep(delay);
}

Sleep sleep_until(VirtualTime when) {
    const VirtualTime now = VirtualClock::now();
    return Sleep(when <= now ? Duration::zero() : when - now);
}

}  // namespace foliot
