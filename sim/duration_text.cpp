#include "sim/duration_text.h"

#include <algorithm>
#include <array>

namespace foliot {

namespace {

struct Unit {
    std::uint64_t nanoseconds;
    const char* name;
};

constexpr std::array units{Unit{1'000'000'000, "s"}, Unit{1'000'000, "ms"}, Unit{1'000, "us"},
                           Unit{1, "ns"}};

}  // namespace

std::string duration_text(std::int64_t nanoseconds) {
    if (nanoseconds == 0) return "0s";
    const std::string sign = nanoseconds < 0 ? "-" : "";
    const auto size = static_cast<std::uint64_t>(nanoseconds);
    const std::uint64_t amount = nanoseconds < 0 ? 0 - size : size;
    const Unit& unit = *std::find_if(units.begin(), units.end(), [amount](const Unit& each) {
        return each.nanoseconds <= amount;
    });
    std::string text = sign + std::to_string(amount / unit.nanoseconds);
    const std::uint64_t rest = amount % unit.nanoseconds;
    if (rest != 0) {
        std::string digits = std::to_string(unit.nanoseconds + rest).substr(1);
        digits.erase(digits.find_last_not_of('0') + 1);
        text += "." + digits;
    }
    return text + unit.name;
}

}  // namespace foliot
