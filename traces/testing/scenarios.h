#pragma once

#include <cstdint>
#include <utility>

#include "sim/coro.h"
#include "sim/loop.h"
#include "strategies/random.h"
#include "traces/file/trace.h"
#include "traces/record/recorder.h"

// What the tests of traces share: small runs, recorded.
namespace foliot {

struct Recorded {
    Outcome outcome;
    Trace trace;
};

/// Runs the coroutine `body()` with recording on: under a random walk, or under fifo.
template <class Body>
Recorded record(const Body& body, std::uint64_t seed, LoopOptions options = {}) {
    RandomStrategy random;
    options.seed = seed;
    options.strategy = &random;
    Recorder recorder;
    Loop loop(options);
    loop.observe(recorder);
    Outcome outcome = loop.run(body());
    explain(outcome, recorder);
    Trace trace = recorder.take("scenario", "random", options, outcome);
    return {std::move(outcome), std::move(trace)};
}

template <class Body>
Recorded record_fifo(const Body& body) {
    Recorder recorder;
    const LoopOptions options;
    Loop loop(options);
    loop.observe(recorder);
    Outcome outcome = loop.run(body());
    explain(outcome, recorder);
    Trace trace = recorder.take("scenario", "fifo", options, outcome);
    return {std::move(outcome), std::move(trace)};
}

/// The first run, from seed 0 on, that fails under a random walk.
template <class Body>
Recorded record_failure(const Body& body) {
    std::uint64_t seed = 0;
    Recorded run = record(body, seed);
    while (!run.outcome.failed())
        run = record(body, ++seed);
    return run;
}

/// A task that adds to a balance, with a lock; another that forgets the lock: the sum must be
/// right. Holds under fifo, and under half of all orders.
Coro<> account();
/// The same with the lock where it was forgotten.
Coro<> mended_account();
Coro<> pay_interest(int& balance);

/// Two tasks take two locks without names in opposite orders: a deadlock under fifo.
Coro<> crossed_locks();

}  // namespace foliot
