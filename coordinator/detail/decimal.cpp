#include "coordinator/detail/decimal.h"

#include "sim/error.h"

namespace foliot {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    if (text.empty() || !is_digit(text.front()) || !is_digit(text.back())) return std::nullopt;
    std::int64_t mantissa = 0;
    std::size_t digits = 0;
    std::uint32_t scale = 0;
    bool behind_point = false;
    for (const char c : text) {
        if (c == '.' && !behind_point) {
            behind_point = true;
            continue;
        }
        if (!is_digit(c)) return std::nullopt;
        if (digits > 0 || c != '0') ++digits;
        if (behind_point) ++scale;
        if (digits > digits_max || scale > digits_max) return std::nullopt;
        mantissa = mantissa * 10 + (c - '0');
    }
    return Decimal(negative ? -mantissa : mantissa, scale);
}

std::string Decimal::text() const {
    const bool negative = mantissa_ < 0;
    // Negated as unsigned, since the smallest number has no positive counterpart.
    const auto bits = static_cast<std::uint64_t>(mantissa_);
    std::string digits = std::to_string(negative ? std::uint64_t{0} - bits : bits);
    if (digits.size() <= scale_) digits.insert(0, scale_ + 1 - digits.size(), '0');
    if (scale_ > 0) digits.insert(digits.size() - scale_, 1, '.');
    return negative ? "-" + digits : digits;
}

Decimal operator*(const Decimal& a, const Decimal& b) {
    std::int64_t mantissa = 0;
    if (__builtin_mul_overflow(a.mantissa(), b.mantissa(), &mantissa)) {
        throw ValueError(a.text() + " * " + b.text() + " has too many digits");
    }
    return Decimal(mantissa, a.scale() + b.scale());
}

}  // namespace foliot
