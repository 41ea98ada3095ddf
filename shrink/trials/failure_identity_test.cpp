#include "shrink/trials/failure_identity.h"

#include <gtest/gtest.h>

namespace foliot {
namespace {

TEST(FailureIdentity, NumbersOfAMessageDoNotCount) {
    EXPECT_EQ(without_numbers("took 12ms, 3 of 40 steps at 0x7ffd12 (-5)"),
              "took #ms, # of # steps at # (-#)");
    EXPECT_EQ(without_numbers("Lock 0/2 since 1.5s"), "Lock #/# since #.#s");
    EXPECT_EQ(without_numbers(""), "");
}

TEST(FailureIdentity, DigitsInNamesDo) {
    EXPECT_EQ(without_numbers("worker-1 and w2 x_3"), "worker-1 and w2 x_3");
}

Outcome deadlock_of(std::vector<Blocked> blocked) {
    Outcome outcome;
    outcome.verdict = Verdict::deadlock;
    outcome.blocked = std::move(blocked);
    outcome.message = describe(outcome.blocked);
    return outcome;
}

TEST(FailureIdentity, ADeadlockIsWhoWaitsForWhatInAnyOrder) {
    const Blocked a{"a", "Lock x", "b", {}};
    const Blocked b{"b", "Lock y", "a", {}};
    const Blocked c{"b", "Lock z", "a", {}};
    const FollowedRun run;
    EXPECT_EQ(identity_of(deadlock_of({a, b}), run), identity_of(deadlock_of({b, a}), run));
    EXPECT_NE(identity_of(deadlock_of({a, b}), run), identity_of(deadlock_of({a}), run));
    EXPECT_NE(identity_of(deadlock_of({a, b}), run), identity_of(deadlock_of({a, c}), run));
}

TEST(FailureIdentity, VerdictAndMessageCount) {
    Outcome check;
    check.verdict = Verdict::check;
    check.message = "check failed: a == 1";
    Outcome other = check;
    other.message = "check failed: b == 1";
    Outcome error = check;
    error.verdict = Verdict::error;
    const FollowedRun run;
    EXPECT_EQ(identity_of(check, run), identity_of(check, run));
    EXPECT_NE(identity_of(check, run), identity_of(other, run));
    EXPECT_NE(identity_of(check, run), identity_of(error, run));
}

}  // namespace
}  // namespace foliot
