// What Condition owes its users, whatever they do and in whatever order.

#include "foliot/testing.h"
#include "properties/generators/workload.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// Later than any visit of a workload arrives, waits or is cancelled.
constexpr Duration late = 20ms;

struct Notified {
    Condition condition;
    std::size_t returned = 0;
    std::size_t cancelled = 0;
    bool always_locked = true;
};

Coro<> visit_condition(Notified& notified, Visit) {
    const auto held = co_await notified.condition.scoped();
    const Result<> waited = co_await quietly(notified.condition.wait());
    notified.always_locked = notified.always_locked && notified.condition.locked();
    ++(waited ? notified.returned : notified.cancelled);
}

Coro<> notify_late(Notified& notified, std::size_t count) {
    co_await sleep(late);
    const auto held = co_await notified.condition.scoped();
    notified.condition.notify(count);
}

/// Runs the workload, notifies `count` of those who wait, cancels who is left.
Coro<> visit_all(Notified& notified, Workload workload, std::size_t count) {
    const auto visit = [&notified](Visit each) { return visit_condition(notified, each); };
    Task<> visits = spawn(run_workload(std::move(workload), visit));
    co_await notify_late(notified, count);
    co_await sleep(1ms);
    visits.cancel();
    static_cast<void>(co_await quietly(visits));
}

FOLIOT_PROP(ConditionSuite, NotifiesAsManyAsItIsTold, (std::uint8_t n, CalmWorkload workload)) {
    Notified notified;
    const std::size_t count = n % 10;
    co_await visit_all(notified, workload, count);
    RC_ASSERT(notified.returned == std::min(count, workload.visits.size()));
}

FOLIOT_PROP(ConditionSuite, ReturnsWithItsLockHeld, (std::uint8_t n, Workload workload)) {
    Notified notified;
    co_await visit_all(notified, workload, n % 10);
    RC_ASSERT(notified.always_locked);
    RC_ASSERT(!notified.condition.locked());
}

FOLIOT_PROP(ConditionSuite, LosesNoNotificationToThoseWhoAreCancelled, (std::uint8_t n)) {
    Notified notified;
    std::vector<Task<>> tasks;
    const std::size_t waiting = 2 + n % 4;
    for (std::size_t i = 0; i < waiting; ++i)
        tasks.push_back(spawn(visit_condition(notified, {})));
    co_await sleep(1ms);
    {
        const auto held = co_await notified.condition.scoped();
        notified.condition.notify(1);
    }
    tasks.front().cancel();  // may be the one that was notified, which has not run yet
    co_await sleep(1ms);
    RC_ASSERT(notified.cancelled == 1U);
    RC_ASSERT(notified.returned >= 1U);
    for (Task<>& task : tasks)
        task.cancel();
    co_await gather(return_exceptions, tasks);
}

FOLIOT_PROP(ConditionSuite, WaitsUntilItsPredicateHolds, (std::uint8_t n)) {
    Condition condition;
    int count = 0;
    const int wanted = n % 5;
    const auto waiting = [](Condition& awaited, const int& reached, int least) -> Coro<> {
        const auto held = co_await awaited.scoped();
        const auto enough = [&reached, least] { return reached >= least; };
        co_await awaited.wait_for(enough);
        RC_ASSERT(reached >= least);
    };
    const Task<> task = spawn(waiting(condition, count, wanted));
    for (int i = 0; i < 5; ++i) {
        co_await sleep(1ms);
        const auto held = co_await condition.scoped();
        RC_ASSERT(task.done() == (count >= wanted));
        ++count;
        condition.notify_all();
    }
    co_await task;
}

FOLIOT_PROP(ConditionSuite, RefusesThoseWhoDoNotHoldItsLock, (std::uint8_t n)) {
    Condition condition;
    const Failure refused = condition.try_notify(n, {});
    RC_ASSERT(refused.name() == "Runtime");
    const Result<> waited = co_await quietly(condition.wait());
    RC_ASSERT(waited.failure().name() == "Runtime");
}

}  // namespace
}  // namespace foliot
