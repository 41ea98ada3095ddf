// What Barrier owes its users, whatever they do and in whatever order.

#include "foliot/testing.h"
#include "properties/generators/workload.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

struct Met {
    explicit Met(std::size_t count) : barrier(count) {}

    Barrier barrier;
    std::vector<std::size_t> indices;
    std::vector<VirtualTime> left;
    std::size_t broken = 0;
};

Coro<> visit_barrier(Met& met, Visit) {
    const Result<std::size_t> index = co_await quietly(met.barrier.wait());
    if (!index) {
        ++met.broken;
        co_return;
    }
    met.indices.push_back(*index);
    met.left.push_back(VirtualClock::now());
}

Coro<> visit_all(Met& met, Workload workload) {
    const auto visit = [&met](Visit each) { return visit_barrier(met, each); };
    co_await run_workload(std::move(workload), visit);
}

FOLIOT_PROP(BarrierSuite, LetsAllGoWhenTheLastHasCome, (CalmWorkload workload)) {
    Met met(workload.visits.size());
    Duration last{};
    for (const Visit& visit : workload.visits)
        last = std::max(last, visit.arrives);
    const VirtualTime start = VirtualClock::now();
    co_await visit_all(met, workload);
    RC_ASSERT(met.left == std::vector<VirtualTime>(workload.visits.size(), start + last));
}

FOLIOT_PROP(BarrierSuite, GivesEveryPartyAnIndexOfItsOwn, (CalmWorkload workload)) {
    Met met(workload.visits.size());
    co_await visit_all(met, workload);
    std::sort(met.indices.begin(), met.indices.end());
    for (std::size_t i = 0; i < met.indices.size(); ++i)
        RC_ASSERT(met.indices[i] == i);
}

FOLIOT_PROP(BarrierSuite, ServesOneRoundAfterTheOther, (CalmWorkload workload)) {
    // Twice as many as there are places: two full rounds.
    Workload twice = workload;
    twice.visits.insert(twice.visits.end(), workload.visits.begin(), workload.visits.end());
    Met met(workload.visits.size());
    co_await visit_all(met, twice);
    RC_ASSERT(met.indices.size() == twice.visits.size());
    for (std::size_t i = 0; i < workload.visits.size(); ++i)
        RC_ASSERT(std::count(met.indices.begin(), met.indices.end(), i) == 2);
    RC_ASSERT(met.barrier.n_waiting() == 0U);
}

FOLIOT_PROP(BarrierSuite, HoldsEverybodyWhileOneIsMissing, (CalmWorkload workload)) {
    Met met(workload.visits.size() + 1);
    const auto all = [](Met& to, Workload visits) { return visit_all(to, std::move(visits)); };
    Task<> visits = spawn(all(met, workload));
    co_await sleep(20ms);
    RC_ASSERT(met.left.empty());
    RC_ASSERT(met.barrier.n_waiting() == workload.visits.size());
    visits.cancel();
    static_cast<void>(co_await quietly(visits));
    RC_ASSERT(met.barrier.n_waiting() == 0U);
}

FOLIOT_PROP(BarrierSuite, SendsEverybodyAwayWhenItIsAborted, (CalmWorkload workload)) {
    Met met(workload.visits.size() + 1);
    Task<> visits = spawn(visit_all(met, workload));
    co_await sleep(20ms);
    co_await met.barrier.abort();
    co_await visits;
    RC_ASSERT(met.broken == workload.visits.size());
    RC_ASSERT(met.barrier.broken());
}

FOLIOT_PROP(BarrierSuite, BeginsAnewAfterAReset, (CalmWorkload workload)) {
    Met met(workload.visits.size() + 1);
    Task<> visits = spawn(visit_all(met, workload));
    co_await sleep(20ms);
    co_await met.barrier.reset();
    co_await visits;
    RC_ASSERT(met.broken == workload.visits.size());
    Workload full = workload;
    full.visits.emplace_back();
    co_await visit_all(met, full);
    RC_ASSERT(met.indices.size() == full.visits.size());
}

}  // namespace
}  // namespace foliot
