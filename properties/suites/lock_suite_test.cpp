// What Lock owes its users, whatever they do and in whatever order. All laws watch as well.

#include "foliot/testing.h"
#include "properties/generators/workload.h"
#include "properties/suites/testing/visitors.h"

namespace foliot {
namespace {

/// What a workload did to a lock.
struct Held {
    Lock lock;
    int inside = 0;
    int most_inside = 0;
    int served = 0;
    std::vector<VirtualTime> asked;  ///< by those who were served, in the order of their turns
};

Coro<> visit_lock(Held& held, Visit visit) {
    const VirtualTime asked = VirtualClock::now();
    const bool acquired = co_await within_patience(visit, held.lock);
    if (!acquired) co_return;
    held.asked.push_back(asked);
    held.most_inside = std::max(held.most_inside, ++held.inside);
    ++held.served;
    static_cast<void>(co_await quietly(sleep(visit.stays)));
    --held.inside;
    held.lock.release();
}

Coro<> visit_all(Held& held, Workload workload) {
    const auto visit = [&held](Visit each) { return visit_lock(held, each); };
    co_await run_workload(std::move(workload), visit);
}

FOLIOT_PROP(LockSuite, LetsOneInAtATime, (Workload workload)) {
    Held held;
    co_await visit_all(held, workload);
    RC_ASSERT(held.most_inside <= 1);
}

FOLIOT_PROP(LockSuite, IsFreeWhenAllHaveGone, (Workload workload)) {
    Held held;
    co_await visit_all(held, workload);
    RC_ASSERT(!held.lock.locked());
    const std::uint64_t step = Loop::current()->step();
    co_await held.lock.acquire();
    RC_ASSERT(Loop::current()->step() == step);
}

FOLIOT_PROP(LockSuite, ServesEverybodyWhoHasTime, (CalmWorkload workload)) {
    Held held;
    const auto visits = static_cast<int>(workload.visits.size());
    co_await visit_all(held, workload);
    RC_ASSERT(held.served == visits);
}

FOLIOT_PROP(LockSuite, ServesInTheOrderOfAsking, (Workload workload)) {
    Held held;
    co_await visit_all(held, workload);
    RC_ASSERT(std::is_sorted(held.asked.begin(), held.asked.end()));
}

FOLIOT_PROP(LockSuite, IsBusyForAsLongAsItsVisitorsStay, (CalmWorkload workload)) {
    Held held;
    Duration stays{};
    for (Visit& visit : workload.visits) {
        visit.arrives = Duration::zero();
        stays += visit.stays;
    }
    const VirtualTime start = VirtualClock::now();
    co_await visit_all(held, workload);
    RC_ASSERT(VirtualClock::now() - start == stays);
}

FOLIOT_PROP(LockSuite, RefusesAReleaseThatNobodyOwes, (Workload workload)) {
    Held held;
    co_await visit_all(held, workload);
    const Failure refused = held.lock.try_release();
    RC_ASSERT(refused.name() == "Runtime");
}

}  // namespace
}  // namespace foliot
