#include "traces/file/digest.h"

#include <gtest/gtest.h>

#include "traces/testing/scenarios.h"

namespace foliot {
namespace {

/// A run made by hand: nothing in it depends on the kernel.
Trace small_trace() {
    Trace trace;
    StringTable& strings = trace.strings;
    KindTable& kinds = trace.kinds;
    trace.tasks.push_back({strings.intern("0"), strings.intern("main"), nobody});
    trace.tasks.push_back({strings.intern("0.0"), strings.intern("deposit"), 0});
    trace.objects.push_back(
        {strings.intern("0/0"), strings.intern("Lock"), strings.intern("account")});
    trace.choices.push_back(
        {ChoiceKind::ready, 2, 1, strings.intern("0.0 deposit"), strings.intern("0 main"), 1});
    RecordedEvent event{};
    event.step = 1;
    event.time_ns = 1'000'000;
    event.cause = no_step;
    event.value = -1;
    event.task = 1;
    event.object = 0;
    event.other = nobody;
    event.kind = kinds.id_of(events::acquire);
    event.where = strings.intern("bank.cpp:7");
    trace.events.push_back(event);
    event.object = nobody;
    event.kind = kinds.id_of(events::end);
    event.text = strings.intern("Error");
    trace.events.push_back(event);
    return trace;
}

TEST(Digest, IsTheSameEverywhere) {
    EXPECT_EQ(digest_text(digest_of(small_trace())), "2abbfbde131a4e34");
}

TEST(Digest, LeavesOutWhatMayDifferBetweenEqualRuns) {
    const std::uint64_t digest = digest_of(small_trace());
    Trace trace = small_trace();
    trace.tool = {"99", "another compiler"};
    trace.scenario = "renamed";
    trace.settings.seed = 7;
    trace.strategy = "replay";
    trace.settings.step_limit = 1;
    trace.input.push_back({"elsewhere/feed.csv", "00"});
    trace.options.push_back({"--n", "5"});
    trace.outcome.message = "worded differently";
    trace.outcome.where = "bank.cpp:9";
    trace.events[0].where = trace.strings.intern("/root/bank.cpp:8");
    trace.events[1].text = trace.strings.intern("Error: no such account");
    trace.choices[0].fifo = no_string;
    trace.choices[0].step = no_step;
    EXPECT_EQ(digest_of(trace), digest);
}

TEST(Digest, CoversAllElse) {
    const auto changed = [](auto change) {
        Trace trace = small_trace();
        change(trace);
        return digest_of(trace) != digest_of(small_trace());
    };
    EXPECT_TRUE(changed([](Trace& t) { t.choices[0].kind = ChoiceKind::value; }));
    EXPECT_TRUE(changed([](Trace& t) { t.choices[0].of = 3; }));
    EXPECT_TRUE(changed([](Trace& t) { t.choices[0].taken = 0; }));
    EXPECT_TRUE(changed([](Trace& t) { t.choices[0].what = t.strings.intern("0 main"); }));
    EXPECT_TRUE(changed([](Trace& t) { t.choices.clear(); }));
    EXPECT_TRUE(changed([](Trace& t) { t.events.pop_back(); }));
    EXPECT_TRUE(changed([](Trace& t) { t.events[0].step = 2; }));
    EXPECT_TRUE(changed([](Trace& t) { t.events[0].time_ns = 2; }));
    EXPECT_TRUE(changed([](Trace& t) { t.events[0].cause = 0; }));
    EXPECT_TRUE(changed([](Trace& t) { t.events[0].value = 0; }));
    EXPECT_TRUE(changed([](Trace& t) { t.events[0].task = 0; }));
    EXPECT_TRUE(changed([](Trace& t) { t.events[0].task = nobody; }));
    EXPECT_TRUE(changed([](Trace& t) { t.events[0].object = nobody; }));
    EXPECT_TRUE(changed([](Trace& t) { t.events[0].other = 0; }));
    EXPECT_TRUE(changed([](Trace& t) { t.events[0].kind = t.kinds.id_of(events::release); }));
    EXPECT_TRUE(changed([](Trace& t) { t.events[0].text = t.strings.intern("note"); }));
    EXPECT_TRUE(changed([](Trace& t) { t.events[1].text = t.strings.intern("ok"); }));
    EXPECT_TRUE(changed([](Trace& t) { t.tasks[1].name = t.strings.intern("withdraw"); }));
    EXPECT_TRUE(changed([](Trace& t) { t.objects[0].name = no_string; }));
    EXPECT_TRUE(changed([](Trace& t) { t.dropped = 1; }));
    EXPECT_TRUE(changed([](Trace& t) { t.outcome.verdict = Verdict::check; }));
}

TEST(Digest, IsTheSameForTheSameSeedAndAnotherForAnotherOrder) {
    const std::uint64_t digest = record_failure([] { return account(); }).trace.digest;
    EXPECT_EQ(record_failure([] { return account(); }).trace.digest, digest);
    EXPECT_NE(record_fifo([] { return account(); }).trace.digest, digest);
}

TEST(Digest, IsWrittenAs16Digits) {
    EXPECT_EQ(digest_text(0), "0000000000000000");
    EXPECT_EQ(digest_text(0xfedcba9876543210), "fedcba9876543210");
}

}  // namespace
}  // namespace foliot
