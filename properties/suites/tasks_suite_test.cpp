// What task groups, gather(), wait(), as_completed() and shield() owe their users.

#include "foliot/testing.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

using Times = std::vector<std::uint8_t>;

Duration some_ms(std::uint8_t number) {
    return 1ms * (number % 6);
}

Coro<int> answer_later(int answer, Duration delay) {
    co_await sleep(delay);
    co_return answer;
}

Coro<> fail_later(Duration delay) {
    co_await sleep(delay);
    throw ValueError("late");
}

Coro<> count_later(Duration delay, int& count) {
    co_await sleep(delay);
    ++count;
}

std::vector<Task<int>> answers(const Times& times) {
    std::vector<Task<int>> tasks;
    for (const std::uint8_t time : times)
        tasks.push_back(spawn(answer_later(static_cast<int>(tasks.size()), some_ms(time))));
    return tasks;
}

Duration longest(const Times& times) {
    Duration most{};
    for (const std::uint8_t time : times)
        most = std::max(most, some_ms(time));
    return most;
}

FOLIOT_PROP(GroupSuite, WaitsForAllItsTasks, (Times times)) {
    int count = 0;
    const auto body = [&](TaskGroup& group) -> Coro<> {
        for (const std::uint8_t time : times)
            group.spawn(count_later(some_ms(time), count));
        co_return;
    };
    const VirtualTime start = VirtualClock::now();
    co_await task_group(body);
    RC_ASSERT(count == static_cast<int>(times.size()));
    RC_ASSERT(VirtualClock::now() - start == longest(times));
}

/// Fails when its time is over, or when it is cancelled before that.
Coro<> fail_in_any_case(int number, Duration delay, std::vector<int>& failed) {
    static_cast<void>(co_await quietly(sleep(delay)));
    failed.push_back(number);
    throw ValueError(std::to_string(number));
}

FOLIOT_PROP(GroupSuite, RaisesEveryErrorOnce, (Times times)) {
    std::vector<int> failed;
    const auto body = [&](TaskGroup& group) -> Coro<> {
        int number = 0;
        for (const std::uint8_t time : times)
            group.spawn(fail_in_any_case(number++, some_ms(time), failed));
        co_return;
    };
    const Result<> ended = co_await quietly(task_group(body));
    // Those that were cancelled before their first step did not fail.
    if (failed.empty()) {
        RC_ASSERT(static_cast<bool>(ended));
        co_return;
    }
    // In the order in which the group heard of them, which may be another one.
    std::vector<int> raised;
    for (const Failure& each : ended.failure().members())
        raised.push_back(std::stoi(each.text()));
    std::sort(raised.begin(), raised.end());
    std::sort(failed.begin(), failed.end());
    RC_ASSERT(raised == failed);
}

FOLIOT_PROP(GroupSuite, CancelsTheOthersWhereOneFails, (Times times)) {
    int count = 0;
    const auto body = [&](TaskGroup& group) -> Coro<> {
        for (const std::uint8_t time : times)
            group.spawn(count_later(some_ms(time) + 10ms, count));
        group.spawn(fail_later(1ms));
        co_await sleep(1s);
    };
    const VirtualTime start = VirtualClock::now();
    const Result<> ended = co_await quietly(task_group(body));
    RC_ASSERT(ended.failure().name() == "Group[Value]");
    RC_ASSERT(count == 0);
    RC_ASSERT(VirtualClock::now() - start == 1ms);
}

FOLIOT_PROP(GroupSuite, RaisesEveryErrorThatHappened, (std::uint8_t many)) {
    const int failing = 1 + many % 4;
    const auto body = [failing](TaskGroup& group) -> Coro<> {
        for (int i = 0; i < failing; ++i)
            group.spawn(fail_later(1ms));
        co_return;
    };
    const Result<> ended = co_await quietly(task_group(body));
    const auto errors = static_cast<int>(ended.failure().members().size());
    RC_ASSERT(errors >= 1);
    RC_ASSERT(errors <= failing);
}

FOLIOT_PROP(GroupSuite, EndsAllItsTasksWhereItIsCancelled, (Times times, std::uint8_t instant)) {
    std::vector<Task<>> children;
    const auto body = [&](TaskGroup& group) -> Coro<> {
        int ignored = 0;
        for (const std::uint8_t time : times)
            children.push_back(group.spawn(count_later(some_ms(time) + 10ms, ignored)));
        co_await sleep(1s);
    };
    const auto run = [&]() -> Coro<> { co_await task_group(body); };
    Task<> group = spawn(run());
    co_await sleep(some_ms(instant));
    group.cancel();
    const Result<> ended = co_await quietly(group);
    RC_ASSERT(ended.failure().is_cancelled());
    for (const Task<>& child : children)
        RC_ASSERT(child.done());
}

