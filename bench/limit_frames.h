#pragma once

#include <array>
#include <cstddef>
#include <new>

namespace foliot::limit {

/// Coroutine frames from free lists by size, never given back.
struct Frames {
    struct Free {
        Free* next;
    };
    static constexpr std::size_t granule = 16;
    static constexpr std::size_t chunk_size = 64 * 1024;

    static void* allocate(std::size_t size) {
        const std::size_t index = (size + granule - 1) / granule;
        Free* const block = free[index];
        if (block == nullptr) return carve(index * granule);
        free[index] = block->next;
        return block;
    }
    static void release(void* block, std::size_t size) {
        const std::size_t index = (size + granule - 1) / granule;
        auto* const freed = static_cast<Free*>(block);
        freed->next = free[index];
        free[index] = freed;
    }

    static void* carve(std::size_t size) {
        if (left < size) {
            chunk = static_cast<char*>(::operator new(chunk_size));
            left = chunk_size;
        }
        void* const block = chunk;
        chunk += size;
        left -= size;
        return block;
    }

    static inline std::array<Free*, 64> free{};
    static inline char* chunk = nullptr;
    static inline std::size_t left = 0;
};

}  // namespace foliot::limit
