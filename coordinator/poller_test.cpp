#include "coordinator/poller.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>

#include "coordinator/testing/feeds.h"
#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// Answers with the updates 1 and 2 after a while; every third answer is an error.
class Answers final : public QuoteSource {
  public:
    explicit Answers(Duration delay) : delay_(delay) {}

    Coro<std::vector<MarketDataUpdate>> poll() override {
        ++asked;
        log.add("asked");
        co_await sleep(delay_);
        if (asked % 3 == 0) throw std::runtime_error("404");
        std::vector<MarketDataUpdate> updates{update_of(1), update_of(2)};
        co_return updates;
    }
    int asked = 0;
    Log log;

  private:
    Duration delay_;
};

/// A poller that is left alone for so long.
template <class Check>
void poll_for(Duration length, Answers& answers, const Check& check) {
    run_to_end([&]() -> Coro<> {
        Common common(CoordinatorSettings{});
        Poller poller(common, &answers);
        const Task<> task = spawn(poller.run());
        co_await sleep(length);
        common.shutdown.set();
        poller.stop();
        co_await task;
        EXPECT_EQ(Loop::running().now(), virtual_start + length);
        check(common.statistics);
        co_await common.handover.close();
        const std::vector<MarketDataUpdate> left = co_await common.handover.take(100);
        EXPECT_EQ(static_cast<std::int64_t>(left.size()), common.statistics.received);
    });
}

TEST(Poller, AsksEveryPeriodAndOutlivesErrors) {
    Answers answers(10ms);
    poll_for(3500ms, answers, [](const CoordinatorStatistics& statistics) {
        EXPECT_EQ(statistics.polls, 3);
        EXPECT_EQ(statistics.polls_failed, 1);
        EXPECT_EQ(statistics.received, 6);
    });
    EXPECT_EQ(answers.log.text(), "0 asked, 1000 asked, 2000 asked, 3000 asked");
}

TEST(Poller, KeepsItsPeriodWhereAnswersAreSlow) {
    Answers answers(1300ms);
    poll_for(4500ms, answers, [](const CoordinatorStatistics& statistics) {
        EXPECT_EQ(statistics.polls, 2);  // the third was under way
        EXPECT_EQ(statistics.received, 4);
    });
    EXPECT_EQ(answers.log.text(), "0 asked, 2000 asked, 4000 asked");
}

TEST(Poller, CountsAnAnswerThatCameWhenItWasCancelled) {
    run_to_end([&]() -> Coro<> {
        Common common(CoordinatorSettings{});
        Answers answers(10ms);
        Poller poller(common, &answers);
        Task<> task = spawn(poller.run());
        co_await sleep(10ms);
        co_await sleep(0ms);
        task.cancel();
        co_await ended(task);
        EXPECT_TRUE(task.cancelled());
        EXPECT_EQ(common.statistics.received, 2);
        EXPECT_EQ(common.statistics.dropped, 2);
        EXPECT_TRUE(common.intake.over().is_set());
    });
}

TEST(Poller, CountsTheRestOfAnAnswerThatItCannotPutAnyMore) {
    run_to_end([&]() -> Coro<> {
        Common common(CoordinatorSettings{});
        Answers answers(10ms);
        Poller poller(common, &answers);
        co_await common.handover.lock().acquire();
        Task<> task = spawn(poller.run());
        co_await sleep(20ms);
        task.cancel();
        co_await ended(task);
        EXPECT_EQ(common.statistics.received, 2);
        EXPECT_EQ(common.statistics.dropped, 2);
        common.handover.lock().release();
    });
}

}  // namespace
}  // namespace foliot
