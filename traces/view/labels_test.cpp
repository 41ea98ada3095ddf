#include "traces/view/labels.h"

#include <gtest/gtest.h>

#include <limits>

#include "sim/duration_text.h"
#include "traces/testing/scenarios.h"

namespace foliot {
namespace {

/// The sentence for a choice made by hand.
class Sentences : public testing::Test {
  protected:
    Sentences() {
        task("0", "main");
        task("0.0", "deposit");
        task("0.1", "pay_interest");
        task("0.2", "worker");
        task("0.3", "worker");
        name("0.0 deposit", "step", 1);
        name("0.1 pay_interest", "step", 2);
        name("timer of 0.1 pay_interest", "timer", 2);
        name("0.2 worker", "step", 3);
        name("0.3 worker", "step", 4);
        name("latency=1 of 0.0 deposit", "latency", 1, true);
        name("drop=1", "drop", nobody, true);
    }
    std::string of(ChoiceKind kind, const char* what, const char* fifo = "") {
        return choice_sentence(
            trace_, {kind, 4, 1, trace_.strings.intern(what), trace_.strings.intern(fifo), 7});
    }

    /// The name is made up so.
    void name(const char* text, const char* subject, std::uint32_t task, bool answer = false) {
        const StringId id = trace_.strings.intern(text);
        trace_.names.push_back({id, trace_.strings.intern(subject), task, answer});
    }

  private:
    void task(const char* path, const char* name) {
        trace_.tasks.push_back({trace_.strings.intern(path), trace_.strings.intern(name), nobody});
    }
    Trace trace_;
};

TEST_F(Sentences, SayWhoRanBeforeWhom) {
    EXPECT_EQ(of(ChoiceKind::ready, "0.1 pay_interest", "0.0 deposit"),
              "at step 7 pay_interest ran before deposit, which fifo runs first");
    EXPECT_EQ(of(ChoiceKind::ready, "timer of 0.1 pay_interest", "callback 0/3"),
              "at step 7 timer of pay_interest ran before callback 0/3, which fifo runs first");
    EXPECT_EQ(of(ChoiceKind::ready, "0.1 pay_interest"),
              "at step 7 pay_interest ran before what fifo runs first");
}

TEST_F(Sentences, KeepThePathWhereTheNameIsNotEnough) {
    EXPECT_EQ(of(ChoiceKind::ready, "0.3 worker", "0.2 worker"),
              "at step 7 0.3 worker ran before 0.2 worker, which fifo runs first");
}

TEST_F(Sentences, SayWhatWasDecided) {
    EXPECT_EQ(of(ChoiceKind::value, "latency=1 of 0.0 deposit"),
              "at step 7 deposit got latency=1, where fifo takes 0");
    EXPECT_EQ(of(ChoiceKind::fault, "drop=1"), "at step 7 the loop got drop=1, where fifo takes 0");
    EXPECT_EQ(of(ChoiceKind::value, "latency=1 of 0.2"),
              "at step 7 the run got latency=1 of 0.2, where fifo takes 0");
    EXPECT_EQ(of(ChoiceKind::tick, "tick"), "at step 7 time moved on although something was ready");
}

}  // namespace
}  // namespace foliot
