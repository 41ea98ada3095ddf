#pragma once

#include <rapidcheck.h>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace foliot {

/// Draws for a generator that builds a value in many small steps, from RapidCheck's own source.
class Dice {
  public:
    explicit Dice(const rc::Random& random) : random_(random) {}

    /// In [0, bound). Precondition: bound > 0.
    std::size_t below(std::size_t bound) { return random_.next() % bound; }
    /// In [low, high].
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(below(static_cast<std::size_t>(high - low + 1)));
    }
    bool chance(std::size_t percent) { return below(100) < percent; }

    /// One of them. Precondition: there are some.
    template <class Container>
    const auto& of(const Container& container) {
        return container[below(container.size())];
    }
    template <class T>
    void mix(std::vector<T>& values) {
        for (std::size_t i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[below(i)]);
    }

  private:
    rc::Random random_;
};

}  // namespace foliot
