#include "traces/replay/replay.h"
#include "sim/loop.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "primitives/gather.h"
#include "primitives/lock.h"
#include "sim/check.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "traces/file/digest.h"
#include "traces/file/trace_json.h"
#include "traces/record/recorder.h"
#include "traces/testing/scenarios.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

template <class Body>
ReplayReport replay_of(const Trace& trace, const Body& body, ReplayMode mode = ReplayMode::strict,
                       std::uint64_t until = no_step) {
    return replay(
        trace, mode, {}, [&body](Loop& loop) { return loop.run(body()); }, until);
}

std::string divergence_of(const ReplayReport& report) {
    return report.divergence ? report.divergence->text() : "";
}

Coro<> picker() {
    for (int i = 0; i < 3; ++i) {
        const std::uint32_t latency = choose(4, "latency");
        co_await sleep(latency * 1ms);
        if (choose(2, "drop", ChoiceKind::fault) != 0) co_await sleep(1ms);
    }
}

Coro<> pickers() {
    co_await gather(picker(), picker());
}

TEST(Replay, MakesTheSameRunAgain) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Trace trace = record([] { return pickers(); }, seed).trace;
        const ReplayReport report = replay_of(trace, [] { return pickers(); });
        EXPECT_TRUE(report.same) << divergence_of(report);
        EXPECT_EQ(report.trace.digest, trace.digest);
    }
}

TEST(Replay, OfAFileFailsAgainInTheSameWay) {
    const Recorded run = record_failure([] { return account(); });
    const Trace trace = parse_trace(trace_text(run.trace), "t.json");
    const ReplayReport report = replay_of(trace, [] { return account(); });
    EXPECT_TRUE(report.same) << divergence_of(report);
    EXPECT_EQ(report.outcome.verdict, Verdict::check);
    EXPECT_EQ(report.outcome.message, run.outcome.message);
    EXPECT_EQ(report.outcome.step, run.outcome.step);
    EXPECT_EQ(report.trace.outcome.where, run.trace.outcome.where);
}

TEST(Replay, TakesTheClockAndTheLimitsFromTheTrace) {
    LoopOptions options;
    options.racing_clock = true;
    options.step_limit = 5;
    const Trace trace = record([] { return pickers(); }, 1, options).trace;
    const ReplayReport report = replay_of(trace, [] { return pickers(); });
    EXPECT_TRUE(report.same) << divergence_of(report);
    EXPECT_EQ(report.outcome.verdict, Verdict::step_limit);
    EXPECT_EQ(report.trace.settings, trace.settings);
}

TEST(Replay, FindsEveryChoiceThatWasEdited) {
    const Trace trace = record([] { return pickers(); }, 3).trace;
    for (std::size_t i = 0; i < trace.choices.size(); ++i) {
        Trace edited = trace;
        edited.choices[i].taken = (edited.choices[i].taken + 1) % edited.choices[i].of;
        const ReplayReport report = replay_of(edited, [] { return pickers(); });
        EXPECT_FALSE(report.same);
        ASSERT_TRUE(report.divergence.has_value()) << i;
        EXPECT_EQ(report.divergence->choice, i);
        EXPECT_EQ(report.divergence->step, trace.choices[i].step);
    }
}

TEST(Replay, ADivergenceNamesTheStepAndBothSides) {
    Trace trace = record_failure([] { return account(); }).trace;
    ASSERT_EQ(trace.choices[0].taken, 1U);
    trace.choices[0].taken = 0;
    const ReplayReport report = replay_of(trace, [] { return account(); });
    EXPECT_EQ(divergence_of(report),
              "diverged at step 1, choice 0: recorded choice 0 at step 1: ready 0.1 pay_interest "
              "(option 0 of 2), found ready 0.0 deposit (option 0 of 2)");
    EXPECT_EQ(report.outcome.verdict, Verdict::error);
    EXPECT_EQ(report.outcome.message, "the replay " + divergence_of(report));
    EXPECT_LE(report.outcome.steps, 3U);
}

