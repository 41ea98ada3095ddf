#include "sim/sleep.h"

namespace foliot {

std::string Sleep::awaited() const {
    if (delay_ <= Duration::zero()) return std::string(awaited_at_once);
    return awaited_until(when());
}

std::string Sleep::awaited_until(VirtualTime when) {
    return "sleep until " + std::to_string(nanoseconds(when)) + " ns";
}

void Sleep::describe(TraceEvent& event, std::string&) const {
    if (delay_ > Duration::zero()) event.until = when();
}

void Sleep::run(detail::Kernel& loop) {
    loop.access(task()->path(), Branch::timer, Access::write);
    settle_if_pending();
}

Sleep sleep_until(VirtualTime when) {
    const VirtualTime now = VirtualClock::now();
    return Sleep(when <= now ? Duration::zero() : when - now);
}

}  // namespace foliot
