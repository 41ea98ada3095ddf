#include "coordinator/common.h"

#include "primitives/timeout.h"

namespace foliot {

Coro<> until_set(Event& event, Duration longest) {
    const Result<bool> waited = co_await quietly(timeout(longest, event.wait()));
    if (!waited && !waited.failure().is(errors::timeout)) waited.failure().raise();
}

}  // namespace foliot
