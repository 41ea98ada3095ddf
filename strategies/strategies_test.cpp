// What every strategy owes, and what each promises.

#include "sim/loop.h"
#include "sim/strategy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "sim/error.h"
#include "sim/object.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "strategies/bounded.h"
#include "strategies/bytes.h"
#include "strategies/dfs.h"
#include "strategies/fingerprint.h"
#include "strategies/pct.h"
#include "strategies/portfolio.h"
#include "strategies/pos.h"
#include "strategies/profile.h"
#include "strategies/registry.h"
#include "strategies/surw.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;
using Body = std::function<Coro<>(std::string&)>;

class Box : public Object {
    static constexpr ObjectKind kind_{"Box"};

  public:
    explicit Box(std::string_view name) : Object(kind_, name) {}
    void use() { touch(Access::write); }
};

Coro<> letters(std::string& order, char letter, int count) {
    for (int i = 0; i < count; ++i) {
        co_await sleep(0ms);
        order += letter;
    }
}

Coro<> three_tasks(std::string& order) {
    const auto a = spawn(letters(order, 'a', 2));
    const auto b = spawn(letters(order, 'b', 2));
    const auto c = spawn(letters(order, 'c', 2));
    co_await a;
    co_await b;
    co_await c;
}

/// The orders of `runs` runs.
std::vector<std::string> orders(Strategy* strategy, std::uint64_t runs, const Body& body,
                                Observer* observer = nullptr) {
    std::vector<std::string> all;
    for (std::uint64_t run = 0; run < runs; ++run) {
        std::string order;
        LoopOptions options;
        options.seed = run_seed(1, run);
        options.strategy = strategy;
        Loop loop(options);
        if (observer != nullptr) loop.observe(*observer);
        EXPECT_FALSE(loop.run(body(order)).failed());
        all.push_back(order);
        if (strategy != nullptr && strategy->exhaustive() && !strategy->next()) break;
    }
    return all;
}

std::shared_ptr<const Profile> profile_of(const Body& body) {
    Profiler profiler;
    const std::unique_ptr<Strategy> random = make_strategy("random");
    for (std::uint64_t run = 0; run < 20; ++run) {
        std::string order;
        LoopOptions options;
        options.seed = run_seed(99, run);
        options.strategy = random.get();
        Loop loop(options);
        loop.observe(profiler);
        loop.run(body(order));
        profiler.end_run();
    }
    return std::make_shared<const Profile>(profiler.take());
}

std::size_t distinct(std::vector<std::string> all) {
    return std::set<std::string>(all.begin(), all.end()).size();
}

TEST(Strategies, MakeTheSameRunsForTheSameSeeds) {
    const auto profile = profile_of(three_tasks);
    for (const char* const name :
         {"random", "pct:3", "pos", "surw", "urw", "portfolio", "bytes:0102030405"}) {
        const std::unique_ptr<Strategy> one = make_strategy(name);
        const std::unique_ptr<Strategy> other = make_strategy(name);
        one->learn(profile);
        other->learn(profile);
        orders(other.get(), 3, three_tasks);  // runs before do not matter
        EXPECT_EQ(orders(one.get(), 50, three_tasks), orders(other.get(), 50, three_tasks)) << name;
    }
}

