#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/strategy.h"

namespace foliot {

/// Choices from a byte string, as fuzzers and property-testing libraries make them: each choice
/// takes the next bytes modulo its options, so that a zero is the tame one and smaller bytes are
/// tamer. Past the end every choice is tame. Two bytes are read where a choice has more than 256
/// options, four above 65,536.
class BytesStrategy final : public Strategy {
  public:
    explicit BytesStrategy(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {}

    void begin(std::uint64_t seed) override;
    std::uint32_t pick(const ChoicePoint& point) override;

  private:
    std::vector<std::uint8_t> bytes_;
    std::size_t next_ = 0;
};

}  // namespace foliot
