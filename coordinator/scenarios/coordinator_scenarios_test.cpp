#include "coordinator/scenarios/coordinator_scenarios.h"

#include <gtest/gtest.h>

#include <map>

#include "coordinator/detail/feed_error.h"
#include "coordinator/scenarios/coordinator_laws.h"
#include "coordinator/testing/feeds.h"
#include "explore/input_file.h"
#include "explore/scenario.h"
#include "sim/testing/run.h"
#include "strategies/random.h"

namespace foliot {
namespace {

const Scenario& scenario(std::string_view name) {
    register_coordinator_scenarios();
    return *Scenarios::all().find(name);
}

Outcome run_whole(std::string_view name, std::vector<std::string> feeds = {}) {
    Loop loop;
    GivenOptions options;
    for (std::string& feed : feeds)
        options.add("--feed", std::move(feed));
    return scenario(name).run(loop, Inputs{std::move(options), false});
}

Outcome explore_one(std::string_view name, std::uint64_t run, bool racing_clock = false) {
    RandomStrategy strategy;
    LoopOptions options;
    options.seed = run_seed(1, run);
    options.strategy = &strategy;
    options.racing_clock = racing_clock;
    Loop loop(options);
    return scenario(name).run(loop, Inputs{{}, true});
}

std::map<std::string, std::int64_t> values_of(const Outcome& outcome) {
    std::map<std::string, std::int64_t> values;
    for (const Figure& figure : outcome.values)
        values[figure.key()] = figure.value;
    return values;
}

TEST(CoordinatorScenarios, AreRegisteredOnce) {
    register_coordinator_scenarios();
    register_coordinator_scenarios();
    EXPECT_NE(Scenarios::all().find("coordinator"), nullptr);
    EXPECT_NE(Scenarios::all().find("coordinator-as-documented"), nullptr);
}

TEST(CoordinatorScenarios, TheCoordinatorHoldsFor65Seconds) {
    const Outcome outcome = run_whole("coordinator");
    EXPECT_EQ(text_of(outcome), "completed");
    const std::map<std::string, std::int64_t> expected{
        {"received", 6'104},  // 5,909 of the feed, and 65 answers of three quotes
        {"processed", 6'104},
        {"failed", 0},
        {"skipped", 0},
        {"dropped", 0},
        {"lost", 0},
        {"received_at_shutdown", 6'104},
        {"shutdown_requested_ns", 65'000'000'000},
        {"shutdown_returned_ns", 65'000'000'000},
        {"pipeline_ended_ns", 65'000'000'000},
        {"polls", 65},
        {"polls_failed", 0},
        {"disconnects", 0},
        {"restarts", 0},
        {"cancellations", 0},
        {"processors_most", 3},
        {"interrupts", 0},
        {"log_written", 24},
        {"log_dropped", 0},
        {"log_waiting", 0},
    };
    EXPECT_EQ(values_of(outcome), expected);
}

TEST(CoordinatorScenarios, TheDocumentedOneFailsAfter65Seconds) {
    const Outcome outcome = run_whole("coordinator-as-documented");
    EXPECT_EQ(text_of(outcome),
              "check: law: every update received is processed or dropped (1 of 5910 lost); "
              "law: the shutdown returns after the pipeline has ended (23s too early); "
              "law: the shutdown ends within its bound (it took 25s, the bound is 2.001s)");
    const std::map<std::string, std::int64_t> expected{
        {"received", 5'910},
        {"processed", 5'909},
        {"failed", 0},
        {"dropped", 0},
        {"lost", 1},
        {"received_at_shutdown", 5'909},
        {"shutdown_requested_ns", 65'000'000'000},
        {"shutdown_returned_ns", 67'000'000'000},
        {"pipeline_ended_ns", 90'000'000'000},
    };
    EXPECT_EQ(values_of(outcome), expected);
}

TEST(CoordinatorScenarios, TheCoordinatorHoldsUnderRandomSchedules) {
    std::map<std::string, std::int64_t> most;
    for (std::uint64_t run = 0; run < 500; ++run) {
        const Outcome outcome = explore_one("coordinator", run);
        ASSERT_EQ(text_of(outcome), "completed") << "run " << run;
        for (const auto& [name, value] : values_of(outcome))
            most[name] = std::max(most[name], value);
    }
    EXPECT_GT(most["received"], 150);  // some ran for almost two seconds
    EXPECT_GT(most["dropped"], 50);    // some were too slow to work everything off
    // Everything that may happen did, to some.
    for (const char* const name : {"failed", "skipped", "polls_failed", "disconnects", "restarts",
                                   "cancellations", "interrupts", "log_waiting"}) {
        EXPECT_GT(most[name], 0) << name;
    }
    EXPECT_EQ(most["processors_most"], 6);
}

TEST(CoordinatorScenarios, TheCoordinatorHoldsUnderARacingClock) {
    for (std::uint64_t run = 0; run < 500; ++run) {
        const Outcome outcome = explore_one("coordinator", run, true);
        ASSERT_EQ(text_of(outcome), "completed") << "run " << run;
    }
}

TEST(CoordinatorScenarios, TheDocumentedOneBreaksEveryLawButOne) {
    std::map<std::string, int> broken;
    for (std::uint64_t run = 0; run < 200; ++run) {
        const Outcome outcome = explore_one("coordinator-as-documented", run);
        for (const CoordinatorLaw& law : coordinator_laws()) {
            const std::string name = "law: " + std::string(law.name) + " (";
            if (outcome.message.find(name) == std::string::npos) continue;
            EXPECT_EQ(outcome.verdict, Verdict::check);
            ++broken[std::string(law.name)];
        }
    }
    EXPECT_EQ(broken.size(), coordinator_laws().size() - 1);
    EXPECT_EQ(broken.count("no task is left"), 0U);  // its main() joins the pipeline
}

TEST(CoordinatorScenarios, RunRecordedFeedsToTheirEnd) {
    const TemporaryFile first("first.gz");
    const TemporaryFile second("second.gz");
    std::string text;
    for (int i = 0; i < 500; ++i)
        text += trade_line(1'000'000'000 + i / 5 * 7'000'000, "A", std::to_string(i));
    first.compress(text);
    second.compress(quote_line(900'000'000) + trade_line(1'000'000'000, "B", "2.5"));
    const Outcome outcome = run_whole("coordinator", {first.path(), second.path()});
    EXPECT_EQ(text_of(outcome), "completed");
    const auto values = values_of(outcome);
    EXPECT_EQ(values.at("received"), 501);
    EXPECT_EQ(values.at("processed"), 501);
    EXPECT_EQ(values.at("shutdown_requested_ns"), 100'000'000 + 99 * 7'000'000);
    const Outcome documented = run_whole("coordinator-as-documented", {first.path()});
    EXPECT_EQ(values_of(documented).at("received"), 500);
    EXPECT_EQ(documented.verdict, Verdict::check);
}

TEST(CoordinatorScenarios, RunLongerThan65SecondsWhereTheFeedDoes) {
    const TemporaryFile file("long.gz");
    file.compress(trade_line(0, "A", "1") + trade_line(100'000'000'000, "A", "2"));
    for (const char* const name : {"coordinator", "coordinator-as-documented"}) {
        const auto values = values_of(run_whole(name, {file.path()}));
        EXPECT_EQ(values.at("received"), 2);
        EXPECT_GE(values.at("shutdown_requested_ns"), 100'000'000'000);
        EXPECT_LE(values.at("shutdown_requested_ns"), 100'001'000'000);
    }
}

std::string feed_error_of(const Outcome& outcome) {
    try {
        if (outcome.error) std::rethrow_exception(outcome.error);
    } catch (const FeedError& error) {
        return std::to_string(error.line());
    } catch (...) {
        return "another error";
    }
    return "no error";
}

TEST(CoordinatorScenarios, RaiseTheErrorOfADamagedFeedAsItIs) {
    const TemporaryFile file("damaged.gz");
    file.compress(trade_line(0, "A", "1") + trade_line(5'000'000, "A", "2") + "oops\n");
    for (const char* const name : {"coordinator", "coordinator-as-documented"}) {
        const Outcome outcome = run_whole(name, {file.path()});
        EXPECT_EQ(outcome.verdict, Verdict::error);
        EXPECT_EQ(feed_error_of(outcome), "3");
        EXPECT_EQ(values_of(outcome).at("received"), 2);
    }
}

TEST(CoordinatorScenarios, RaiseTheErrorOfAMissingFeedBeforeTheRun) {
    EXPECT_THROW(run_whole("coordinator", {"no/such/feed.gz"}), InputError);
    EXPECT_THROW(run_whole("coordinator-as-documented", {"no/such/feed.gz"}), InputError);
}

}  // namespace
}  // namespace foliot
