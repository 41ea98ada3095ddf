#pragma once

#include <cstdint>

namespace foliot {

/// One choice that was made: the option taken, and how many there were.
struct Turn {
    std::uint32_t taken;
    std::uint32_t of;

    bool operator==(const Turn&) const = default;
};

}  // namespace foliot
