#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "explore/choice_list.h"
#include "explore/scenario.h"

namespace foliot {

/// What makes a program's bug hard to hit, besides the bug itself.
enum class Tier : std::uint8_t {
    plain,   ///< T1: the bug and what it needs
    noisy,   ///< T2: the same among tasks that have nothing to do with it
    uneven,  ///< T3: a long task beside a short one that must act early, late, or at one moment
};

/// How a program behaves without a clever strategy.
enum class Grade : std::uint8_t {
    ordinary,     ///< fifo passes, random orders fail now and then
    trivial,      ///< fifo passes, more than half of all random orders fail
    fifo_fails,   ///< asyncio's own order fails: a plain unit test finds it
    hard,         ///< random orders fail too seldom to count on 2,000 of them
    beyond_luck,  ///< random orders do not get there at all
};

/// A small program with one concurrency bug, and the same program without it. A run of the broken
/// one fails in some orders (a deadlock, a FOLIOT_CHECK, an error, tasks left over), one of the
/// fixed one in none. A run takes microseconds. The clock never races.
struct ZooProgram {
    std::string name;
    std::string family;
    std::string bug;  ///< what goes wrong, and where it did; one line
    Tier tier = Tier::plain;
    Grade grade = Grade::ordinary;
    /// Choices that lead the broken program to its failure; empty where random orders do.
    ChoiceList witness;
    std::shared_ptr<const Scenario> broken;
    std::shared_ptr<const Scenario> fixed;
};

/// All programs, always in the same order: by family, each family's in the order of its file.
const std::vector<ZooProgram>& zoo();

std::string_view name_of(Tier tier);
std::string_view name_of(Grade grade);

}  // namespace foliot
