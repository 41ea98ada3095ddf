#include "coordinator/manager.h"

#include <algorithm>

#include "coordinator/restart.h"
#include "coordinator/ticker.h"

namespace foliot {

namespace {

void check_health(Common& common, const Logger& log, std::size_t buffered) {
    const WarningLimits& limits = common.settings.warnings;
    const auto waiting = static_cast<std::int64_t>(buffered);
    if (buffered > limits.health_buffer) log.warning("high buffer usage", {{"buffered", waiting}});
    log.info("health", {{"processed", common.statistics.processed}, {"buffered", waiting}});
    const std::int64_t free = common.permits.value();
    if (free < limits.health_permits) log.warning("low processing capacity", {{"permits", free}});
}

void balance_load(Common& common, const Logger& log, std::size_t buffered) {
    const std::size_t before = common.balance.seats();
    common.balance.adjust(buffered);
    const std::size_t seats = common.balance.seats();
    if (seats == before) return;
    log.info("load balanced", {{"processors", static_cast<std::int64_t>(seats)},
                               {"buffered", static_cast<std::int64_t>(buffered)}});
}

}  // namespace

Coro<> run_manager(Common& common) {
    const Logger log = common.log.of("manager");
    StatisticsRestart restart(common);
    Ticker checks(common.settings.manager_period);
    while (!common.shutdown.is_set()) {
        restart.look();
        if (checks.due()) {
            const std::size_t buffered = co_await common.handover.size();
            check_health(common, log, buffered);
            balance_load(common, log, buffered);
            checks.advance();
        }
        co_await until_set_or(common.shutdown, std::min(checks.next(), restart.next()));
    }
    restart.look();  // its hour may have come with the shutdown
    log.info("ended");
}

}  // namespace foliot
