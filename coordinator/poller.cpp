#include "coordinator/poller.h"

namespace foliot {

Coro<> run_poller(Common& common) {
    while (!common.shutdown.is_set())
        co_await until_set(common.shutdown, common.settings.poller_period);
}

}  // namespace foliot
