#include "explore/audit.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "primitives/lock.h"
#include "programs/program_scenario.h"
#include "sim/loop.h"
#include "sim/object.h"
#include "sim/sleep.h"
#include "sim/task.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

class Counter final : public Object {
    static constexpr ObjectKind kind_{"Counter"};

  public:
    Counter() : Object(kind_, "counter") {}
    std::int64_t doubled_and(std::int64_t more) {
        touch(Access::write);
        return value_ = 2 * value_ + more;
    }
    std::int64_t value_ = 1;
};

Coro<> change_hidden(std::int64_t& hidden, std::int64_t more) {
    co_await sleep(0ms);
    hidden = 2 * hidden + more;
}

Coro<> share_what_is_hidden() {
    std::int64_t hidden = 1;
    const auto a = spawn(change_hidden(hidden, 1), "a");
    const auto b = spawn(change_hidden(hidden, 2), "b");
    co_await a;
    co_await b;
    publish("hidden", hidden);
}

Coro<> change_seen(Counter& counter, std::int64_t more) {
    co_await sleep(0ms);
    counter.doubled_and(more);
}

Coro<> share_what_is_seen() {
    Counter counter;
    const auto a = spawn(change_seen(counter, 1), "a");
    const auto b = spawn(change_seen(counter, 2), "b");
    co_await a;
    co_await b;
    publish("seen", counter.value_);
}

TEST(Audit, FindsWhatNoFootprintShows) {
    const CoroScenario scenario("hidden", "", [](const Inputs&) { return share_what_is_hidden(); });
    const Audit found = audit(scenario, {}, 200);
    ASSERT_TRUE(found.unseen);
    EXPECT_TRUE((found.unseen->first == "a" && found.unseen->second == "b") ||
                (found.unseen->first == "b" && found.unseen->second == "a"))
        << found.unseen->first << found.unseen->second;
    EXPECT_NE(found.unseen->difference.find("\"hidden\":"), std::string::npos)
        << found.unseen->difference;
}

TEST(Audit, FindsNothingWhereFootprintsShowAll) {
    const CoroScenario scenario("seen", "", [](const Inputs&) { return share_what_is_seen(); });
    const Audit found = audit(scenario, {}, 500);
    EXPECT_FALSE(found.unseen) << found.unseen->difference;
    EXPECT_GT(found.swaps, 100U);
}

TEST(Audit, FindsNothingInAnyStatementOfPrograms) {
    for (const char* const feature : {"sleep", "lock", "event", "semaphore", "condition", "barrier",
                                      "timeout", "cancel", "group", "gather", "queue", "mixed"}) {
        std::uint64_t swaps = 0;
        for (const ProgramEntry& entry :
             read_programs("programs/conformance/" + std::string(feature) + ".json")) {
            const ProgramScenario program(entry.name, *entry.program);
            const Audit found = audit(program, {}, 20);
            EXPECT_FALSE(found.unseen)
                << entry.name << " step " << found.unseen->step << ": " << found.unseen->first
                << ", " << found.unseen->second << ": " << found.unseen->difference;
            swaps += found.swaps;
        }
        EXPECT_GT(swaps, 20U) << feature;
    }
}

}  // namespace
}  // namespace foliot