TEST(Replay, ChoicesOfAnotherKindOrSizeDiverge) {
    const Trace trace = record([] { return pickers(); }, 3).trace;
    Trace wider = trace;
    wider.choices[1].of += 1;
    EXPECT_EQ(replay_of(wider, [] { return pickers(); }).divergence->choice, 1U);
    Trace other = trace;
    other.choices[1].kind = ChoiceKind::cancel;
    EXPECT_EQ(replay_of(other, [] { return pickers(); }).divergence->choice, 1U);
}

TEST(Replay, ChoicesLeftOverAndChoicesThatAreMissingDiverge) {
    const Trace trace = record_failure([] { return account(); }).trace;
    Trace longer = trace;
    longer.choices.push_back(trace.choices.back());
    ReplayReport report = replay_of(longer, [] { return account(); });
    ASSERT_TRUE(report.divergence.has_value());
    EXPECT_EQ(report.divergence->choice, trace.choices.size());
    EXPECT_EQ(report.divergence->found, "the end of the run");
    Trace shorter = trace;
    shorter.choices.pop_back();
    report = replay_of(shorter, [] { return account(); });
    ASSERT_TRUE(report.divergence.has_value());
    EXPECT_EQ(report.divergence->choice, shorter.choices.size());
    EXPECT_EQ(report.divergence->recorded, "the end of the choices");
    EXPECT_EQ(report.divergence->step, trace.choices.back().step);
}

Coro<> noted(int value) {
    co_await sleep(1ms);
    note("value", value);
    co_await sleep(1ms);
}

TEST(Replay, AnEventThatDiffersIsNamedWithItsStep) {
    const Trace trace = record([] { return noted(1); }, 0).trace;
    EXPECT_TRUE(replay_of(trace, [] { return noted(1); }).same);
    const ReplayReport report = replay_of(trace, [] { return noted(2); });
    EXPECT_EQ(divergence_of(report),
              "diverged at step 2: recorded step 2, t=1ms: 0 main notes: value (1), found step 2, "
              "t=1ms: 0 main notes: value (2)");
    EXPECT_FALSE(report.divergence->choice.has_value());
}

TEST(Replay, AChangeBeforeTheFirstOtherChoiceIsNamedFirst) {
    const Trace trace = record_failure([] { return account(); }).trace;
    const ReplayReport report = replay_of(trace, [] { return mended_account(); });
    ASSERT_TRUE(report.divergence.has_value());
    EXPECT_FALSE(report.divergence->choice.has_value());
    EXPECT_EQ(report.divergence->step, 1U) << divergence_of(report);
}

Coro<> fails(bool really) {
    co_await sleep(1ms);
    if (really) Loop::running().fail(Verdict::check, "as asked");
}

TEST(Replay, AnotherVerdictAfterTheSameEventsDiverges) {
    const Trace trace = record([] { return fails(true); }, 0).trace;
    const ReplayReport report = replay_of(trace, [] { return fails(false); });
    EXPECT_FALSE(report.same);
    EXPECT_NE(divergence_of(report).find("the verdict check, found the verdict completed"),
              std::string::npos);
}

TEST(Replay, ADigestThatDoesNotBelongToTheTraceDiverges) {
    Trace trace = record([] { return pickers(); }, 0).trace;
    trace.digest ^= 1;
    const ReplayReport report = replay_of(trace, [] { return pickers(); });
    EXPECT_FALSE(report.same);
    EXPECT_NE(divergence_of(report).find(digest_text(trace.digest)), std::string::npos);
}

TEST(Replay, EndsAfterTheStepAskedFor) {
    const Trace trace = record([] { return pickers(); }, 3).trace;
    for (std::uint64_t until = 0; until < 12; ++until) {
        const ReplayReport report = replay_of(
            trace, [] { return pickers(); }, ReplayMode::strict, until);
        EXPECT_TRUE(report.same) << until << " " << divergence_of(report);
        EXPECT_EQ(report.outcome.steps, until + 1);
    }
    Trace edited = trace;
    edited.choices[0].taken ^= 1U;
    EXPECT_FALSE(replay_of(
                     edited, [] { return pickers(); }, ReplayMode::strict, 12)
                     .same);
}

