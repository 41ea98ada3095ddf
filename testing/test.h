#pragma once

#include <gtest/gtest.h>

#include <functional>

#include "explore/scenario.h"
#include "sim/check.h"
#include "sim/coro.h"

namespace foliot::detail {

/// Runs `body` under many schedules, or replays one, as the environment says; reports the first
/// failure to GoogleTest.
void run_test(const char* suite, const char* name, Coro<void> (*body)(Inputs), Options options,
              const char* file, int line);

/// Makes a run and turns a failing EXPECT_* in it into the run's failure, so that it is reported
/// once and with its schedule.
Outcome catching_expectations(const std::function<Outcome()>& run);

}  // namespace foliot::detail

/// A test whose body is a coroutine, run under many schedules (1,000 from a fixed seed, unless
/// FOLIOT_RUNS, FOLIOT_SEED and FOLIOT_STRATEGY say otherwise). It fails where a run does: a
/// FOLIOT_CHECK or an EXPECT_* that does not hold, an exception, a deadlock, tasks left over. The
/// failure is shrunk, in 1,000 replays unless FOLIOT_SHRINK says otherwise, and names the seed, the
/// trace of the simplest run found, and the command that replays it (FOLIOT_REPLAY).
/// FOLIOT_DEBUG=1 switches debug mode on; what that warns of goes to stderr.
///
/// Further arguments are options, as of FOLIOT_SCENARIO; `inputs` is in scope in the body. A replay
/// has those of its trace, other runs have none.
///
/// The body must contain a co_await or co_return, as every coroutine.
#define FOLIOT_TEST(suite, name, ...)                                                   \
    static ::foliot::Coro<void> foliot_test_##suite##_##name(::foliot::Inputs inputs);  \
    TEST(suite, name) {                                                                 \
        ::foliot::detail::run_test(#suite, #name, &foliot_test_##suite##_##name,        \
                                   ::foliot::Options{__VA_ARGS__}, __FILE__, __LINE__); \
    }                                                                                   \
    static ::foliot::Coro<void> foliot_test_##suite##_##name(                           \
        [[maybe_unused]] ::foliot::Inputs inputs)
