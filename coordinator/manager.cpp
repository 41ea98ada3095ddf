#include "coordinator/manager.h"

#include <string>

namespace foliot {

namespace {

Coro<> check_health(Common& common) {
    constexpr std::size_t many = 5'000;
    constexpr std::int64_t few = 2;
    const std::size_t buffered = co_await common.handover.size();
    const Logger& log = common.log;
    if (buffered > many) {
        log.warning([buffered] { return "the buffer holds " + std::to_string(buffered); });
    }
    log.info([&common] { return "processed " + std::to_string(common.statistics.processed); });
    const std::int64_t free = common.permits.value();
    if (free < few) log.warning([free] { return "permits free: " + std::to_string(free); });
}

/// Restarts the counts of the processors from time to time; what a run comes to is counted apart.
class Tidying {
  public:
    explicit Tidying(Common& common)
        : common_(common), next_(later(VirtualClock::now(), common.settings.statistics_period)) {}

    void tidy() {
        if (VirtualClock::now() < next_) return;
        next_ = later(VirtualClock::now(), common_.settings.statistics_period);
        common_.statistics.by_processor.clear();
        common_.log.info("the processors' counts restart");
    }

  private:
    Common& common_;  // outlives the manager
    VirtualTime next_;
};

}  // namespace

Coro<> run_manager(Common& common) {
    Tidying tidying(common);
    while (!common.shutdown.is_set()) {
        co_await check_health(common);
        tidying.tidy();
        co_await until_set(common.shutdown, common.settings.manager_period);
    }
    common.log.info("manager ended");
}

}  // namespace foliot
