#include "bench/workload.h"

#include <array>

#include "bench/limit_primitives.h"
#include "bench/limit_world.h"
#include "primitives/lock.h"
#include "sim/loop.h"
#include "sim/sleep.h"
#include "sim/task.h"

namespace foliot::bench {

namespace {

constexpr int workers = 5;
constexpr int rounds = 10;

Coro<> take_often(Lock& lock, Points points) {
    for (int i = 0; i < rounds; ++i) {
        if (points == Points::around) co_await sleep(Duration::zero());
        co_await lock.acquire();
        if (points == Points::around) co_await sleep(Duration::zero());
        lock.release();
    }
}

Coro<> five_by_ten(Points points) {
    Lock lock;
    std::array<Task<>, workers> tasks;
    for (Task<>& task : tasks)
        task = spawn(take_often(lock, points));
    for (Task<>& task : tasks)
        co_await task;
}

template <class World>
limit::Job take_often(World& world, limit::Semaphore<World>& lock, Points points,
                      limit::Semaphore<World>& ended) {
    for (int i = 0; i < rounds; ++i) {
        if (points == Points::around) co_await world.yield();
        co_await lock.acquire();
        if (points == Points::around) co_await world.yield();
        lock.release();
    }
    ended.release();
}

template <class World>
limit::Job five_by_ten(World& world, Points points) {
    limit::Semaphore<World> lock(world);
    limit::Semaphore<World> ended(world, 0);
    for (int i = 0; i < workers; ++i)
        world.spawn(take_often(world, lock, points, ended));
    for (int i = 0; i < workers; ++i)
        co_await ended.acquire();
}

template <class World>
void run_in(std::uint64_t seed, Points points) {
    World world(seed);
    world.spawn(five_by_ten(world, points));
    world.run();
}

}  // namespace

Outcome run_execution(std::uint64_t seed, Points points, Strategy* strategy, Observer* observer) {
    LoopOptions options;
    options.seed = seed;
    options.strategy = strategy;
    Loop loop(options);
    if (observer != nullptr) loop.observe(*observer);
    return loop.run(five_by_ten(points));
}

void run_limit_execution(std::uint64_t seed, Points points, bool random) {
    if (random) {
        run_in<limit::RandomWorld>(seed, points);
    } else {
        run_in<limit::FifoWorld>(seed, points);
    }
}

}  // namespace foliot::bench
