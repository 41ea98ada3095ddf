#include "coordinator/interrupts.h"

#include <gtest/gtest.h>

#include <chrono>

#include "sim/sleep.h"
#include "sim/testing/run.h"
#include "sim/thread.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> signals(std::shared_ptr<Interrupts> interrupts, int times, Loop& loop) {
    for (int i = 0; i < times; ++i) {
        co_await thread_sleep(10ms);
        Interrupts::raise(interrupts, loop);
    }
}

TEST(Interrupts, ReachTheLoopFromAThread) {
    Log log;
    run_to_end([&log]() -> Coro<> {
        const auto interrupts = std::make_shared<Interrupts>([&log] {
            EXPECT_FALSE(detail::Kernel::running().in_thread());
            log.add("interrupted");
        });
        start_thread(signals(interrupts, 2, Loop::running()));
        co_await sleep(15ms);
        log.add("at work");
        co_await sleep(15ms);
    });
    EXPECT_EQ(log.text(), "10 interrupted, 15 at work, 20 interrupted");
}

TEST(Interrupts, ThatComeTooLateDoNothing) {
    Log log;
    run_to_end([&log]() -> Coro<> {
        const auto interrupts = std::make_shared<Interrupts>([&log] { log.add("interrupted"); });
        start_thread(signals(interrupts, 2, Loop::running()));
        co_await sleep(15ms);
        interrupts->close();
        co_await sleep(15ms);
    });
    EXPECT_EQ(log.text(), "10 interrupted");
}

}  // namespace
}  // namespace foliot
