// What laws say of a stored trace is what they say of its run, also of a user's own primitive.

#include <gtest/gtest.h>

#include <optional>

#include "explore/law_factories.h"
#include "properties/laws/testing/contention.h"
#include "properties/laws/testing/law_run.h"
#include "properties/laws/testing/mailbox.h"
#include "properties/laws/testing/workloads.h"
#include "sim/task.h"
#include "traces/file/trace_json.h"
#include "traces/judge/trace_check.h"
#include "traces/record/recorder.h"

namespace foliot::law_tests {
namespace {

struct Judged {
    std::string live;    ///< how the first law was broken while the run was on; or empty
    std::string stored;  ///< the same by the trace that it left
    Trace trace;
};

/// A random run under all laws, and its trace, written and read again.
Judged judge(LawBody body, std::uint64_t run) {
    RandomStrategy strategy;
    const LoopOptions options = random_options(run, strategy);
    Loop loop(options);
    Laws laws(loop);
    laws.add_all();
    Recorder recorder;
    loop.observe(recorder);
    const Outcome outcome = laws.finish(loop.run(body()));
    Judged judged;
    if (laws.broken() != nullptr) judged.live = laws.broken()->violation();
    const Trace trace = recorder.take("test", "random", options, outcome);
    judged.trace = parse_trace(trace_text(trace), "t.json");
    const TraceCheck check = check_trace(judged.trace, "t.json", LawFactories::all().make());
    if (check.broken) judged.stored = check.broken->message;
    EXPECT_TRUE(check.whole);
    return judged;
}

/// In how many of some runs a law is broken; the same one in the same way live and stored.
int count_broken(LawBody body) {
    int broken = 0;
    for (std::uint64_t run = 0; run < 30; ++run) {
        const Judged judged = judge(body, run);
        EXPECT_EQ(judged.stored, judged.live) << "run " << run;
        broken += judged.live.empty() ? 0 : 1;
    }
    return broken;
}

TEST(StoredLaws, SayWhatTheySaidWhileTheRunWasOn) {
    EXPECT_GT(count_broken(contend_for_lock<Fault::barging>), 0);
    EXPECT_GT(count_broken(contend_for_lock<Fault::forgets_cancelled>), 0);
    EXPECT_GT(count_broken(contend_for_permits<Fault::loses_permit>), 0);
    EXPECT_GT(count_broken(wait_for_event<Fault::wakes_nobody>), 0);
}

TEST(StoredLaws, HoldWhereTheyHeld) {
    for (const LawBody body : {lock_workload, semaphore_workload, event_workload,
                               condition_workload, barrier_workload, queue_workload})
        EXPECT_EQ(count_broken(body), 0);
}

Coro<> collect(Mailbox& mailbox) {
    co_await mailbox.get();
}

template <Mailbox::Flaw flaw>
Coro<> post_and_collect() {
    Mailbox mailbox(flaw);
    Task<> first = spawn(collect(mailbox), "first");
    Task<> second = spawn(collect(mailbox), "second");
    co_await sleep(1ms);
    mailbox.put();
    co_await sleep(1ms);
    mailbox.put();
    co_await sleep(1ms);
    first.cancel();
    second.cancel();
    static_cast<void>(co_await quietly(first));
    static_cast<void>(co_await quietly(second));
}

TEST(StoredLaws, HoldAUsersQueueWithItsOwnWordsToTheLawOfQueues) {
    EXPECT_EQ(count_broken(post_and_collect<Mailbox::Flaw::none>), 0);
    EXPECT_EQ(count_broken(post_and_collect<Mailbox::Flaw::wakes_nobody>), 30);
    EXPECT_EQ(count_broken(post_and_collect<Mailbox::Flaw::miscounts>), 30);
    const Judged asleep = judge(post_and_collect<Mailbox::Flaw::wakes_nobody>, 0);
    EXPECT_TRUE(contains(asleep.stored, "law queue counts: Mailbox letters has an item, but "))
        << asleep.stored;
    const Judged wrong = judge(post_and_collect<Mailbox::Flaw::miscounts>, 0);
    EXPECT_TRUE(contains(wrong.stored, "'s collect left Mailbox letters with 1 items instead of 0"))
        << wrong.stored;
}

TEST(StoredLaws, JudgeNoTraceThatDoesNotSayWhatItsEventsMean) {
    nlohmann::ordered_json old =
        nlohmann::ordered_json::parse(trace_text(judge(lock_workload, 0).trace));
    old.erase("kinds");
    const Trace trace = parse_trace(old.dump(), "old.json");
    EXPECT_THROW(check_trace(trace, "old.json", LawFactories::all().make()), TraceError);
}

TEST(StoredLaws, SurviveATraceThatLacksWhoDidIt) {
    Trace trace = judge(post_and_collect<Mailbox::Flaw::none>, 0).trace;
    for (RecordedEvent& event : trace.events)
        event.task = nobody;
    EXPECT_NO_THROW(check_trace(trace, "t.json", LawFactories::all().make()));
}

TEST(StoredLaws, JudgeAsFarAsTheEventsGo) {
    Trace trace = judge(lock_workload, 0).trace;
    trace.events.resize(trace.events.size() / 2);
    trace.dropped = 1;
    const TraceCheck check = check_trace(trace, "t.json", LawFactories::all().make());
    EXPECT_FALSE(check.broken);
    EXPECT_FALSE(check.whole);
    Trace broken = judge(post_and_collect<Mailbox::Flaw::miscounts>, 0).trace;
    broken.dropped = 1;
    const TraceCheck both = check_trace(broken, "t.json", LawFactories::all().make());
    EXPECT_TRUE(both.broken);
    EXPECT_FALSE(both.whole);
}

}  // namespace
}  // namespace foliot::law_tests
