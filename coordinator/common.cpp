#include "coordinator/common.h"

#include "primitives/timeout.h"

namespace foliot {

Coro<> until_set(Event& event, Duration longest) {
    return until_set_or(event, later(VirtualClock::now(), longest));
}

Coro<> until_set_or(Event& event, VirtualTime when) {
    const Result<bool> waited = co_await quietly(timeout_at(when, event.wait()));
    if (!waited && !waited.failure().is(errors::timeout)) waited.failure().raise();
}

}  // namespace foliot
