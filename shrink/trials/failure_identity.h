#pragma once

#include <string>
#include <vector>

#include "shrink/trials/follower.h"
#include "sim/outcome.h"

namespace foliot {

/// What makes a failure this one and no other: two runs fail in the same way if these are equal.
struct FailureIdentity {
    Verdict verdict = Verdict::completed;
    std::string message;             ///< without the numbers in it
    std::string place;               ///< in the source
    std::vector<std::string> tasks;  ///< of a check: who made it; of a deadlock: who waits for what

    bool operator==(const FailureIdentity&) const = default;
};

FailureIdentity identity_of(const Outcome& outcome, const FollowedRun& run);

/// A message with "#" in place of numbers: times, steps, addresses and counts differ between runs
/// that fail in the same way. Digits in a word that begins with a letter, as in a task's name,
/// stay.
std::string without_numbers(const std::string& message);

}  // namespace foliot
