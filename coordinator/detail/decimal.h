#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace foliot {

/// A decimal number that is kept exactly as it was written: an integer and how many of its digits
/// stand behind the point. "2683.80" is 268380 with scale 2, and is not equal to "2683.8": equal
/// means that the digits are.
class Decimal {
  public:
    /// What parse() accepts: every such number times 100 still fits.
    static constexpr std::size_t digits_max = 16;

    constexpr Decimal() = default;
    constexpr explicit Decimal(std::int64_t mantissa, std::uint32_t scale = 0)
        : mantissa_(mantissa), scale_(scale) {}

    /// Reads "12", "-12.340" and the like; nothing for anything else, nor for a number of more than
    /// `digits_max` digits, leading zeros not counted.
    static std::optional<Decimal> parse(std::string_view text);

    constexpr std::int64_t mantissa() const { return mantissa_; }
    constexpr std::uint32_t scale() const { return scale_; }
    /// The number as it was written.
    std::string text() const;

    bool operator==(const Decimal&) const = default;

  private:
    std::int64_t mantissa_ = 0;
    std::uint32_t scale_ = 0;
};

/// The exact product; its scale is the sum of the scales. Raises ValueError where it does not fit.
Decimal operator*(const Decimal& a, const Decimal& b);

}  // namespace foliot
