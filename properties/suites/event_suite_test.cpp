// What Event owes its users, whatever they do and in whatever order.

#include "foliot/testing.h"
#include "properties/generators/workload.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// Later than any visit of a workload arrives, waits or is cancelled.
constexpr Duration afterwards = 20ms;

struct Passed {
    Event event;
    std::vector<VirtualTime> passed;
    std::size_t gave_up = 0;
};

Coro<> visit_event(Passed& passed, Visit visit) {
    const std::optional<Duration> patience = visit.patience;
    const Result<bool> waited = co_await quietly(timeout(patience, passed.event.wait()));
    if (waited) {
        passed.passed.push_back(VirtualClock::now());
    } else {
        ++passed.gave_up;
    }
}

Coro<> visit_all(Passed& passed, Workload workload) {
    const auto visit = [&passed](Visit each) { return visit_event(passed, each); };
    co_await run_workload(std::move(workload), visit);
}

FOLIOT_PROP(EventSuite, LetsAllPassWhoWaitWhenItIsSet, (CalmWorkload workload)) {
    Passed passed;
    const VirtualTime set = later(VirtualClock::now(), afterwards);
    call_at(set, [&passed] { passed.event.set(); });
    co_await visit_all(passed, workload);
    RC_ASSERT(passed.passed == std::vector<VirtualTime>(workload.visits.size(), set));
}

FOLIOT_PROP(EventSuite, LetsNewcomersPassWithoutAStep, (std::uint8_t count)) {
    Event event;
    event.set();
    const std::uint64_t step = Loop::current()->step();
    for (int i = 0; i < count; ++i)
        co_await event.wait();
    RC_ASSERT(Loop::current()->step() == step);
}

FOLIOT_PROP(EventSuite, LetsThoseThroughWhoWaitedThoughItIsClearedAtOnce, (CalmWorkload workload)) {
    Passed passed;
    call_later(afterwards, [&passed] {
        passed.event.set();
        passed.event.clear();
    });
    co_await visit_all(passed, workload);
    RC_ASSERT(passed.passed.size() == workload.visits.size());
    RC_ASSERT(!passed.event.is_set());
}

FOLIOT_PROP(EventSuite, IsNotDisturbedByThoseWhoGiveUp, (Workload workload)) {
    Passed passed;
    std::size_t patient = 0;
    for (const Visit& visit : workload.visits)
        patient += visit.patience || visit.cancelled ? 0 : 1;
    call_later(afterwards, [&passed] { passed.event.set(); });
    co_await visit_all(passed, workload);
    RC_ASSERT(passed.passed.size() == patient);
}

FOLIOT_PROP(EventSuite, MakesNewcomersWaitOnceItIsCleared, (CalmWorkload workload)) {
    Passed passed;
    passed.event.set();
    passed.event.clear();
    call_later(afterwards, [&passed] { passed.event.set(); });
    const VirtualTime start = VirtualClock::now();
    co_await visit_all(passed, workload);
    for (const VirtualTime time : passed.passed)
        RC_ASSERT(time - start == afterwards);
}

}  // namespace
}  // namespace foliot
