#include "sim/law.h"

#include <gtest/gtest.h>

#include "properties/laws/testing/law_run.h"
#include "sim/loop.h"
#include "sim/sleep.h"
#include "sim/task.h"

namespace foliot::law_tests {
namespace {

using namespace std::chrono_literals;

/// Nobody says "bad", and somebody says "good" before the run ends.
class Manners final : public Law {
  public:
    std::string_view name() const override { return "manners"; }
    void judge_event(const LawEvent& event) override {
        if (event.kind != events::note) return;
        if (event.text == "bad") violated(event, event.actor() + " said bad");
        if (event.text == "worse") {
            violated_at(event.step - 1, virtual_start, "it was in the air");
        }
        good_ = good_ || event.text == "good";
    }

  private:
    void at_end(const Outcome&) override {
        if (!good_) violated("nobody said good");
    }
    bool good_ = false;
};

Coro<> say(std::string word) {
    co_await sleep(1ms);
    note(word);
    note("bad again");
    co_await sleep(1ms);
}

Coro<> say_in_a_task(std::string word) {
    co_await spawn(say(std::move(word)), "speaker");
}

struct Watched {
    Outcome outcome;
    std::string violation;
};

Watched watch(Coro<> body) {
    Loop loop;
    Laws laws(loop);
    const auto& law = laws.add<Manners>();
    Outcome outcome = laws.finish(loop.run(std::move(body)));
    EXPECT_EQ(laws.broken() == &law, law.broken());
    return {std::move(outcome), law.violation()};
}

TEST(LawSuite, FailsTheRunAtTheFirstViolation) {
    const Watched run = watch(say_in_a_task("bad"));
    EXPECT_EQ(run.outcome.verdict, Verdict::check);
    EXPECT_EQ(run.outcome.message, "law manners: speaker said bad (step 3, t=1000000 ns)");
    EXPECT_EQ(run.outcome.message, run.violation);
    EXPECT_EQ(run.outcome.step, 3U);
    EXPECT_EQ(run.outcome.steps, 4U);
    EXPECT_TRUE(contains(place_of(run.outcome.where), "law_test.cpp"));
}

TEST(LawSuite, LeavesARunAloneThatObeys) {
    const Watched run = watch(say_in_a_task("good"));
    EXPECT_EQ(run.outcome.verdict, Verdict::completed);
    EXPECT_EQ(run.outcome.message, "");
    EXPECT_EQ(run.violation, "");
}

TEST(LawSuite, TurnsACompletedRunIntoAFailureAtItsEnd) {
    const Watched run = watch(say_in_a_task("nothing"));
    EXPECT_EQ(run.outcome.verdict, Verdict::check);
    EXPECT_TRUE(contains(run.outcome.message, "law manners: nobody said good (step "));
}

Coro<> fail_then_say_nothing() {
    co_await sleep(1ms);
    throw std::runtime_error("of its own");
}

TEST(LawSuite, LeavesAnEarlierFailureAsItIs) {
    const Watched run = watch(fail_then_say_nothing());
    EXPECT_EQ(run.outcome.verdict, Verdict::error);
    EXPECT_FALSE(contains(run.outcome.message, "manners"));
}

TEST(LawSuite, NamesAnEarlierStepWhereTheViolationIsSeenLate) {
    const Watched run = watch(say_in_a_task("worse"));
    EXPECT_EQ(run.outcome.message, "law manners: it was in the air (step 2, t=0 ns)");
}

TEST(LawSuite, CostsNothingWhereNoLawWatches) {
    Loop loop;
    Laws laws(loop);
    EXPECT_FALSE(loop.observed());
    laws.add_all();
    EXPECT_TRUE(loop.observed());
}

}  // namespace
}  // namespace foliot::law_tests