FOLIOT_PROP(GatherSuite, GivesResultsInTheOrderOfItsArguments, (Times times)) {
    const std::vector<int> results = co_await gather(answers(times));
    RC_ASSERT(results.size() == times.size());
    for (std::size_t i = 0; i < results.size(); ++i)
        RC_ASSERT(results[i] == static_cast<int>(i));
}

FOLIOT_PROP(GatherSuite, RaisesTheFirstErrorWhileTheOthersRunOn, (Times times)) {
    int count = 0;
    std::vector<Task<>> tasks;
    for (const std::uint8_t time : times)
        tasks.push_back(spawn(count_later(some_ms(time) + 10ms, count)));
    tasks.push_back(spawn(fail_later(1ms)));
    const VirtualTime start = VirtualClock::now();
    const Result<> ended = co_await quietly(gather(tasks));
    RC_ASSERT(ended.failure().name() == "Value");
    RC_ASSERT(VirtualClock::now() - start == 1ms);
    co_await sleep(20ms);
    RC_ASSERT(count == static_cast<int>(times.size()));
}

FOLIOT_PROP(GatherSuite, CancelsAllWhereItIsCancelled, (Times times)) {
    std::vector<Task<int>> tasks = answers(times);
    tasks.push_back(spawn(answer_later(0, 10ms)));
    const auto run = [](std::vector<Task<int>> all) -> Coro<> { co_await gather(all); };
    Task<> gathering = spawn(run(tasks));
    co_await sleep(7ms);
    gathering.cancel();
    const Result<> ended = co_await quietly(gathering);
    RC_ASSERT(ended.failure().is_cancelled());
    RC_ASSERT(tasks.back().cancelled());
    for (const Task<int>& task : tasks)
        RC_ASSERT(task.done());
}

FOLIOT_PROP(WaitSuite, ReturnsWithTheFirstThatIsDone, (Times times)) {
    RC_PRE(!times.empty());
    const VirtualTime start = VirtualClock::now();
    const auto waited = co_await wait(answers(times), ReturnWhen::first_completed);
    RC_ASSERT(!waited.done.empty());
    RC_ASSERT(waited.done.size() + waited.pending.size() == times.size());
    Duration least = some_ms(times.front());
    for (const std::uint8_t time : times)
        least = std::min(least, some_ms(time));
    RC_ASSERT(VirtualClock::now() - start == least);
    co_await gather(waited.pending);
}

FOLIOT_PROP(WaitSuite, ReturnsInTimeWithWhatIsDoneByThen, (Times times, std::uint8_t limit)) {
    RC_PRE(!times.empty());
    const VirtualTime start = VirtualClock::now();
    const auto waited = co_await wait(answers(times), ReturnWhen::all_completed, some_ms(limit));
    RC_ASSERT(VirtualClock::now() - start == std::min(some_ms(limit), longest(times)));
    for (const Task<int>& task : waited.pending)
        RC_ASSERT(!task.cancelled());
    co_await gather(waited.pending);
}

FOLIOT_PROP(AsCompletedSuite, GivesTasksInTheOrderOfTheirEnds, (Times times)) {
    std::vector<Task<int>> tasks = answers(times);
    auto finished = as_completed(tasks);
    Duration before{};
    while (finished.remaining() > 0) {
        const Task<int> task = co_await finished.next();
        const int place = co_await task;
        const Duration time = some_ms(times[static_cast<std::size_t>(place)]);
        RC_ASSERT(before <= time);
        before = time;
    }
}

FOLIOT_PROP(ShieldSuite, KeepsTheTaskAliveWhereItsAwaiterIsCancelled, (std::uint8_t instant)) {
    Task<int> inner = spawn(answer_later(7, 10ms));
    const auto guard = [](Task<int> task) -> Coro<int> { co_return co_await shield(task); };
    Task<int> outer = spawn(guard(inner));
    co_await sleep(some_ms(instant));
    outer.cancel();
    const Result<int> ended = co_await quietly(outer);
    RC_ASSERT(ended.failure().is_cancelled());
    const int answer = co_await inner;
    RC_ASSERT(answer == 7);
}

}  // namespace
}  // namespace foliot
