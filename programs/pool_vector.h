#pragma once

#include <cstddef>
#include <vector>

#include "sim/detail/frame_pool.h"

namespace foliot {

/// Takes memory from the pool that frames come from.
template <class T>
struct PoolAllocator {
    using value_type = T;

    PoolAllocator() = default;
    template <class U>
    PoolAllocator(const PoolAllocator<U>&) {}  // NOLINT: allocators convert

    T* allocate(std::size_t count) {
        return static_cast<T*>(detail::pool_allocate(count * sizeof(T)));
    }
    void deallocate(T* block, std::size_t count) noexcept {
        detail::pool_free(block, count * sizeof(T));
    }
    bool operator==(const PoolAllocator&) const = default;
};

/// A vector for what is made and thrown away with every run.
template <class T>
using PoolVector = std::vector<T, PoolAllocator<T>>;

}  // namespace foliot
