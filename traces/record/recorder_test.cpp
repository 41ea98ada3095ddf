#include "traces/record/recorder.h"
#include "sim/loop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "primitives/event.h"
#include "primitives/lock.h"
#include "primitives/semaphore.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/thread.h"
#include "traces/testing/scenarios.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// "3: 0.0 deposit <- 1" for each step.
std::vector<std::string> steps_of(const Trace& trace) {
    std::vector<std::string> steps;
    for (const RecordedEvent& event : trace.events) {
        if (trace.kind(event) != events::step) continue;
        const std::string cause = event.cause == no_step ? "-" : std::to_string(event.cause);
        steps.push_back(std::to_string(event.step) + ": " + std::string(trace.text(event.text)) +
                        " <- " + cause);
    }
    return steps;
}

Coro<> nap_once() {
    co_await sleep(1ms);
}

Coro<> one_child() {
    Task<> child = spawn(nap_once(), "child");
    co_await child;
}

TEST(Recorder, EveryStepIsAnEventWithItsCause) {
    const Trace trace = record_fifo([] { return one_child(); }).trace;
    const std::vector<std::string> expected{"0: 0 main <- -", "1: 0.0 child <- 0",
                                            "2: timer of 0.0 child <- 1", "3: 0.0 child <- 2",
                                            "4: 0 main <- 3"};
    EXPECT_EQ(steps_of(trace), expected);
}

TEST(Recorder, EventsSayWhoDidWhatWithWhat) {
    const Trace trace = record_fifo([] { return account(); }).trace;
    const auto at = std::find_if(trace.events.begin(), trace.events.end(), [&](const auto& event) {
        return trace.kind(event) == events::acquire;
    });
    ASSERT_NE(at, trace.events.end());
    EXPECT_EQ(at->step, 1U);
    EXPECT_EQ(at->time_ns, 0);
    EXPECT_EQ(trace.task_label(at->task), "0.0 deposit");
    EXPECT_EQ(trace.object_label(at->object), "0/0 Lock account");
    EXPECT_TRUE(trace.text(at->where).starts_with("traces/testing/scenarios_test.cpp:"));
}

TEST(Recorder, AChoiceKnowsWhatFifoRunsFirst) {
    const Trace trace = record_failure([] { return account(); }).trace;
    const RecordedChoice& first = trace.choices.front();
    ASSERT_EQ(first.taken, 1U);
    EXPECT_EQ(first.kind, ChoiceKind::ready);
    EXPECT_EQ(first.of, 2U);
    EXPECT_EQ(first.step, 1U);
    EXPECT_EQ(trace.text(first.what), "0.1 pay_interest");
    EXPECT_EQ(trace.text(first.fifo), "0.0 deposit");
}

TEST(Recorder, TheOutcomeStandsInTheTrace) {
    const Recorded run = record_failure([] { return account(); });
    EXPECT_EQ(run.trace.outcome.verdict, Verdict::check);
    EXPECT_EQ(run.trace.outcome.message, "check failed: balance == 20");
    EXPECT_EQ(run.trace.outcome.step, run.outcome.step);
    EXPECT_EQ(run.trace.outcome.time_ns, 1'000'000);
    EXPECT_TRUE(run.trace.outcome.where.starts_with("traces/testing/scenarios_test.cpp:"));
}

TEST(Recorder, WhereNobodyListensNothingIsReported) {
    const Recorder recorder;
    Loop loop;
    EXPECT_FALSE(loop.observed());
    EXPECT_FALSE(loop.run(account()).failed());
    EXPECT_TRUE(recorder.names().tasks().empty());
}

TEST(Recorder, CountsEventsBeyondItsLimitAndKeepsAllChoices) {
    const Trace whole = record([] { return account(); }, 3).trace;
    Recorder recorder({5});
    RandomStrategy random;
    LoopOptions options;
    options.seed = 3;
    options.strategy = &random;
    Loop loop(options);
    loop.observe(recorder);
    const Outcome outcome = loop.run(account());
    const Trace cut = recorder.take("scenario", "random", options, outcome);
    EXPECT_EQ(cut.events.size(), 5U);
    EXPECT_EQ(cut.dropped, whole.events.size() - 5);
    EXPECT_EQ(cut.choices.size(), whole.choices.size());
    EXPECT_NE(cut.digest, whole.digest);
}

TEST(Recorder, ADeadlockNamesHolderAndWaiter) {
    const Recorded run = record_fifo([] { return crossed_locks(); });
    ASSERT_EQ(run.trace.outcome.verdict, Verdict::deadlock);
    const std::vector<RecordedWait>& waits = run.trace.outcome.wait_for;
    ASSERT_EQ(waits.size(), 3U);
    EXPECT_EQ(waits[0].task, "0 main");
    EXPECT_EQ(waits[0].waits_for, "0.0 there");
    EXPECT_TRUE(waits[0].held_by.empty());
    EXPECT_EQ(waits[1].task, "0.0 there");
    EXPECT_EQ(waits[1].waits_for, "0/1 Lock");
    EXPECT_EQ(waits[1].held_by, std::vector<std::string>{"0.1 back"});
    EXPECT_EQ(waits[1].since, 3U);
    EXPECT_EQ(waits[1].since_ns, 0);
    EXPECT_TRUE(waits[1].where.starts_with("traces/testing/scenarios_test.cpp:"));
    EXPECT_EQ(waits[2].task, "0.1 back");
    EXPECT_EQ(waits[2].waits_for, "0/0 Lock");
    EXPECT_EQ(waits[2].held_by, std::vector<std::string>{"0.0 there"});
}

