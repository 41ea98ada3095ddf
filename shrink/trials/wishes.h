#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "shrink/trials/follower.h"

namespace foliot {

/// Something that a run should do otherwise than fifo, said mostly without places in the list of
/// choices, which move as soon as an earlier choice is another one.
struct Wish {
    enum class Kind : std::uint8_t {
        answer,    ///< the question `first` gets the answer `taken`
        overtake,  ///< where `second` would run next, `first` does instead
        soon,      ///< `first` runs as soon as it can
        order,     ///< `second` does not run before `first` has
        place,     ///< the choice number `first` takes `taken`, whatever it is about
    };

    Kind kind{};
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    std::uint64_t who = 0;  ///< whose step `first` is
    std::uint32_t taken = 0;

    bool operator==(const Wish&) const = default;
};

/// The wish to make this choice again.
Wish wish_of(const MadeChoice& choice);
/// The wishes to make all choices again that are not tame.
std::vector<Wish> wishes_of(const std::vector<MadeChoice>& choices);

/// The run closest to fifo in which wishes come true, as far as they can.
class WishedRun final : public Follower {
  public:
    /// How an order is brought about.
    enum class Manner : std::uint8_t {
        hurry,  ///< whoever is to be first overtakes all others, where the later one would run
        delay,  ///< the later one stays behind, the others keep their order
    };

    WishedRun(const std::vector<Wish>& wishes, Manner manner);

  private:
    struct Awaited {
        StepKey step;
        std::uint64_t who;
    };

    std::uint32_t choose(const ChoicePoint& point) override;
    std::uint32_t choose_ready(const ChoicePoint& point) const;
    std::uint32_t first_in_order(const ChoicePoint& point, StepKey head) const;
    const Awaited* awaited_by(StepKey step) const;

    Manner manner_;
    std::map<std::uint64_t, std::uint32_t> places_;
    std::map<std::uint64_t, std::uint32_t> answers_;
    std::map<StepKey, std::vector<StepKey>> overtaking_;  // by who is overtaken
    std::map<StepKey, bool> soon_;
    std::map<StepKey, std::vector<Awaited>> before_;  // by who waits
};

}  // namespace foliot
