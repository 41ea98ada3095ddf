// What timeout() owes its users, whatever the order.

#include "foliot/testing.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Duration some(std::uint8_t number) {
    return 1ms * (number % 6);
}

FOLIOT_PROP(TimeoutSuite, EndsWithTheShorterOfTheTwo, (std::uint8_t limit, std::uint8_t work)) {
    const VirtualTime start = VirtualClock::now();
    const Result<> ended = co_await quietly(timeout(some(limit), sleep(some(work))));
    RC_ASSERT(VirtualClock::now() - start == std::min(some(limit), some(work)));
    if (some(work) < some(limit)) RC_ASSERT(static_cast<bool>(ended));
    if (some(limit) < some(work)) RC_ASSERT(ended.failure().name() == "Timeout");
}

FOLIOT_PROP(TimeoutSuite, WithoutALimitNeverEnds, (std::uint8_t work)) {
    const VirtualTime start = VirtualClock::now();
    co_await timeout(std::nullopt, sleep(some(work)));
    RC_ASSERT(VirtualClock::now() - start == some(work));
}

FOLIOT_PROP(TimeoutSuite, OfTwoThatAreNestedTheEarlierDecides,
            (std::uint8_t outer, std::uint8_t inner)) {
    RC_PRE(some(outer) != some(inner));
    const VirtualTime start = VirtualClock::now();
    const Result<> ended = co_await quietly(timeout(some(outer), timeout(some(inner), sleep(1s))));
    RC_ASSERT(ended.failure().name() == "Timeout");
    RC_ASSERT(VirtualClock::now() - start == std::min(some(outer), some(inner)));
}

FOLIOT_PROP(TimeoutSuite, DoesNotHideACancellationThatCameFirst,
            (std::uint8_t limit, std::uint8_t instant)) {
    RC_PRE(some(instant) < some(limit));
    const auto body = [](Duration longest) -> Coro<> { co_await timeout(longest, sleep(1s)); };
    Task<> task = spawn(body(some(limit)));
    co_await sleep(some(instant));
    task.cancel();
    const Result<> ended = co_await quietly(task);
    RC_ASSERT(ended.failure().is_cancelled());
}

FOLIOT_PROP(TimeoutSuite, LeavesItsTaskAbleToWaitAgain, (std::uint8_t limit)) {
    static_cast<void>(co_await quietly(timeout(some(limit), sleep(1s))));
    RC_ASSERT(current_task().cancelling() == 0U);
    const VirtualTime start = VirtualClock::now();
    co_await sleep(3ms);
    RC_ASSERT(VirtualClock::now() - start == 3ms);
}

FOLIOT_PROP(TimeoutSuite, KeepsTheDeadlineItWasGivenLast, (std::uint8_t first, std::uint8_t last)) {
    const VirtualTime start = VirtualClock::now();
    const Duration longest = some(last) + 1ms;
    const auto body = [longest](Timeout& scope) -> Coro<> {
        scope.reschedule(later(VirtualClock::now(), longest));
        co_await sleep(1s);
    };
    const Result<> ended = co_await quietly(timeout(some(first) + 1ms, body));
    RC_ASSERT(ended.failure().name() == "Timeout");
    RC_ASSERT(VirtualClock::now() - start == longest);
}

}  // namespace
}  // namespace foliot