TEST(Replay, OfATraceThatWasCutComparesWhatIsThere) {
    Recorder recorder({5});
    const LoopOptions options;
    Loop loop(options);
    loop.observe(recorder);
    const Outcome outcome = loop.run(account());
    const Trace trace = recorder.take("scenario", "fifo", options, outcome);
    EXPECT_TRUE(replay_of(trace, [] { return account(); }).same);
}

TEST(LooseReplay, OfAnUnchangedProgramIsTheSameRun) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Trace trace = record([] { return pickers(); }, seed).trace;
        const ReplayReport report = replay_of(
            trace, [] { return pickers(); }, ReplayMode::loose);
        EXPECT_TRUE(report.same);
        EXPECT_TRUE(report.skipped.empty());
    }
}

TEST(LooseReplay, FailsUntilTheProgramIsMended) {
    const Trace trace = record_failure([] { return account(); }).trace;
    const ReplayReport before = replay_of(
        trace, [] { return account(); }, ReplayMode::loose);
    EXPECT_TRUE(before.same);
    EXPECT_EQ(before.outcome.verdict, Verdict::check);
    const ReplayReport after = replay_of(
        trace, [] { return mended_account(); }, ReplayMode::loose);
    EXPECT_FALSE(after.same);
    EXPECT_FALSE(after.outcome.failed());
    EXPECT_FALSE(after.skipped.empty());
    EXPECT_EQ(after.skipped[0].substr(0, 16), "choice 1 at step");
}

Coro<> chatty_deposit(Lock& lock, int& balance) {
    co_await sleep(Duration::zero());  // new
    auto held = co_await lock.scoped();
    const int seen = balance;
    co_await sleep(1ms);
    balance = seen + 10;
}

/// The account after an edit that did not mend it: a task more, and a step more.
Coro<> edited_account() {
    Lock lock("account");
    int balance = 0;
    Task<> deposits = spawn(chatty_deposit(lock, balance), "deposit");
    Task<> interest = spawn(pay_interest(balance), "pay_interest");
    Task<> other = spawn(noted(3), "other");
    co_await deposits;
    co_await interest;
    FOLIOT_CHECK(balance == 20);
    co_await other;
}

TEST(LooseReplay, StillFindsTheFailureAfterAnEditThatLeavesIt) {
    // The choices that matter: the deposit's timer runs first, then the interest is paid first.
    Trace trace = record_fifo([] { return account(); }).trace;
    trace = record_failure([] { return account(); }).trace;
    const ReplayReport report = replay_of(
        trace, [] { return edited_account(); }, ReplayMode::loose);
    EXPECT_EQ(report.outcome.verdict, Verdict::check) << report.outcome.message;
}

Coro<> fewer_options() {
    for (int i = 0; i < 4; ++i) {
        if (i == 2) choose(2, "new");
        choose(i == 1 ? 2 : 4, "latency");
    }
    co_return;
}

TEST(LooseReplay, AnAnswerGoesToTheSameQuestionOfTheSameTask) {
    Trace trace = record_fifo([] { return fewer_options(); }).trace;
    StringTable& strings = trace.strings;
    const auto answer = [&](std::uint32_t taken) {
        const StringId what = strings.intern("latency=" + std::to_string(taken) + " of 0 main");
        return RecordedChoice{ChoiceKind::value, 4, taken, what, no_string, 0};
    };
    trace.choices = {answer(3), answer(2), answer(1)};
    const ReplayReport report = replay_of(
        trace, [] { return fewer_options(); }, ReplayMode::loose);
    std::vector<std::string> taken;
    for (const RecordedChoice& choice : report.trace.choices)
        taken.emplace_back(report.trace.text(choice.what));
    // The second answer is out of range now, the question "new" has none, nor has the last one.
    const std::vector<std::string> expected{"latency=3 of 0 main", "latency=0 of 0 main",
                                            "new=0 of 0 main", "latency=1 of 0 main",
                                            "latency=0 of 0 main"};
    EXPECT_EQ(taken, expected);
    ASSERT_EQ(report.skipped.size(), 1U);
    EXPECT_EQ(report.skipped[0], "choice 1 at step 0: value latency=2 of 0 main (option 2 of 4)");
}

}  // namespace
}  // namespace foliot
