#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "primitives/queue.h"
#include "primitives/testing/queue_tasks.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "sim/testing/heard.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

TEST(QueueReport, TellsInADeadlockWhatIsWaitedFor) {
    const auto stuck = [](auto begin) {
        const Outcome outcome = outcome_of([&]() -> Coro<> {
            Items queue(1, "orders");
            queue.put_nowait(1);
            co_await begin(queue);
        });
        return outcome.blocked.at(0).waits_for;
    };
    const auto drain = [](Items& queue) {
        queue.get_nowait();
        return queue.get();
    };
    EXPECT_EQ(stuck(drain), "an item in Queue orders");
    EXPECT_EQ(stuck([](Items& queue) { return queue.put(2); }), "room in Queue orders");
    EXPECT_EQ(stuck([](Items& queue) { return queue.join(); }),
              "all items to be done in Queue orders");
}

TEST(QueueReport, ReportsWhatIsDoneWithIt) {
    const Heard heard = heard_in([]() -> Coro<> {
        Items queue(1, "orders");
        Log log;
        Task<> waiting = spawn(getter(queue, log, "a"), "waiting");
        co_await sleep(0ms);
        waiting.cancel();
        co_await sleep(0ms);
        co_await queue.put(1);
        co_await queue.get();
        queue.task_done();
        co_await queue.join();
        queue.shutdown();
    });
    std::vector<std::string> of_queue;
    for (const std::string& line : heard.lines) {
        if (line.find(" Queue orders") != std::string::npos) of_queue.push_back(line);
    }
    const std::vector<std::string> expected{
        "waiting: wait Queue orders", "waiting: wake Queue orders", "waiting: abandon Queue orders",
        "main: put Queue orders",     "main: get Queue orders",     "main: task_done Queue orders",
        "main: join Queue orders",    "main: shutdown Queue orders"};
    EXPECT_EQ(of_queue, expected);
}

TEST(QueueReport, IsWrittenByWhoeverStandsInLineAndReadByWhoeverLooks) {
    std::uint64_t looked = 0;
    PathId path{};
    const Heard heard = heard_in([&]() -> Coro<> {
        Items queue;
        Log log;
        path = queue.path();
        Task<> waiting = spawn(getter(queue, log, "a"));
        co_await sleep(1ms);
        looked = this_step();
        static_cast<void>(queue.empty());
        co_await sleep(1ms);
        waiting.cancel();
        co_await sleep(1ms);
    });
    EXPECT_TRUE(heard.wrote(1, path));
    EXPECT_TRUE(heard.read(looked, path));
    EXPECT_FALSE(heard.wrote(looked, path));
}

}  // namespace
}  // namespace foliot
