// What Queue and LifoQueue owe their users, whatever they do and in whatever order.

#include "foliot/testing.h"
#include "properties/generators/workload.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

using Items = Queue<int>;

Coro<> produce(Items& queue, std::vector<std::uint8_t> pauses) {
    int item = 0;
    for (const std::uint8_t pause : pauses) {
        co_await sleep(1ms * (pause % 3));
        co_await queue.put(item++);
    }
}

Coro<> consume(Items& queue, std::vector<int>& taken) {
    for (;;) {
        const Result<int> item = co_await quietly(queue.get());
        if (!item) break;
        taken.push_back(*item);
        queue.task_done();
    }
}

bool counts_up(const std::vector<int>& items, std::size_t count) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i] != static_cast<int>(i)) return false;
    }
    return items.size() == count;
}

FOLIOT_PROP(QueueSuite, GivesEveryItemOnceAndInOrder,
            (std::uint8_t bound, std::vector<std::uint8_t> pauses)) {
    Items queue(bound % 4);
    std::vector<int> taken;
    const Task<> consumer = spawn(consume(queue, taken));
    co_await produce(queue, pauses);
    queue.shutdown();
    co_await consumer;
    RC_ASSERT(counts_up(taken, pauses.size()));
}

/// Puts items that count up from `item`.
Coro<> stack_up(LifoQueue<int>& queue, std::vector<int>& stack, int item,
                std::vector<std::uint8_t> pauses) {
    for (const std::uint8_t pause : pauses) {
        co_await sleep(1ms * (pause % 3));
        co_await queue.put(++item);
        stack.push_back(item);
    }
}

FOLIOT_PROP(QueueSuite, GivesTheNewestFirst,
            (std::uint8_t bound, std::vector<std::uint8_t> mine, std::vector<std::uint8_t> yours)) {
    LifoQueue<int> queue(bound % 4);
    std::vector<int> stack;
    const Task<> me = spawn(stack_up(queue, stack, 0, mine));
    const Task<> you = spawn(stack_up(queue, stack, 1000, yours));
    for (std::size_t left = mine.size() + yours.size(); left > 0; --left) {
        const int item = co_await queue.get();
        RC_ASSERT(item == stack.back());
        stack.pop_back();
        const Duration pause = 1ms * (item % 2);
        co_await sleep(pause);
    }
    co_await me;
    co_await you;
}

FOLIOT_PROP(QueueSuite, LosesNothingBetweenManyConsumers,
            (std::uint8_t bound, std::uint8_t many, std::vector<std::uint8_t> pauses)) {
    Items queue(bound % 4);
    std::vector<int> taken;
    std::vector<Task<>> consumers;
    for (int i = 0; i <= many % 4; ++i)
        consumers.push_back(spawn(consume(queue, taken)));
    co_await produce(queue, pauses);
    queue.shutdown();
    co_await gather(consumers);
    std::sort(taken.begin(), taken.end());
    RC_ASSERT(counts_up(taken, pauses.size()));
}

FOLIOT_PROP(QueueSuite, HoldsNoMoreThanItsBound,
            (std::uint8_t bound, std::vector<std::uint8_t> pauses)) {
    const std::size_t most = 1 + bound % 3;
    Items queue(most);
    Task<> producer = spawn(produce(queue, pauses));
    std::size_t left = pauses.size();
    while (left > 0) {
        co_await sleep(1ms);
        RC_ASSERT(queue.qsize() <= most);
        const Result<int> item = queue.try_get();
        if (item) --left;
    }
    co_await producer;
}

FOLIOT_PROP(QueueSuite, JoinEndsWhenEverythingIsDone, (std::vector<std::uint8_t> pauses)) {
    Items queue;
    std::vector<int> taken;
    const Task<> consumer = spawn(consume(queue, taken));
    co_await produce(queue, pauses);
    co_await queue.join();
    RC_ASSERT(taken.size() == pauses.size());
    queue.shutdown();
    co_await consumer;
}

Coro<> work_off(Items& queue, std::vector<std::uint8_t> times, std::size_t& done) {
    for (const std::uint8_t time : times) {
        co_await queue.get();
        co_await sleep(1ms * (time % 4));
        ++done;
        queue.task_done();
    }
}

FOLIOT_PROP(QueueSuite, JoinWaitsForTheWorkAndNotForTheItemsToBeTaken,
            (std::vector<std::uint8_t> mine, std::vector<std::uint8_t> yours)) {
    Items queue;
    std::size_t done = 0;
    const std::size_t all = mine.size() + yours.size();
    const Task<> me = spawn(work_off(queue, mine, done));
    const Task<> you = spawn(work_off(queue, yours, done));
    for (std::size_t i = 0; i < all; ++i)
        queue.put_nowait(0);
    co_await queue.join();
    RC_ASSERT(done == all);
    co_await me;
    co_await you;
}

FOLIOT_PROP(QueueSuite, CancelledGettersTakeNothingWithThem, (Workload workload)) {
    Items queue;
    std::vector<int> taken;
    int put = 0;
    const auto visit = [&](Visit) -> Coro<> {
        const Result<int> item = co_await quietly(queue.get());
        if (item) taken.push_back(*item);
    };
    Task<> visits = spawn(run_workload(workload, visit));
    for (const Visit& each : workload.visits) {
        co_await sleep(each.stays);
        queue.put_nowait(put++);
    }
    co_await visits;
    while (!queue.empty())
        taken.push_back(queue.get_nowait());
    std::sort(taken.begin(), taken.end());
    RC_ASSERT(counts_up(taken, static_cast<std::size_t>(put)));
}

FOLIOT_PROP(QueueSuite, CancelledPuttersLeaveNothingBehind, (Workload workload)) {
    Items queue(1);
    int accepted = 0;
    const auto visit = [&](Visit) -> Coro<> {
        const Result<> put = co_await quietly(queue.put(0));
        accepted += put ? 1 : 0;
    };
    Task<> visits = spawn(run_workload(workload, visit));
    int taken = 0;
    while (!visits.done()) {
        co_await sleep(1ms);
        taken += queue.try_get() ? 1 : 0;
    }
    taken += static_cast<int>(queue.qsize());
    RC_ASSERT(taken == accepted);
}

FOLIOT_PROP(QueueSuite, ThrowsItsItemsAwayWhereItIsShutDownAtOnce,
            (std::vector<std::uint8_t> items)) {
    Items queue;
    for (const std::uint8_t item : items)
        queue.put_nowait(item);
    queue.shutdown(true);
    RC_ASSERT(queue.empty());
    co_await queue.join();
    const Result<int> item = co_await quietly(queue.get());
    RC_ASSERT(item.failure().name() == "QueueShutDown");
}

}  // namespace
}  // namespace foliot
