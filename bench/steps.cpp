// A step: a task is picked, resumed, and suspends again; with few and many that are ready.

#include <coroutine>
#include <cstddef>
#include <string>

#include "bench/limit_world.h"
#include "bench/meter.h"
#include "sim/loop.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "strategies/random.h"

namespace foliot::bench {

namespace {

template <class World>
limit::Job yield_forever(World& world, Pace& pace) {
    while (pace.more())
        co_await world.yield();
}

template <class World>
void limit_steps(Meter& meter, std::size_t tasks) {
    World world(1);
    Pace pace(meter, static_cast<std::int64_t>(2 * tasks));
    for (std::size_t i = 0; i < tasks; ++i)
        world.spawn(yield_forever(world, pace));
    world.run();
}

Coro<> yield_forever(Pace& pace) {
    while (pace.more())
        co_await sleep(Duration::zero());
}

void foliot_steps(Meter& meter, std::size_t tasks, Strategy* strategy) {
    LoopOptions options;
    options.seed = 1;
    options.strategy = strategy;
    options.step_limit = ~std::uint64_t{0};
    Loop loop(options);
    Pace pace(meter, static_cast<std::int64_t>(2 * tasks));
    for (std::size_t i = 0; i < tasks; ++i)
        spawn(loop, yield_forever(pace));
    loop.run();
}

limit::Job suspend_forever(Pace& pace) {
    while (pace.more())
        co_await std::suspend_always();
}

void bare_resumes(Meter& meter) {
    Pace pace(meter);
    const std::coroutine_handle<> frame = suspend_forever(pace).frame;
    while (!pace.ended())  // then the frame is gone
        frame.resume();
}

}  // namespace

void add_step_cases(Cases& cases) {
    cases.push_back({"limit/resume", bare_resumes});
    for (const std::size_t tasks : {10, 1'000, 100'000}) {
        const std::string count = std::to_string(tasks);
        cases.push_back({"limit/step/fifo/" + count,
                         [tasks](Meter& meter) { limit_steps<limit::FifoWorld>(meter, tasks); }});
        cases.push_back({"foliot/step/fifo/" + count,
                         [tasks](Meter& meter) { foliot_steps(meter, tasks, nullptr); }});
        cases.push_back({"limit/step/random/" + count,
                         [tasks](Meter& meter) { limit_steps<limit::RandomWorld>(meter, tasks); }});
        cases.push_back({"foliot/step/random/" + count, [tasks](Meter& meter) {
                             RandomStrategy strategy;
                             foliot_steps(meter, tasks, &strategy);
                         }});
    }
    cases.push_back({"limit/seed", [](Meter& meter) {
                         std::uint64_t seed = 0;
                         std::uint64_t sum = 0;
                         while (meter.more()) {
                             Rng rng(++seed);
                             sum += rng.below(10);
                             benchmark::DoNotOptimize(sum);
                         }
                     }});
    cases.push_back({"foliot/seed", [](Meter& meter) {
                         RandomStrategy random;
                         Strategy* strategy = &random;
                         benchmark::DoNotOptimize(strategy);
                         const ChoicePoint point{ChoiceKind::ready, 10, 0, {}, nullptr};
                         std::uint64_t seed = 0;
                         std::uint64_t sum = 0;
                         while (meter.more()) {
                             strategy->begin(++seed);
                             sum += strategy->pick(point);
                             benchmark::DoNotOptimize(sum);
                         }
                     }});
}

}  // namespace foliot::bench