TEST(Strategies, ReachEveryOrder) {
    const auto profile = profile_of(three_tasks);
    constexpr std::size_t every = 90;  // 6! / (2! 2! 2!)
    for (const char* const name : {"random", "pos", "surw", "urw", "portfolio"}) {
        const std::unique_ptr<Strategy> strategy = make_strategy(name);
        strategy->learn(profile);
        EXPECT_EQ(distinct(orders(strategy.get(), 20'000, three_tasks)), every) << name;
    }
}

TEST(DfsStrategy, GoesThroughEveryOrderOnceAndBeginsWithFifo) {
    DfsStrategy dfs;
    const std::vector<std::string> all = orders(&dfs, 1'000'000, three_tasks);
    EXPECT_EQ(distinct(all), 90U);
    EXPECT_EQ(all.front(), orders(nullptr, 1, three_tasks).front());
    EXPECT_FALSE(dfs.next());
}

TEST(DfsStrategy, GoesThroughTheSameInParts) {
    const auto search = [](DfsStrategy& dfs, const std::function<void(const std::string&)>& look) {
        do {
            std::string order;
            LoopOptions options;
            options.strategy = &dfs;
            Loop loop(options);
            loop.run(three_tasks(order));
            look(order);
        } while (dfs.next());
    };
    std::vector<std::string> whole;
    DfsStrategy all;
    search(all, [&](const std::string& order) { whole.push_back(order); });
    std::vector<std::vector<Turn>> prefixes;
    DfsStrategy shallow(3);
    search(shallow, [&](const std::string&) { prefixes.push_back(shallow.turns()); });
    EXPECT_GT(prefixes.size(), 5U);
    std::vector<std::string> in_parts;
    for (const std::vector<Turn>& prefix : prefixes) {
        DfsStrategy part(prefix);
        search(part, [&](const std::string& order) { in_parts.push_back(order); });
    }
    EXPECT_EQ(in_parts, whole);
}

TEST(BoundedStrategy, MakesEachRunOnceByTheNumberOfDeviations) {
    BoundedStrategy bounded(2);
    std::vector<std::size_t> deviations;
    std::set<std::string> seen;
    std::string order;
    do {
        order.clear();
        LoopOptions options;
        options.strategy = &bounded;
        Loop loop(options);
        loop.run(three_tasks(order));
        deviations.push_back(bounded.deviations());
        seen.insert(order);
    } while (bounded.next());
    EXPECT_TRUE(std::is_sorted(deviations.begin(), deviations.end()));
    EXPECT_EQ(deviations.front(), 0U);
    EXPECT_EQ(deviations.back(), 2U);
    // As many as dfs makes with up to two choices other than 0.
    std::size_t expected = 0;
    DfsStrategy dfs;
    do {
        order.clear();
        LoopOptions options;
        options.strategy = &dfs;
        Loop loop(options);
        loop.run(three_tasks(order));
        expected += std::count_if(dfs.turns().begin(), dfs.turns().end(),
                                  [](const Turn& turn) { return turn.taken != 0; }) <= 2
                        ? 1
                        : 0;
    } while (dfs.next());
    EXPECT_EQ(deviations.size(), expected);
}

/// `late` must come after all of a long task's steps: what random walks hardly ever do.
Coro<> long_and_short(std::string& order) {
    const auto longer = spawn(letters(order, 'l', 60));
    const auto shorter = spawn(letters(order, 's', 1));
    co_await longer;
    co_await shorter;
}

std::size_t last_is_short(const std::vector<std::string>& all) {
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [](const auto& order) { return order.back() == 's'; }));
}

TEST(PctStrategy, RunsOneTaskToItsEndBeforeAnother) {
    PctStrategy pct(2);
    pct.learn(profile_of(long_and_short));
    const std::unique_ptr<Strategy> random = make_strategy("random");
    EXPECT_EQ(last_is_short(orders(random.get(), 200, long_and_short)), 0U);
    EXPECT_GE(last_is_short(orders(&pct, 200, long_and_short)), 20U);
}

TEST(PctStrategy, OfDepthOneHasAnOrderForEachPriority) {
    PctStrategy pct(1);
    // Six ways in which three tasks can run one after the other.
    EXPECT_EQ(distinct(orders(&pct, 500, three_tasks)), 6U);
}

TEST(SurwStrategy, OfAllStepsMakesOrdersAboutEquallyLikely) {
    SurwStrategy urw(SurwStrategy::Looks::at_all_steps);
    urw.learn(profile_of(long_and_short));
    // 61 places for the short one: each about one time in 61.
    const std::size_t last = last_is_short(orders(&urw, 3'000, long_and_short));
    EXPECT_GE(last, 20U);
    EXPECT_LE(last, 300U);
}

Coro<> uses(Box& box, std::string& order, char letter, int before) {
    for (int i = 0; i < before; ++i)
        co_await sleep(0ms);
    box.use();
    order += letter;
    co_await sleep(0ms);
}

/// Four uses of one object, between steps that matter to nobody.
Coro<> uneven_uses(std::string& order) {
    Box box("shared");
    const auto a = spawn(uses(box, order, 'a', 1));
    const auto b = spawn(uses(box, order, 'b', 40));
    co_await a;
    co_await b;
}

TEST(SurwStrategy, OrdersUsesOfAnObjectWhateverRunsBesideThem) {
    SurwStrategy surw;
    surw.learn(profile_of(uneven_uses));
    const std::vector<std::string> all = orders(&surw, 300, uneven_uses);
    EXPECT_GE(std::count(all.begin(), all.end(), "ba"), 8);
    const std::unique_ptr<Strategy> random = make_strategy("random");
    const std::vector<std::string> walked = orders(random.get(), 300, uneven_uses);
    EXPECT_EQ(std::count(walked.begin(), walked.end(), "ba"), 0);
}

TEST(PosStrategy, OrdersConflictingStepsWhateverRunsBesideThem) {
    PosStrategy pos;
    pos.learn(profile_of(uneven_uses));
    const std::vector<std::string> all = orders(&pos, 300, uneven_uses);
    EXPECT_GE(std::count(all.begin(), all.end(), "ba"), 1);
}

TEST(PortfolioStrategy, MixesItsMembersByTheSeed) {
    PortfolioStrategy portfolio;
    portfolio.learn(profile_of(three_tasks));
    std::map<std::string, int> runs;
    for (std::uint64_t seed = 0; seed < 4'000; ++seed) {
        portfolio.begin(run_seed(7, seed));
        ++runs[std::string(portfolio.member())];
    }
    EXPECT_EQ(runs.size(), 8U);
    EXPECT_NEAR(runs["random"], 800, 120);
    EXPECT_NEAR(runs["urw"], 1'000, 120);
    EXPECT_NEAR(runs["pct:5"], 200, 60);
}

TEST(ByteStrategy, TakesItsChoicesFromBytesAndZeroAfterThem) {
    const std::vector<std::string> fifo = orders(nullptr, 1, three_tasks);
    ByteStrategy none;
    EXPECT_EQ(orders(&none, 1, three_tasks), fifo);
    ByteStrategy zeros(bytes_of_hex("00000000"));
    EXPECT_EQ(orders(&zeros, 1, three_tasks), fifo);
    ByteStrategy some(bytes_of_hex("0102"));
    EXPECT_NE(orders(&some, 1, three_tasks), fifo);
    EXPECT_EQ(bytes_of_hex("ff0a"), (std::vector<std::uint8_t>{255, 10}));
}

Coro<> two_uses(std::string& order) {
    Box box("shared");
    const auto a = spawn(uses(box, order, 'a', 0));
    const auto b = spawn(uses(box, order, 'b', 0));
    co_await a;
    co_await b;
}

TEST(Fingerprint, IsTheSameForOrdersThatDoNotMatter) {
    const auto classes = [](const Body& body, std::size_t& runs) {
        std::set<std::uint64_t> seen;
        Fingerprint fingerprint;
        DfsStrategy dfs;
        runs = 0;
        do {
            std::string order;
            LoopOptions options;
            options.strategy = &dfs;
            Loop loop(options);
            loop.observe(fingerprint);
            loop.run(body(order));
            seen.insert(fingerprint.take());
            ++runs;
        } while (dfs.next());
        return seen.size();
    };
    std::size_t runs = 0;
    // Nobody shares anything, and tasks are joined one after the other.
    EXPECT_LT(classes(three_tasks, runs), runs);
    EXPECT_GE(classes(two_uses, runs), 2U);
    EXPECT_LT(classes(two_uses, runs), runs);
}

TEST(Profile, CountsStepsAndUses) {
    const auto profile = profile_of(uneven_uses);
    EXPECT_GE(profile->choices(), 2U);
    std::uint64_t heaviest = 0;
    for (const Profile::Chain& chain : profile->chains())
        heaviest = std::max(heaviest, chain.weight);
    EXPECT_GE(heaviest, 42U);  // the root's own, and what it spawns
    bool box = false;
    for (const Profile::Contended& object : profile->contended())
        box |= object.uses == 1 && object.steps.size() == 2;
    EXPECT_TRUE(box);
}

}  // namespace
}  // namespace foliot
