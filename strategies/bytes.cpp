#include "strategies/bytes.h"

#include <charconv>
#include <string>

#include "sim/error.h"

namespace foliot {

std::uint32_t ByteStrategy::pick(const ChoicePoint& point) {
    std::uint32_t number = 0;
    for (std::uint32_t shift = 0; shift < (point.of <= 256 ? 8U : 32U); shift += 8) {
        if (at_ == bytes_.size()) break;
        number |= std::uint32_t{bytes_[at_++]} << shift;
    }
    return number % point.of;
}

std::vector<std::uint8_t> bytes_of_hex(std::string_view text) {
    std::vector<std::uint8_t> bytes;
    for (std::size_t at = 0; at < text.size(); at += 2) {
        const std::string_view pair = text.substr(at, 2);
        std::uint8_t byte = 0;
        const auto [end, error] = std::from_chars(pair.data(), pair.data() + pair.size(), byte, 16);
        if (pair.size() != 2 || error != std::errc() || end != pair.data() + 2) {
            throw ValueError("\"" + std::string(text) + "\" is not pairs of hexadecimal digits");
        }
        bytes.push_back(byte);
    }
    return bytes;
}

}  // namespace foliot
