#include "sim/frame_pool.h"

#include <array>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define FOLIOT_NO_POOL 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FOLIOT_NO_POOL 1
#endif
#endif

namespace foliot::detail {

#ifdef FOLIOT_NO_POOL

void* pool_allocate(std::size_t size) {
    return ::operator new(size);
}
void pool_free(void* block, std::size_t size) noexcept {
    ::operator delete(block, size);
}

#else

namespace {

constexpr std::size_t granule = 32;
constexpr std::size_t classes = 64;
constexpr std::size_t chunk_size = 64 * 1024;

struct Free {
    Free* next;
};

/// Chunks are carved from the front; freed blocks go to the list of their class.
struct Pool {
    std::array<Free*, classes> free{};
    Free* chunks = nullptr;
    char* carve = nullptr;
    std::size_t left = 0;

    ~Pool() {
        while (chunks != nullptr) {
            Free* const next = chunks->next;
            ::operator delete(chunks);
            chunks = next;
        }
    }

    void* refill(std::size_t size) {
        if (left < size) {
            auto* const chunk = static_cast<Free*>(::operator new(chunk_size));
            chunk->next = chunks;
            chunks = chunk;
            carve = reinterpret_cast<char*>(chunk) + granule;
            left = chunk_size - granule;
        }
        void* const block = carve;
        carve += size;
        left -= size;
        return block;
    }
};

Pool& pool() {
    thread_local Pool instance;
    return instance;
}

}  // namespace

void* pool_allocate(std::size_t size) {
    const std::size_t index = (size + granule - 1) / granule;
    if (index >= classes) return ::operator new(size);
    Pool& here = pool();
    Free* const block = here.free[index];
    if (block == nullptr) return here.refill(index * granule);
    here.free[index] = block->next;
    return block;
}

void pool_free(void* block, std::size_t size) noexcept {
    const std::size_t index = (size + granule - 1) / granule;
    if (index >= classes) {
        ::operator delete(block);
        return;
    }
    Pool& here = pool();
    auto* const freed = static_cast<Free*>(block);
    freed->next = here.free[index];
    here.free[index] = freed;
}

#endif

}  // namespace foliot::detail
