// Timers: many that are pending, of which one fires and is armed again; timeouts that never fire.

#include <cstddef>
#include <string>

#include "bench/limit_world.h"
#include "bench/meter.h"
#include "primitives/timeout.h"
#include "sim/loop.h"
#include "sim/rng.h"
#include "sim/sleep.h"
#include "sim/task.h"

namespace foliot::bench {

namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t longest = 1'000'000;

limit::Job sleep_at_random(limit::FifoWorld& world, Rng& rng, Pace& pace) {
    while (pace.more())
        co_await world.sleep(static_cast<std::int64_t>(1 + rng.below(longest)));
}

Coro<> sleep_at_random(Rng& rng, Pace& pace) {
    while (pace.more())
        co_await sleep(Duration(1 + rng.below(longest)));
}

limit::Job sleep_seconds(limit::FifoWorld& world, Pace& pace) {
    while (pace.more())
        co_await world.sleep(1'000'000'000);
}

Coro<> sleep_seconds(Pace& pace) {
    while (pace.more())
        co_await sleep(1s);
}

Coro<> yield_within_timeouts(Pace& pace) {
    while (pace.more())
        co_await timeout(1s, sleep(0s));
}

Coro<> yield_within_scopes(Pace& pace) {
    while (pace.more()) {
        Timeout scope;
        scope.enter(VirtualClock::now() + 1s).raise_if();
        co_await sleep(0s);
        scope.exit({}).raise_if();
    }
}

/// `tasks` jobs, each made by `make(world)`, until the last one has ended.
template <class Make>
void in_limit(std::size_t tasks, Make make) {
    limit::FifoWorld world;
    for (std::size_t i = 0; i < tasks; ++i)
        world.spawn(make(world));
    world.run();
}

template <class Make>
void in_foliot(std::size_t tasks, Make make) {
    LoopOptions options;
    options.step_limit = ~std::uint64_t{0};
    Loop loop(options);
    for (std::size_t i = 0; i < tasks; ++i)
        spawn(loop, make());
    loop.run();
}

}  // namespace

void add_timer_cases(Cases& cases) {
    for (const std::size_t tasks : {1'000, 100'000}) {
        const std::string count = std::to_string(tasks);
        const auto warm_up = static_cast<std::int64_t>(2 * tasks);
        cases.push_back({"limit/timer/" + count, [tasks, warm_up](Meter& meter) {
                             Pace pace(meter, warm_up);
                             Rng rng(1);
                             in_limit(tasks, [&](limit::FifoWorld& world) {
                                 return sleep_at_random(world, rng, pace);
                             });
                         }});
        cases.push_back({"foliot/timer/" + count, [tasks, warm_up](Meter& meter) {
                             Pace pace(meter, warm_up);
                             Rng rng(1);
                             in_foliot(tasks, [&] { return sleep_at_random(rng, pace); });
                         }});
    }
    cases.push_back(
        {"limit/virtual-seconds", [](Meter& meter) {
             Pace pace(meter);
             in_limit(10, [&](limit::FifoWorld& world) { return sleep_seconds(world, pace); });
         }});
    cases.push_back({"foliot/virtual-seconds", [](Meter& meter) {
                         Pace pace(meter);
                         in_foliot(10, [&] { return sleep_seconds(pace); });
                     }});
    cases.push_back({"foliot/timeout", [](Meter& meter) {
                         Pace pace(meter);
                         in_foliot(10, [&] { return yield_within_timeouts(pace); });
                     }});
    cases.push_back({"foliot/timeout-scope", [](Meter& meter) {
                         Pace pace(meter);
                         in_foliot(10, [&] { return yield_within_scopes(pace); });
                     }});
}

}  // namespace foliot::bench
