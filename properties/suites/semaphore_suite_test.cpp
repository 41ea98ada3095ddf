// What Semaphore and BoundedSemaphore owe their users, whatever they do and in whatever order.

#include "foliot/testing.h"
#include "properties/generators/workload.h"
#include "properties/suites/testing/visitors.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t most_permits = 3;

/// What a workload did to a semaphore.
struct Admitted {
    explicit Admitted(std::uint8_t seed) : permits(1 + seed % most_permits) {}

    std::int64_t permits;
    BoundedSemaphore semaphore{permits};
    std::int64_t inside = 0;
    std::int64_t most_inside = 0;
    std::size_t served = 0;
    std::vector<VirtualTime> asked;  ///< by those who were served, in the order of their turns
};

Coro<> visit_semaphore(Admitted& admitted, Visit visit) {
    const VirtualTime asked = VirtualClock::now();
    const bool acquired = co_await within_patience(visit, admitted.semaphore);
    if (!acquired) co_return;
    admitted.asked.push_back(asked);
    ++admitted.served;
    admitted.most_inside = std::max(admitted.most_inside, ++admitted.inside);
    static_cast<void>(co_await quietly(sleep(visit.stays)));
    --admitted.inside;
    admitted.semaphore.release();
}

Coro<> visit_all(Admitted& admitted, Workload workload) {
    const auto visit = [&admitted](Visit each) { return visit_semaphore(admitted, each); };
    co_await run_workload(std::move(workload), visit);
}

FOLIOT_PROP(SemaphoreSuite, AdmitsNoMoreThanItHasPermits, (std::uint8_t n, Workload workload)) {
    Admitted admitted(n);
    co_await visit_all(admitted, workload);
    RC_ASSERT(admitted.most_inside <= admitted.permits);
}

FOLIOT_PROP(SemaphoreSuite, HasAllItsPermitsInTheEnd, (std::uint8_t n, Workload workload)) {
    Admitted admitted(n);
    co_await visit_all(admitted, workload);
    RC_ASSERT(admitted.semaphore.value() == admitted.permits);
    RC_ASSERT(!admitted.semaphore.locked());
}

FOLIOT_PROP(SemaphoreSuite, ServesEverybodyWhoHasTime, (std::uint8_t n, CalmWorkload workload)) {
    Admitted admitted(n);
    co_await visit_all(admitted, workload);
    RC_ASSERT(admitted.served == workload.visits.size());
}

FOLIOT_PROP(SemaphoreSuite, AdmitsAsManyAtOnceAsItHasPermits,
            (std::uint8_t n, CalmWorkload workload)) {
    Admitted admitted(n);
    for (Visit& visit : workload.visits) {
        visit.arrives = Duration::zero();
        visit.stays = 1ms;
    }
    const auto visits = static_cast<std::int64_t>(workload.visits.size());
    co_await visit_all(admitted, workload);
    RC_ASSERT(admitted.most_inside == std::min(admitted.permits, visits));
}

FOLIOT_PROP(SemaphoreSuite, WithOnePermitServesInTheOrderOfAsking, (Workload workload)) {
    Admitted admitted(0);
    co_await visit_all(admitted, workload);
    RC_ASSERT(std::is_sorted(admitted.asked.begin(), admitted.asked.end()));
}

FOLIOT_PROP(SemaphoreSuite, RefusesMorePermitsThanItBeganWith,
            (std::uint8_t n, Workload workload)) {
    Admitted admitted(n);
    co_await visit_all(admitted, workload);
    const Failure refused = admitted.semaphore.try_release();
    RC_ASSERT(refused.name() == "Value");
    RC_ASSERT(admitted.semaphore.value() == admitted.permits);
}

FOLIOT_PROP(SemaphoreSuite, WithoutABoundGrowsByEveryRelease, (std::uint8_t n)) {
    Semaphore semaphore(0);
    for (int i = 0; i < n; ++i)
        semaphore.release();
    for (int i = 0; i < n; ++i)
        co_await semaphore.acquire();
    RC_ASSERT(semaphore.locked());
}

}  // namespace
}  // namespace foliot
