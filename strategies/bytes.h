#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/strategy.h"

namespace foliot {

/// Takes its choices from a string of bytes, so that a fuzzer can search: one byte for a choice of
/// up to 256 options, four (the lowest first) for one of more, modulo the number of options; 0
/// where there are no more bytes. Equal bytes make equal runs.
class ByteStrategy final : public Strategy {
  public:
    explicit ByteStrategy(std::vector<std::uint8_t> bytes = {}) : bytes_(std::move(bytes)) {}

    void begin(std::uint64_t) override { at_ = 0; }
    std::uint32_t pick(const ChoicePoint& point) override;

  private:
    std::vector<std::uint8_t> bytes_;
    std::size_t at_ = 0;
};

/// The bytes that pairs of hexadecimal digits stand for. Raises ValueError where it is no such
/// text.
std::vector<std::uint8_t> bytes_of_hex(std::string_view text);

}  // namespace foliot
