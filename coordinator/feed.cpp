#include "coordinator/feed.h"

#include "sim/failure.h"

namespace foliot {

bool is_disconnect(const Failure& failure) {
    if (!failure || failure.is_cancelled()) return false;
    try {
        failure.raise();
    } catch (const FeedDisconnected&) {
        return true;
    } catch (...) {
        return false;
    }
}

}  // namespace foliot
