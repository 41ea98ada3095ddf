#include "properties/generators/workload.h"

#include <rapidcheck.h>

#include <string>
#include <utility>

#include "primitives/gather.h"
#include "properties/generators/some_time.h"
#include "sim/callback.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/task.h"

namespace foliot {

namespace {

constexpr int most_visits = 8;
/// Usually none.
rc::Gen<std::optional<Duration>> perhaps_some_time() {
    const auto some =
        rc::gen::map(some_time(), [](Duration time) { return std::optional<Duration>(time); });
    return rc::gen::weightedOneOf<std::optional<Duration>>(
        {{3, rc::gen::just(std::optional<Duration>())}, {1, some}});
}

rc::Gen<std::vector<Visit>> visits(const rc::Gen<Visit>& visit) {
    return rc::gen::mapcat(rc::gen::inRange(1, most_visits + 1), [visit](int count) {
        return rc::gen::container<std::vector<Visit>>(static_cast<std::size_t>(count), visit);
    });
}

std::string milliseconds(Duration time) {
    return std::to_string(time / std::chrono::milliseconds(1)) + "ms";
}

Coro<> arrive(Visit visit, const std::function<Coro<>(Visit)>& body) {
    co_await sleep(visit.arrives);
    co_await body(visit);
}

}  // namespace

std::ostream& operator<<(std::ostream& stream, const Visit& visit) {
    stream << "arrives " << milliseconds(visit.arrives) << " stays " << milliseconds(visit.stays);
    if (visit.patience) stream << " patience " << milliseconds(*visit.patience);
    if (visit.cancelled) stream << " cancelled " << milliseconds(*visit.cancelled);
    return stream;
}

std::ostream& operator<<(std::ostream& stream, const Workload& workload) {
    const char* separator = "";
    for (const Visit& visit : workload.visits) {
        stream << separator << visit;
        separator = "; ";
    }
    return stream;
}

Coro<> run_workload(Workload workload, std::function<Coro<>(Visit)> visit) {
    std::vector<Task<>> tasks;
    for (const Visit& each : workload.visits) {
        const std::string name = "visit" + std::to_string(tasks.size());
        tasks.push_back(spawn(arrive(each, visit), name));
        if (!each.cancelled) continue;
        Task<> task = tasks.back();
        call_later(*each.cancelled, [task]() mutable { task.cancel(); });
    }
    static_cast<void>(co_await quietly(gather(return_exceptions, tasks)));
}

rc::Gen<Visit> any_visit() {
    return rc::gen::build<Visit>(rc::gen::set(&Visit::arrives, some_time()),
                                 rc::gen::set(&Visit::stays, some_time()),
                                 rc::gen::set(&Visit::patience, perhaps_some_time()),
                                 rc::gen::set(&Visit::cancelled, perhaps_some_time()));
}

rc::Gen<Workload> any_workload() {
    return rc::gen::construct<Workload>(visits(any_visit()));
}

rc::Gen<CalmWorkload> any_calm_workload() {
    const auto calm = rc::gen::build<Visit>(rc::gen::set(&Visit::arrives, some_time()),
                                            rc::gen::set(&Visit::stays, some_time()));
    return rc::gen::map(visits(calm), [](std::vector<Visit> visits) {
        CalmWorkload workload;
        workload.visits = std::move(visits);
        return workload;
    });
}

}  // namespace foliot
