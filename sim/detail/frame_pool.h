#pragma once

#include <cstddef>

namespace foliot::detail {

/// Memory for coroutine frames, task states and callbacks: per thread, free lists by size class,
/// kept between runs so that a run allocates nothing once the pool is warm. Bounded by the largest
/// run; released when the thread ends. Blocks above the largest class, and every block under
/// AddressSanitizer (which then sees use after free), come from operator new.
void* pool_allocate(std::size_t size);
void pool_free(void* block, std::size_t size) noexcept;

/// Base of classes whose objects live in the pool.
struct Pooled {
    static void* operator new(std::size_t size) { return pool_allocate(size); }
    static void operator delete(void* block, std::size_t size) noexcept { pool_free(block, size); }
};

}  // namespace foliot::detail
