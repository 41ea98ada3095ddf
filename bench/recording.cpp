// What it costs to be watched: by an observer that keeps one record a step, by the recorder, and
// with the digest made from what it kept. And to make the same choices again.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "bench/meter.h"
#include "bench/workload.h"
#include "sim/loop.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "strategies/random.h"
#include "traces/record/recorder.h"
#include "traces/replay/replay_strategy.h"

namespace foliot::bench {

namespace {

/// 24 bytes a step, in memory that is used again.
class StepRecorder final : public Observer {
  public:
    Hears hears() const override { return {false, false, true, false, false}; }
    void on_step(const Step& step) override {
        steps_.push_back({step.number, nanoseconds(step.time), step.cause});
    }
    void clear() { steps_.clear(); }

  private:
    struct Record {
        std::uint64_t number;
        std::int64_t time;
        std::uint64_t cause;
    };
    std::vector<Record> steps_;
};

/// Hears what the recorder hears and keeps nothing: what the loop spends on telling it.
class Listener final : public Observer {
  public:
    Hears hears() const override { return {.accesses = false}; }
};

Trace record_execution(std::uint64_t seed, Strategy& strategy) {
    Recorder recorder;
    LoopOptions options;
    options.seed = seed;
    const Outcome outcome =
        run_execution(seed, Points::around, &strategy, &static_cast<Observer&>(recorder));
    return recorder.take("5x10", "random", options, outcome);
}

/// Replays one trace over and over, or makes its run again: both are watched by somebody who knows
/// the names, as a replay needs them.
void replay_executions(Meter& meter, bool replay) {
    RandomStrategy random;
    const Trace trace = record_execution(1, random);
    while (meter.more()) {
        Names names;
        std::optional<ReplayStrategy> again;
        Strategy* strategy = &random;
        if (replay) strategy = &again.emplace(trace, names, ReplayMode::strict);
        static_cast<void>(run_execution(1, Points::around, strategy, &names));
    }
}

Coro<> yield(int times) {
    for (int i = 0; i < times; ++i)
        co_await sleep(Duration::zero());
}

enum class Ear : std::uint8_t { none, listener, recorder };

/// A step of runs of 10 tasks that do nothing but yield, 1,000 steps each.
void yield_in_short_runs(Meter& meter, Ear ear) {
    while (meter.more(1000)) {
        RandomStrategy strategy;
        LoopOptions options;
        options.strategy = &strategy;
        std::optional<Listener> listener;
        std::optional<Recorder> recorder;
        Loop loop(options);
        if (ear == Ear::listener) loop.observe(listener.emplace());
        if (ear == Ear::recorder) loop.observe(recorder.emplace());
        for (int i = 0; i < 10; ++i)
            spawn(loop, yield(99));
        loop.run();
    }
}

}  // namespace

void add_recording_cases(Cases& cases) {
    cases.push_back({"foliot/5x10/steps-kept", [](Meter& meter) {
                         RandomStrategy strategy;
                         StepRecorder observer;
                         std::uint64_t seed = 0;
                         while (meter.more()) {
                             observer.clear();
                             static_cast<void>(
                                 run_execution(seed++, Points::around, &strategy, &observer));
                         }
                     }});
    cases.push_back({"foliot/5x10/heard", [](Meter& meter) {
                         RandomStrategy strategy;
                         Listener listener;
                         std::uint64_t seed = 0;
                         while (meter.more())
                             static_cast<void>(
                                 run_execution(seed++, Points::around, &strategy, &listener));
                     }});
    cases.push_back({"foliot/5x10/recorded", [](Meter& meter) {
                         RandomStrategy strategy;
                         std::uint64_t seed = 0;
                         while (meter.more()) {
                             Recorder recorder;
                             static_cast<void>(run_execution(seed++, Points::around, &strategy,
                                                             &static_cast<Observer&>(recorder)));
                         }
                     }});
    cases.push_back({"foliot/5x10/digested", [](Meter& meter) {
                         RandomStrategy strategy;
                         std::uint64_t seed = 0;
                         while (meter.more())
                             benchmark::DoNotOptimize(record_execution(seed++, strategy).digest);
                     }});
    cases.push_back({"foliot/5x10/named", [](Meter& meter) { replay_executions(meter, false); }});
    cases.push_back({"foliot/5x10/replayed", [](Meter& meter) { replay_executions(meter, true); }});
    cases.push_back(
        {"foliot/yield/unrecorded", [](Meter& meter) { yield_in_short_runs(meter, Ear::none); }});
    cases.push_back(
        {"foliot/yield/heard", [](Meter& meter) { yield_in_short_runs(meter, Ear::listener); }});
    cases.push_back(
        {"foliot/yield/recorded", [](Meter& meter) { yield_in_short_runs(meter, Ear::recorder); }});
}

}  // namespace foliot::bench
