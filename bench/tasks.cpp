// Tasks that come and go, and many that only wait.

#include <cstddef>
#include <fstream>
#include <vector>

#include <unistd.h>

#include "bench/limit_primitives.h"
#include "bench/limit_world.h"
#include "bench/meter.h"
#include "primitives/event.h"
#include "sim/loop.h"
#include "sim/task.h"

namespace foliot::bench {

namespace {

constexpr int at_once = 1000;

Coro<> nothing() {
    co_return;
}

Coro<> spawn_often(Meter& meter) {
    std::vector<Task<>> tasks(at_once);
    while (meter.more(at_once)) {
        for (Task<>& task : tasks)
            task = spawn(nothing());
        for (Task<>& task : tasks)
            co_await task;
    }
}

limit::Job only_end(limit::Semaphore<limit::FifoWorld>& ended) {
    ended.release();
    co_return;
}

limit::Job spawn_often(limit::FifoWorld& world, Meter& meter) {
    limit::Semaphore<limit::FifoWorld> ended(world, 0);
    while (meter.more(at_once)) {
        for (int i = 0; i < at_once; ++i)
            world.spawn(only_end(ended));
        for (int i = 0; i < at_once; ++i)
            co_await ended.acquire();
    }
}

std::int64_t resident_bytes() {
    std::ifstream file("/proc/self/statm");
    std::int64_t all = 0;
    std::int64_t resident = 0;
    file >> all >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

constexpr int idle_tasks = 1'000'000;

Coro<> wait_idly(Event& event) {
    co_await event.wait();
}

limit::Job wait_idly(limit::Semaphore<limit::FifoWorld>& never) {
    co_await never.acquire();
}

Coro<> weigh(std::int64_t& weight) {
    weight = resident_bytes();
    Loop::running().halt();
    co_return;
}

/// The last task to start looks at what the others, which all wait by then, have taken. Meaningful
/// once in a process.
void weigh_idle(Meter& meter) {
    const std::int64_t before = resident_bytes();
    std::int64_t after = 0;
    Event event;
    Loop loop;
    for (int i = 0; i < idle_tasks; ++i)
        spawn(loop, wait_idly(event));
    spawn(loop, weigh(after));
    while (meter.more())
        loop.run();
    meter.report("bytes", static_cast<double>(after - before) / idle_tasks);
}

void weigh_idle_limit(Meter& meter) {
    const std::int64_t before = resident_bytes();
    limit::FifoWorld world;
    limit::Semaphore<limit::FifoWorld> never(world, 0);
    for (int i = 0; i < idle_tasks; ++i)
        world.spawn(wait_idly(never));
    while (meter.more())
        world.run();
    meter.report("bytes", static_cast<double>(resident_bytes() - before) / idle_tasks);
}

}  // namespace

void add_task_cases(Cases& cases) {
    cases.push_back({"limit/spawn", [](Meter& meter) {
                         limit::FifoWorld world;
                         world.spawn(spawn_often(world, meter));
                         world.run();
                     }});
    cases.push_back({"foliot/spawn", [](Meter& meter) {
                         LoopOptions options;
                         options.step_limit = ~std::uint64_t{0};
                         Loop loop(options);
                         loop.run(spawn_often(meter));
                     }});
    cases.push_back({"limit/idle", weigh_idle_limit, true});
    cases.push_back({"foliot/idle", weigh_idle, true});
}

}  // namespace foliot::bench
