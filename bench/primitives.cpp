// What it costs to wait for one another.

#include <cstddef>

#include "bench/limit_primitives.h"
#include "bench/limit_world.h"
#include "bench/meter.h"
#include "primitives/barrier.h"
#include "primitives/condition.h"
#include "primitives/lock.h"
#include "primitives/semaphore.h"
#include "sim/loop.h"
#include "sim/sleep.h"
#include "sim/task.h"

namespace foliot::bench {

namespace {

using World = limit::FifoWorld;
constexpr std::size_t tasks = 10;

// Nobody waits: no scheduling point.

template <class Lockable>
Coro<> take_alone(Lockable& lockable, Pace& pace) {
    while (pace.more()) {
        co_await lockable.acquire();
        lockable.release();
    }
}

limit::Job take_alone(limit::Semaphore<World>& lock, Pace& pace) {
    while (pace.more()) {
        co_await lock.acquire();
        lock.release();
    }
}

// Everybody waits: the first to come lets the others queue up once, and from then on each release
// wakes the next one.

template <class Lockable>
Coro<> take_in_turn(Lockable& lockable, Pace& pace) {
    co_await lockable.acquire();
    co_await sleep(Duration::zero());
    while (pace.more()) {
        lockable.release();
        co_await lockable.acquire();
    }
    lockable.release();
}

limit::Job take_in_turn(World& world, limit::Semaphore<World>& lock, Pace& pace) {
    co_await lock.acquire();
    co_await world.yield();
    while (pace.more()) {
        lock.release();
        co_await lock.acquire();
    }
    lock.release();
}

// One waits on a condition, another notifies; a unit is a notification that was waited for.

Coro<> wait_for_change(Condition& condition, bool& ended) {
    co_await condition.acquire();
    while (!ended)
        co_await condition.wait();
    condition.release();
}

Coro<> make_changes(Condition& condition, Pace& pace, bool& ended) {
    while (!ended) {
        co_await condition.acquire();
        ended = !pace.more();
        condition.notify();
        condition.release();
        co_await sleep(Duration::zero());
    }
}

limit::Job wait_for_change(limit::Condition<World>& condition, limit::Semaphore<World>& lock,
                           bool& ended) {
    co_await lock.acquire();
    while (!ended) {
        co_await condition.wait();
        co_await lock.acquire();
    }
    lock.release();
}

limit::Job make_changes(World& world, limit::Condition<World>& condition,
                        limit::Semaphore<World>& lock, Pace& pace, bool& ended) {
    while (!ended) {
        co_await lock.acquire();
        ended = !pace.more();
        condition.notify();
        lock.release();
        co_await world.yield();
    }
}

// A unit is one party that passes. In the end those who came wait for those who do not: then nobody
// can go on, and the run is over.

Coro<> pass(Barrier& barrier, Pace& pace) {
    while (pace.more())
        co_await barrier.wait();
}

limit::Job pass(limit::Barrier<World>& barrier, Pace& pace) {
    while (pace.more())
        co_await barrier.wait();
}

template <class Fill>
void in_foliot(Fill fill) {
    LoopOptions options;
    options.step_limit = ~std::uint64_t{0};
    Loop loop(options);
    fill(loop);
}

void add_lock_cases(Cases& cases) {
    cases.push_back({"limit/lock/alone", [](Meter& meter) {
                         Pace pace(meter);
                         World world;
                         limit::Semaphore<World> lock(world);
                         world.spawn(take_alone(lock, pace));
                         world.run();
                     }});
    cases.push_back({"foliot/lock/alone", [](Meter& meter) {
                         in_foliot([&](Loop& loop) {
                             Pace pace(meter);
                             Lock lock;
                             spawn(loop, take_alone(lock, pace));
                             loop.run();
                         });
                     }});
    cases.push_back({"limit/lock/in-turn", [](Meter& meter) {
                         Pace pace(meter);
                         World world;
                         limit::Semaphore<World> lock(world);
                         for (std::size_t i = 0; i < tasks; ++i)
                             world.spawn(take_in_turn(world, lock, pace));
                         world.run();
                     }});
    cases.push_back({"foliot/lock/in-turn", [](Meter& meter) {
                         in_foliot([&](Loop& loop) {
                             Pace pace(meter);
                             Lock lock;
                             for (std::size_t i = 0; i < tasks; ++i)
                                 spawn(loop, take_in_turn(lock, pace));
                             loop.run();
                         });
                     }});
    cases.push_back({"limit/semaphore", [](Meter& meter) {
                         Pace pace(meter);
                         World world;
                         limit::Semaphore<World> permits(world, 3);
                         for (std::size_t i = 0; i < tasks; ++i)
                             world.spawn(take_in_turn(world, permits, pace));
                         world.run();
                     }});
    cases.push_back({"foliot/semaphore", [](Meter& meter) {
                         in_foliot([&](Loop& loop) {
                             Pace pace(meter);
                             Semaphore permits(3);
                             for (std::size_t i = 0; i < tasks; ++i)
                                 spawn(loop, take_in_turn(permits, pace));
                             loop.run();
                         });
                     }});
}

}  // namespace

void add_primitive_cases(Cases& cases) {
    add_lock_cases(cases);
    cases.push_back({"limit/condition", [](Meter& meter) {
                         Pace pace(meter);
                         bool ended = false;
                         World world;
                         limit::Semaphore<World> lock(world);
                         limit::Condition<World> condition(world, lock);
                         world.spawn(wait_for_change(condition, lock, ended));
                         world.spawn(make_changes(world, condition, lock, pace, ended));
                         world.run();
                     }});
    cases.push_back({"foliot/condition", [](Meter& meter) {
                         in_foliot([&](Loop& loop) {
                             Pace pace(meter);
                             bool ended = false;
                             Condition condition;
                             spawn(loop, wait_for_change(condition, ended));
                             spawn(loop, make_changes(condition, pace, ended));
                             loop.run();
                         });
                     }});
    cases.push_back({"limit/barrier", [](Meter& meter) {
                         Pace pace(meter);
                         World world;
                         limit::Barrier<World> barrier(world, tasks);
                         for (std::size_t i = 0; i < tasks; ++i)
                             world.spawn(pass(barrier, pace));
                         world.run();
                     }});
    cases.push_back({"foliot/barrier", [](Meter& meter) {
                         in_foliot([&](Loop& loop) {
                             Pace pace(meter);
                             Barrier barrier(tasks);
                             for (std::size_t i = 0; i < tasks; ++i)
                                 spawn(loop, pass(barrier, pace));
                             loop.run();
                         });
                     }});
}

}  // namespace foliot::bench
