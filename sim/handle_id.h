#pragma once

#include <cstdint>

#include "sim/handle.h"
#include "sim/rng.h"

namespace foliot {

/// Who a handle is, the same in every run: on whose behalf it runs, and what it does.
inline std::uint64_t id_of(const Handle& handle) {
    std::uint64_t verb = 0;
    for (const char c : handle.verb())
        verb = verb * 31 + static_cast<unsigned char>(c);
    return mix(static_cast<std::uint64_t>(handle.path()), verb);
}

}  // namespace foliot
