// Nobody works before all components are ready; a component that fails before that prevents it.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

#include "coordinator/coordinator.h"
#include "coordinator/quotes.h"
#include "coordinator/scenarios/coordinator_laws.h"
#include "coordinator/testing/feeds.h"
#include "sim/sleep.h"
#include "testing/prop.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// Connects after a while, or fails to.
class SlowFeed final : public Feed {
  public:
    SlowFeed(Duration takes, bool fails) : takes_(takes), fails_(fails) {}

    Coro<> connect() override {
        co_await sleep(takes_);
        if (fails_) throw ValueError("no such feed");
        connected = true;
    }
    Coro<std::optional<MarketDataUpdate>> receive() override {
        FOLIOT_CHECK(connected);
        co_await sleep(1ms);
        co_return update_of(1);
    }
    bool connected = false;

  private:
    Duration takes_;
    bool fails_;
};

/// May be asked only when the feed is ready.
class LateQuotes final : public QuoteSource {
  public:
    explicit LateQuotes(const SlowFeed& feed) : feed_(feed) {}

    Coro<std::vector<MarketDataUpdate>> poll() override {
        FOLIOT_CHECK(feed_.connected);
        co_await sleep(1ms);
        co_return std::vector<MarketDataUpdate>{};
    }

  private:
    const SlowFeed& feed_;  // outlives this
};

/// Cancels one of the components, by its number, after so many ms.
Coro<> cancel_one(std::uint8_t victim, std::uint8_t after) {
    co_await sleep(std::chrono::milliseconds(after));
    std::vector<TaskState*> components;
    for (TaskState* const task : all_tasks()) {
        const std::string name = task->name();
        const bool one_of_them = name.starts_with("processor_") || name == "rest_poller" ||
                                 name == "websocket_ingester" || name == "coordinator" ||
                                 name == "performance_monitor";
        if (one_of_them) components.push_back(task);
    }
    if (!components.empty()) components[victim % components.size()]->cancel();
}

FOLIOT_PROP(CoordinatorStart, IsTogetherOrNotAtAll,
            (std::uint8_t takes, bool fails, bool cancels, std::uint8_t victim, std::uint8_t after,
             std::uint8_t length)) {
    CoordinatorSettings settings;
    SlowFeed feed(std::chrono::milliseconds(takes), fails);
    LateQuotes quotes(feed);
    Coordinator coordinator(settings, feed, &quotes);
    const Task<> runner = spawn(coordinator.run(std::chrono::milliseconds(length)), "runner");
    Task<> trouble;
    if (cancels) trouble = spawn(cancel_one(victim, after), "trouble");
    const Result<> ended = co_await quietly(runner);
    if (cancels) {
        trouble.cancel();
        static_cast<void>(co_await quietly(trouble));
    }
    const CoordinatorStatistics& statistics = coordinator.statistics();
    if (!statistics.started) FOLIOT_CHECK(statistics.received == 0 || cancels);
    if (fails) FOLIOT_CHECK(!feed.connected && statistics.received == 0 && statistics.polls == 0);
    if (!fails) FOLIOT_CHECK(static_cast<bool>(ended));
    const bool raised = !ended && ended.failure().text() == "no such feed";
    if (fails && !cancels && takes < length) FOLIOT_CHECK(raised);
    const std::size_t tasks_left = all_tasks().size() - 1;
    check_coordinator_laws({statistics, settings.shutdown_bound(), tasks_left});
}

}  // namespace
}  // namespace foliot
