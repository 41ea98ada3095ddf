#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "explore/failure.h"
#include "sim/rng.h"
#include "sim/strategy.h"

namespace foliot {

/// Makes the choices of a list, and takes 0 after its end.
class ListedChoices final : public Strategy {
  public:
    explicit ListedChoices(ChoiceList choices) : choices_(std::move(choices)) {}

    void begin(std::uint64_t seed) override;
    std::uint32_t pick(const ChoicePoint& point) override;

    /// Every choice so far had as many options as the list says.
    bool fitted() const { return fitted_; }

  private:
    ChoiceList choices_;
    std::size_t at_ = 0;
    bool fitted_ = true;
};

/// Chooses at random, the tame option more often than others, and writes down what it chose.
class Wandering final : public Strategy {
  public:
    /// Takes option 0 in `tameness` percent of the choices, and whatever comes in the others.
    explicit Wandering(std::uint32_t tameness) : tameness_(tameness) {}

    void begin(std::uint64_t seed) override;
    std::uint32_t pick(const ChoicePoint& point) override;

    const ChoiceList& choices() const { return choices_; }

  private:
    std::uint32_t tameness_;
    Rng rng_;
    ChoiceList choices_;
};

}  // namespace foliot
