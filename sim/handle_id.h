#pragma once

#include <cstdint>

#include "sim/handle.h"
#include "sim/rng.h"

namespace foliot {

/// Who a handle is, the same in every run: on whose behalf it runs, and what it does.
inline std::uint64_t id_of(const Handle& handle) {
    return mix(static_cast<std::uint64_t>(handle.path()), hash_of(handle.kind()));
}

}  // namespace foliot
