#include "sim/observer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/callback.h"
#include "sim/future.h"
#include "sim/object.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/testing/heard.h"
#include "sim/testing/run.h"
#include "strategies/random.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

template <class Body>
Lines lines_of(const Body& body) {
    return heard_in(body).lines;
}

TEST(Observer, HearsChoicesStepsAndEventsInTheirOrder) {
    const Lines lines = lines_of([]() -> Coro<> {
        const auto body = []() -> Coro<> { co_await sleep(1ms); };
        const Task<> child = spawn(body(), "child");
        note("spawned");
        co_await child;
    });
    EXPECT_EQ(lines, (Lines{
                         "spawn main",
                         "step 0 step",
                         "main: spawn child",
                         "main: note spawned",
                         "main: wait child Task child",
                         "step 1 step",
                         "child: wait until 1000000 ns",
                         "advance",
                         "step 2 timer",
                         "child: wake",
                         "step 3 step",
                         "child: end ok",
                         "main: wake",
                         "step 4 step",
                         "main: end ok",
                     }));
}

TEST(Observer, HearsAReadyChoiceOnlyWhereThereAreTwoOrMore) {
    const Lines lines = lines_of([]() -> Coro<> {
        call_soon([] {});
        co_await sleep(0ms);
    });
    EXPECT_EQ(lines, (Lines{"spawn main", "step 0 step", "main: yield", "main: wake",
                            "ready 0 of 2", "step 1 callback", "step 2 step", "main: end ok"}));
}

TEST(Observer, HearsTheValuesThatAreChosen) {
    RandomStrategy random;
    LoopOptions options;
    options.strategy = &random;
    std::string chosen;
    const Heard heard = heard_in(
        [&chosen]() -> Coro<> {
            chosen = "value " + std::to_string(choose(1000, "number")) + " of 1000";
            co_return;
        },
        options);
    EXPECT_EQ(heard.count(chosen), 1U);
}

TEST(Observer, HearsWhoCancelledWhomAndHowTasksEnd) {
    const Lines lines = lines_of([]() -> Coro<> {
        const auto body = []() -> Coro<> { co_await sleep(9ms); };
        Task<> child = spawn(body(), "child");
        child.cancel();
        static_cast<void>(co_await quietly(child));
        throw TimeoutError();
    });
    const Lines end(lines.end() - 4, lines.end());
    EXPECT_EQ(lines[3], "main: cancel child");
    EXPECT_EQ(end,
              (Lines{"child: end Cancelled", "main: wake", "step 2 step", "main: end Timeout"}));
}

TEST(Observer, HearsTheStepThatMadeAHandleReady) {
    class Causes final : public Observer {
      public:
        void on_step(const Step& step) override { causes.push_back(step.cause); }
        std::vector<std::uint64_t> causes;
    };
    Causes seen;
    Loop loop;
    loop.observe(seen);
    const auto body = []() -> Coro<> {
        call_later(1ms, [] {});
        co_await sleep(0ms);
        co_await sleep(2ms);
    };
    static_cast<void>(loop.run(body()));
    // main, main again, the callback's timer, the sleep's timer, main
    EXPECT_EQ(seen.causes, (std::vector<std::uint64_t>{no_step, 0, 0, 1, 3}));
}

TEST(Observer, HearsThePlaceOfAnAwait) {
    class Places final : public Observer {
      public:
        void on_event(const TraceEvent& event) override {
            if (event.kind == events::wait) line = event.where.line();
        }
        unsigned line = 0;
    };
    Places seen;
    Loop loop;
    loop.observe(seen);
    unsigned line = 0;
    const auto body = [&line]() -> Coro<> {
        line = __LINE__ + 1;
        co_await sleep(1ms);
    };
    static_cast<void>(loop.run(body()));
    EXPECT_EQ(seen.line, line);
}

TEST(Observer, SeveralHearTheSame) {
    Ear first;
    Ear second;
    Loop loop;
    loop.observe(first);
    loop.observe(second);
    const auto body = []() -> Coro<> { co_await sleep(1ms); };
    static_cast<void>(loop.run(body()));
    EXPECT_EQ(first.heard.lines, second.heard.lines);
    EXPECT_FALSE(first.heard.lines.empty());
}

TEST(Observer, ListeningChangesNothing) {
    const auto run = [](bool listen) {
        Ear ear;
        RandomStrategy random;
        LoopOptions options;
        options.seed = 9;
        options.strategy = &random;
        Loop loop(options);
        if (listen) loop.observe(ear);
        Log log;
        const auto body = [&log]() -> Coro<> {
            const auto child = [&log](std::string name) -> Coro<> {
                for (int i = 0; i < 3; ++i) {
                    const std::uint32_t delay = choose(3, "delay");
                    co_await sleep(Duration(1ms) * delay);
                    log.add(name + std::to_string(draw(100)));
                }
            };
            const Task<> a = spawn(child("a"));
            const Task<> b = spawn(child("b"));
            co_await a;
            co_await b;
        };
        static_cast<void>(loop.run(body()));
        return log.text();
    };
    EXPECT_EQ(run(false), run(true));
}

TEST(ObserverDeathTest, IsAddedBeforeTheRun) {
    Ear ear;
    Loop loop;
    static_cast<void>(loop.run());
    EXPECT_DEATH(loop.observe(ear), "observers are added before the run");
}

TEST(Note, WithoutALoopDoesNothing) {
    EXPECT_NO_THROW(note("nobody listens"));
}

TEST(Observer, IsToldOfWhatItHearsWhateverOthersHear) {
    class Steps final : public Observer {
      public:
        Hears hears() const override {
            return {.creations = false, .choices = false, .events = false, .accesses = false};
        }
        void on_step(const Step&) override { ++steps; }
        std::uint64_t steps = 0;
    };
    const auto body = []() -> Coro<> {
        co_await sleep(1ms);
        co_await sleep(1ms);
    };
    Steps alone;
    Loop loop;
    loop.observe(alone);
    EXPECT_EQ(loop.run(body()).steps, alone.steps);

    Steps together;
    Ear ear;
    Loop both;
    both.observe(together);
    both.observe(ear);
    both.run(body());
    EXPECT_EQ(together.steps, alone.steps);
    EXPECT_EQ(ear.heard.count("main: end ok"), 1U);
}

}  // namespace
}  // namespace foliot