TEST(Recorder, ADeadlockIsExplainedByEventsThatWereNotKeptToo) {
    const Recorded whole = record_fifo([] { return crossed_locks(); });
    for (std::size_t limit = 0; limit < whole.trace.events.size(); ++limit) {
        Recorder recorder({limit});
        const LoopOptions options;
        Loop loop(options);
        loop.observe(recorder);
        Outcome outcome = loop.run(crossed_locks());
        explain(outcome, recorder);
        const Trace cut = recorder.take("scenario", "fifo", options, outcome);
        EXPECT_EQ(cut.events.size(), limit);
        EXPECT_EQ(outcome.message, whole.outcome.message);
        EXPECT_EQ(cut.outcome.wait_for, whole.trace.outcome.wait_for);
    }
}

TEST(Recorder, ExplainTellsTheOutcomeWhoHoldsWhat) {
    const Outcome outcome = record_fifo([] { return crossed_locks(); }).outcome;
    ASSERT_EQ(outcome.blocked.size(), 3U);
    EXPECT_EQ(outcome.blocked[1].waits_for, "Lock 0/1");
    EXPECT_EQ(outcome.blocked[1].held_by, "back");
    EXPECT_NE(outcome.message.find("there waits for Lock 0/1, held by back, at traces/"),
              std::string::npos)
        << outcome.message;
}

Coro<> take_twice() {
    Lock lock("once");
    co_await lock.acquire();
    co_await lock.acquire();
}

TEST(Recorder, ATaskMayWaitForWhatItHoldsItself) {
    const Trace trace = record_fifo([] { return take_twice(); }).trace;
    ASSERT_EQ(trace.outcome.wait_for.size(), 1U);
    EXPECT_EQ(trace.outcome.wait_for[0].held_by, std::vector<std::string>{"0 main"});
}

Coro<> hold(Semaphore& permits, Event& never) {
    co_await permits.acquire();
    co_await never.wait();
}

Coro<> too_few_permits() {
    Semaphore permits(2, "permits");
    Event never("never");
    Task<> one = spawn(hold(permits, never), "one");
    Task<> two = spawn(hold(permits, never), "two");
    Task<> three = spawn(hold(permits, never), "three");
    co_await three;
}

TEST(Recorder, ASemaphoreMayHaveSeveralHolders) {
    const Trace trace = record_fifo([] { return too_few_permits(); }).trace;
    const std::vector<RecordedWait>& waits = trace.outcome.wait_for;
    ASSERT_EQ(waits.size(), 4U);
    EXPECT_EQ(waits[1].waits_for, "0/1 Event never");
    EXPECT_TRUE(waits[1].held_by.empty());
    EXPECT_EQ(waits[3].task, "0.2 three");
    EXPECT_EQ(waits[3].held_by, (std::vector<std::string>{"0.0 one", "0.1 two"}));
}

Coro<> wait_for_signals(Semaphore& signals) {
    co_await signals.acquire();
    co_await signals.acquire();
}

Coro<> one_signal() {
    Semaphore signals(0, "signals");
    Task<> consumer = spawn(wait_for_signals(signals), "consumer");
    signals.release();
    co_await consumer;
}

TEST(Recorder, WhoeverTakesASignalHoldsNothing) {
    const Trace trace = record_fifo([] { return one_signal(); }).trace;
    ASSERT_EQ(trace.outcome.wait_for.size(), 2U);
    EXPECT_EQ(trace.outcome.wait_for[1].task, "0.0 consumer");
    EXPECT_TRUE(trace.outcome.wait_for[1].held_by.empty());
}

Coro<> hold_a_while(Lock& lock) {
    auto held = co_await lock.scoped();
    co_await sleep(1ms);
}

Coro<> handed_on() {
    Lock lock("handed on");
    Event never("never");
    Task<> first = spawn(hold_a_while(lock), "first");
    Task<> second = spawn(hold_a_while(lock), "second");
    co_await first;
    co_await second;
    co_await never.wait();
}

TEST(Recorder, WhoHasLeftNoLongerWaits) {
    const Trace trace = record_fifo([] { return handed_on(); }).trace;
    ASSERT_EQ(trace.outcome.wait_for.size(), 1U);
    EXPECT_EQ(trace.outcome.wait_for[0].task, "0 main");
}

Coro<> thread_body() {
    co_await thread_sleep(1ms);
}

Coro<> with_thread() {
    Thread<> thread = start_thread(thread_body(), "outside");
    co_await sleep(2ms);
}

TEST(Recorder, AThreadIsMarkedAsOne) {
    const Trace trace = record_fifo([] { return with_thread(); }).trace;
    ASSERT_EQ(trace.tasks.size(), 2U);
    EXPECT_FALSE(trace.tasks[0].thread);
    EXPECT_TRUE(trace.tasks[1].thread);
    EXPECT_EQ(trace.text(trace.tasks[1].name), "outside");
}

}  // namespace
}  // namespace foliot
