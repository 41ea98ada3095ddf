#include "properties/laws/queue_counts.h"

#include <gtest/gtest.h>

#include "primitives/queue.h"
#include "properties/laws/testing/law_run.h"
#include "properties/laws/testing/workloads.h"
#include "sim/loop.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/task.h"

namespace foliot::law_tests {
namespace {

using namespace std::chrono_literals;

TEST(QueueCountsSuite, HoldsForQueues) {
    EXPECT_EQ(first_violation<QueueCounts>(queue_workload), "");
    EXPECT_EQ(first_violation<QueueCounts>(lifo_queue_workload), "");
}

Coro<> take_and_join(Queue<int>& queue) {
    co_await queue.get();
    queue.task_done();
    co_await queue.join();
}

Coro<> join_in_the_step_in_which_a_get_ends() {
    Queue<int> queue(0, "q");
    const Task<> task = spawn(take_and_join(queue));
    co_await sleep(1ms);
    queue.put_nowait(1);
    co_await task;
}

TEST(QueueCountsSuite, TakesNoOtherWaitForThatOfAJoin) {
    EXPECT_EQ(first_violation<QueueCounts>(join_in_the_step_in_which_a_get_ends), "");
}

/// Says whatever it is told to.
class ToldQueue final : public Object {
  public:
    explicit ToldQueue(const ObjectKind& kind) : Object(kind, "q") {}
    void says(const EventKind& what, std::int64_t value) const { report(what, value); }
};

constexpr ObjectKind queue_kind("Queue", Role::queue);
constexpr ObjectKind lifo_kind("LifoQueue", Role::queue);
constexpr ObjectKind stack_kind("Stack");

struct Word {
    const EventKind& what;
    std::int64_t value;
};
using Said = std::vector<Word>;

/// How the law is broken by a queue that says this.
std::string broken_by(const Said& said, const ObjectKind& kind = queue_kind) {
    Loop loop;
    Laws laws(loop);
    const auto& law = laws.add<QueueCounts>();
    const auto body = [&said, &kind]() -> Coro<> {
        ToldQueue queue(kind);
        for (const auto& [what, value] : said)
            queue.says(what, value);
        co_return;
    };
    static_cast<void>(laws.finish(loop.run(body())));
    return law.violation();
}

TEST(QueueCountsSuite, BelievesWhatAddsUp) {
    EXPECT_EQ(broken_by({{events::put, 1},
                         {events::put, 2},
                         {events::get, 1},
                         {events::task_done, 1},
                         {events::get, 0}}),
              "");
    EXPECT_EQ(
        broken_by({{events::put, 1}, {events::put, 2}, {events::shutdown, 2}, {events::join, 0}}),
        "");
    EXPECT_EQ(broken_by({{events::get, 6}, {events::put, 7}, {events::task_done, 30}}), "");
}

void expect_broken(const Said& said, const std::string& how) {
    const std::string found = broken_by(said);
    EXPECT_TRUE(contains(found, "law queue counts: " + how)) << found;
}

TEST(QueueCountsSuite, CatchesItemsThatDoNotAddUp) {
    expect_broken({{events::put, 1}, {events::put, 1}},
                  "main's put left Queue q with 1 items instead of 2");
    expect_broken({{events::put, 1}, {events::get, 1}},
                  "main's get left Queue q with 1 items instead of 0");
    expect_broken({{events::get, -1}}, "main's get left Queue q with -1 items");
}

TEST(QueueCountsSuite, JudgesEveryKindOfQueueAndNothingElse) {
    const Said wrong{{events::put, 1}, {events::put, 1}};
    EXPECT_TRUE(contains(broken_by(wrong, lifo_kind),
                         "main's put left LifoQueue q with 1 items instead of 2"));
    EXPECT_EQ(broken_by(wrong, stack_kind), "");
}

TEST(QueueCountsSuite, CatchesUnfinishedItemsThatDoNotAddUp) {
    expect_broken({{events::put, 1}, {events::get, 0}, {events::task_done, 1}},
                  "main's task_done left Queue q with 1 unfinished instead of 0");
    expect_broken({{events::put, 1}, {events::get, 0}, {events::join, 0}},
                  "main joined Queue q, where 1 items are unfinished");
}

TEST(QueueCountsSuite, CatchesAShutdownThatThrowsAwayWhatIsNotThere) {
    expect_broken({{events::put, 1}, {events::shutdown, 2}},
                  "Queue q was shut down and threw away 2 of 1");
    expect_broken({{events::put, 1}, {events::shutdown, 0}, {events::put, 2}},
                  "main put into Queue q after shutdown");
}

/// Wakes nobody when items come or all is done; has a bound that it keeps to itself.
class SleepyQueue final : public Object {
  public:
    class [[nodiscard]] Wait final : public ListedWaiter {
      public:
        Wait(SleepyQueue& queue, Quantity wanted) : ListedWaiter(queue), wanted_(wanted) {}

        bool await_ready() const noexcept { return false; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> coroutine) {
            primitive<SleepyQueue>().waiters_.push(*this);
            park(coroutine);
        }
        Result<> take_result() {
            leave();
            if (interrupted()) return Failure(errors::cancelled);
            return {};
        }
        void await_resume() { take_result().take(); }
        void describe(TraceEvent& event, std::string&) const override { event.wanted = wanted_; }

      private:
        Quantity wanted_;
    };

    SleepyQueue() : Object(queue_kind, "q") {}
    Wait wait(Quantity wanted) { return Wait(*this, wanted); }
    void says(const EventKind& what, std::int64_t value) const { report(what, value); }

  private:
    WaitList waiters_;
};

Coro<> wait_in(SleepyQueue& queue, Quantity wanted) {
    static_cast<void>(co_await quietly(queue.wait(wanted)));
}

/// Says one thing before a task waits, another one after that.
std::string broken_while_waiting(Quantity wanted, const Said& before, const Said& after) {
    Loop loop;
    Laws laws(loop);
    const auto& law = laws.add<QueueCounts>();
    const auto body = [&]() -> Coro<> {
        SleepyQueue queue;
        for (const auto& [what, value] : before)
            queue.says(what, value);
        Task<> waiting = spawn(wait_in(queue, wanted), "waiting");
        co_await sleep(1ms);
        for (const auto& [what, value] : after)
            queue.says(what, value);
        co_await sleep(1ms);
        waiting.cancel();
        co_await waiting;
    };
    static_cast<void>(laws.finish(loop.run(body())));
    return law.violation();
}

TEST(QueueCountsSuite, CatchesWhoeverWaitsForWhatIsThere) {
    const auto caught = [](const std::string& found, const std::string& how) {
        EXPECT_TRUE(contains(found, "Queue q " + how + ", but waiting (since step ")) << found;
    };
    caught(broken_while_waiting(Quantity::items, {}, {{events::put, 1}}), "has an item");
    caught(broken_while_waiting(Quantity::room, {{events::put, 1}}, {{events::get, 0}}),
           "has room");
    caught(broken_while_waiting(Quantity::items, {}, {{events::shutdown, 0}}), "was shut down");
    caught(broken_while_waiting(Quantity::room, {{events::put, 1}}, {{events::shutdown, 0}}),
           "was shut down");
    caught(broken_while_waiting(Quantity::unfinished, {{events::put, 1}}, {{events::task_done, 0}}),
           "has nothing unfinished");
    EXPECT_EQ(broken_while_waiting(Quantity::items, {}, {}), "");
    EXPECT_EQ(broken_while_waiting(Quantity::unfinished, {{events::put, 1}}, {{events::put, 2}}),
              "");
}

}  // namespace
}  // namespace foliot::law_tests
