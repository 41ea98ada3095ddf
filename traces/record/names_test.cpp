#include "traces/record/names.h"
#include "sim/loop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <vector>

#include "primitives/lock.h"
#include "primitives/shield.h"
#include "primitives/timeout.h"
#include "sim/callback.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/thread.h"
#include "sim/thread_pool.h"
#include "traces/testing/scenarios.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

/// The names of all handles that ran.
std::set<std::string> handles_of(const Trace& trace) {
    std::set<std::string> names;
    for (const RecordedEvent& event : trace.events) {
        if (trace.kind(event) == events::step) names.emplace(trace.text(event.text));
    }
    return names;
}

std::vector<std::string> task_labels(const Trace& trace) {
    std::vector<std::string> labels;
    for (std::uint32_t task = 0; task < trace.tasks.size(); ++task)
        labels.push_back(trace.task_label(task));
    return labels;
}

Coro<> nap() {
    co_await sleep(1ms);
}

Coro<> parent() {
    Task<> child = spawn(nap(), "child");
    co_await child;
}

Coro<> family() {
    Task<> first = spawn(parent(), "first");
    Task<> second = spawn(parent());
    co_await first;
    co_await second;
}

TEST(Names, ATaskIsCalledByItsPathAndName) {
    const Trace trace = record_fifo([] { return family(); }).trace;
    const std::vector<std::string> expected{"0 main", "0.0 first", "0.1 parent", "0.0.0 child",
                                            "0.1.0 child"};
    EXPECT_EQ(task_labels(trace), expected);
    EXPECT_EQ(trace.tasks[0].parent, nobody);
    EXPECT_EQ(trace.tasks[4].parent, 2U);
}

Coro<> job() {
    co_await to_thread([] { return 1; }, 1ms);
}

Coro<> shielded(Task<> task) {
    co_await shield(task);
}

Coro<> every_handle() {
    Task<> worker = spawn(job(), "worker");
    Task<> sleeper = spawn(nap(), "sleeper");
    call_soon([] {});
    call_later(1ms, [] {});
    sleeper.add_done_callback([] {});
    co_await timeout(5ms, shielded(sleeper));
    co_await worker;
    co_await timeout(Duration::zero(), nap());
}

TEST(Names, EveryHandleIsCalledByItsVerbAndOwner) {
    const Trace trace = record_fifo([] { return every_handle(); }).trace;
    const std::set<std::string> expected{
        "0 main",           "0.0 worker",          "0.1 sleeper",      "timer of 0.1 sleeper",
        "callback 0/0",     "callback 0/1",        "callback 0/2",     "job 0.0/0",
        "job result 0.0/0", "done of 0.1 sleeper", "timeout of 0 main"};
    std::set<std::string> found = handles_of(trace);
    std::erase_if(found, [](const std::string& name) { return name.find('~') != name.npos; });
    EXPECT_EQ(found, expected);
}

Coro<> chooser() {
    choose(3, "latency");
    choose(2, "drop", ChoiceKind::fault);
    co_await sleep(1ms);
}

Coro<> choosers() {
    Task<> one = spawn(chooser(), "one");
    co_await one;
    choose(2, "end");
}

TEST(Names, AValueIsCalledByItsLabelAndTheAskingTask) {
    const Trace trace = record_fifo([] { return choosers(); }).trace;
    std::vector<std::string> names;
    for (const RecordedChoice& choice : trace.choices)
        names.emplace_back(trace.text(choice.what));
    const std::vector<std::string> expected{"latency=0 of 0.0 one", "drop=0 of 0.0 one",
                                            "end=0 of 0 main"};
    EXPECT_EQ(names, expected);
}

TEST(Names, AreTheSameInEveryOrder) {
    const Recorded tame = record_fifo([] { return every_handle(); });
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const Recorded run = record([] { return every_handle(); }, seed);
        for (const std::string& name : handles_of(run.trace))
            EXPECT_TRUE(handles_of(tame.trace).contains(name)) << name << ", seed " << seed;
    }
}

Coro<> two_locks() {
    Lock a;
    Lock b;
    Lock named("orders");
    co_await named.acquire();
    co_await b.acquire();
    co_await a.acquire();
}

TEST(Names, TellObjectsWithoutANameApart) {
    const Trace trace = record_fifo([] { return two_locks(); }).trace;
    ASSERT_EQ(trace.objects.size(), 3U);
    EXPECT_EQ(trace.object_label(0), "0/2 Lock orders");
    EXPECT_EQ(trace.object_label(1), "0/1 Lock");
    EXPECT_EQ(trace.object_label(2), "0/0 Lock");
}

Coro<> descend(int depth) {
    if (depth == 0) co_return;
    Task<> child = spawn(descend(depth - 1), "child");
    co_await child;
}

TraceEvent used(const Lock& lock) {
    return {events::acquire, nullptr, &lock};
}

TEST(Names, OfAnObjectStaysWhereItsPathIsAnnouncedAgain) {
    Names names;
    Loop loop;
    loop.observe(names);
    const Loop::Use use(loop);
    const Lock first;
    const Lock second;
    EXPECT_EQ(names.object(used(first)), 0U);
    EXPECT_EQ(names.object(used(second)), 1U);
    // A callback that runs again counts what it makes from 0 again.
    names.on_create({first.path(), root_path, Branch::object, 0});
    EXPECT_EQ(names.object(used(first)), 0U);
    EXPECT_EQ(names.object_label(0), "/0 Lock");
}

TEST(Names, OfALongChainOfTasksStayShortAndTheirOwn) {
    const Trace trace = record_fifo([] { return descend(500); }).trace;
    std::set<std::string> paths;
    std::size_t longest = 0;
    for (const RecordedTask& task : trace.tasks) {
        paths.emplace(trace.text(task.path));
        longest = std::max(longest, trace.text(task.path).size());
    }
    EXPECT_EQ(paths.size(), 501U);
    EXPECT_LE(longest, 120U);
    EXPECT_EQ(trace.digest, record_fifo([] { return descend(500); }).trace.digest);
}

TEST(Names, OfTasksThatWereSpawnedBeforeAnybodyListened) {
    Loop loop;
    const Task<> early = spawn(loop, nap(), "early");
    Recorder recorder;
    loop.observe(recorder);
    const Outcome outcome = loop.run();
    const Trace trace = recorder.take("scenario", "fifo", loop.options(), outcome);
    EXPECT_TRUE(handles_of(trace).contains("0 early"));
    EXPECT_TRUE(handles_of(trace).contains("timer of 0 early"));
}

Coro<> two_yields() {
    co_await sleep(Duration::zero());
    co_await sleep(Duration::zero());
}

Coro<> many_yields() {
    for (int i = 0; i < 1'000; ++i)
        co_await sleep(Duration::zero());
}

TEST(Names, AreSpelledOnce) {
    const std::size_t few = record_fifo([] { return two_yields(); }).trace.strings.size();
    // The coroutine function and the places are other strings.
    EXPECT_LE(record_fifo([] { return many_yields(); }).trace.strings.size(), few);
}

}  // namespace
}  // namespace foliot
