#include "strategies/bytes_strategy.h"

namespace foliot {

void BytesStrategy::begin(std::uint64_t) {
    next_ = 0;
}

std::uint32_t BytesStrategy::pick(const ChoicePoint& point) {
    const int wanted = point.of <= 256 ? 1 : point.of <= 65'536 ? 2 : 4;
    std::uint32_t number = 0;
    for (int i = 0; i < wanted; ++i) {
        const std::uint32_t byte = next_ < bytes_.size() ? bytes_[next_++] : 0;
        number = number << 8U | byte;
    }
    return number % point.of;
}

}  // namespace foliot
