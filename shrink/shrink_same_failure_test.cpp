// What shrinks is one failure, and stays that one.

#include <gtest/gtest.h>

#include <stdexcept>

#include "primitives/event.h"
#include "shrink/shrink.h"
#include "shrink/testing/failing_run.h"
#include "sim/check.h"
#include "sim/loop.h"
#include "sim/sleep.h"
#include "sim/task.h"

namespace foliot {
namespace {

/// Which of two checks fails depends on who comes first. The first needs one choice, the other one
/// two.
Coro<> two_bugs() {
    const std::uint32_t one = choose(2, "one");
    const std::uint32_t two = choose(2, "two");
    const bool both = one != 0 && two != 0;
    const bool other = choose(2, "other") != 0;
    co_await sleep(Duration::zero());
    FOLIOT_CHECK(!both);
    FOLIOT_CHECK(!other);
}

TEST(Shrink, DoesNotSlideToAnotherBug) {
    const CoroScenario scenario = scenario_of(two_bugs);
    const ShrinkResult both = shrink(scenario, failing_run(scenario, "!both").trace, {});
    EXPECT_EQ(both.outcome.message, "check failed: !both");
    EXPECT_EQ(both.after, 2U);
    const ShrinkResult other = shrink(scenario, failing_run(scenario, "!other").trace, {});
    EXPECT_EQ(other.outcome.message, "check failed: !other");
    EXPECT_EQ(other.after, 1U);
}

/// Raises, always in the same place.
Coro<> raises_either() {
    const std::uint32_t one = choose(2, "one");
    const std::uint32_t two = choose(2, "two");
    const std::uint32_t three = choose(2, "three");
    co_await sleep(Duration::zero());
    const bool both = one != 0 && two != 0;
    if (both || three != 0) throw std::runtime_error(both ? "both" : "the third");
}

TEST(Shrink, DoesNotSlideToAnotherMessage) {
    const CoroScenario scenario = scenario_of(raises_either);
    const ShrinkResult both = shrink(scenario, failing_run(scenario, "both").trace, {});
    EXPECT_EQ(both.outcome.message, "main raised Error: both");
    EXPECT_EQ(both.after, 2U);
}

Coro<> check_turn(std::uint32_t turn, std::uint32_t mine) {
    co_await sleep(Duration::zero());
    FOLIOT_CHECK(turn != mine);
}

/// The same check at the same place fails in one task or in another.
Coro<> either_task_fails() {
    const std::uint32_t turn = choose(3, "turn");
    auto first = spawn(check_turn(turn, 1), "first");
    auto second = spawn(check_turn(turn, 2), "second");
    co_await first;
    co_await second;
}

TEST(Shrink, KeepsTheTaskThatFails) {
    const CoroScenario scenario = scenario_of(either_task_fails);
    Runner runner(scenario, {});
    for (std::uint64_t run = 0; run < 20; ++run) {
        const RecordedRun failing = runner.record(run_seed(1, run));
        if (!failing.outcome.failed()) continue;
        const ShrinkResult result = shrink(scenario, failing.trace, {});
        const auto turn = [](const Trace& trace) {
            for (const RecordedChoice& choice : trace.choices) {
                if (choice.kind == ChoiceKind::value) return choice.taken;
            }
            return 0U;
        };
        EXPECT_EQ(turn(result.trace), turn(failing.trace));
    }
}

Coro<> waits_for_ever(Event& event) {
    co_await event.wait();
}

/// Tasks that wait for ever, which ones depending on a choice.
Coro<> two_deadlocks() {
    const std::uint32_t which = choose(4, "which");
    Event first("first");
    Event second("second");
    if ((which & 1U) == 0) first.set();
    if ((which & 2U) == 0) second.set();
    auto one = spawn(waits_for_ever(first), "one");
    auto two = spawn(waits_for_ever(second), "two");
    co_await one;
    co_await two;
}

TEST(Shrink, KeepsWhoWaitsForWhatInADeadlock) {
    const CoroScenario scenario = scenario_of(two_deadlocks);
    const std::string second = "main waits for Task two";
    const ShrinkResult result = shrink(scenario, failing_run(scenario, second).trace, {});
    EXPECT_EQ(result.outcome.message.find(second), 0U) << result.outcome.message;
    const RecordedRun both = failing_run(scenario, "; two waits");
    EXPECT_EQ(shrink(scenario, both.trace, {}).outcome.message, both.outcome.message);
}

}  // namespace
}  // namespace foliot
