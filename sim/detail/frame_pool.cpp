#include "sim/detail/frame_pool.h"

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

constexpr std::size_t granule = 16;  // what operator new aligns to
constexpr std::size_t classes = 128;
constexpr std::size_t chunk_size = 64 * 1024;

struct Free {
    Free* next;
};

struct Chunk {
    Chunk* next;
};

/// Chunks are carved one after the other; freed blocks go to the list of their class. When all
/// blocks are back after a large run, carving begins anew: a list that many tasks left in their own
/// order would scatter those of the next run over the memory.
struct Pool {
    std::array<Free*, classes> free;
    std::size_t taken;  // blocks
    char* carve;
    std::size_t left;
    Chunk* chunks;   // in the order of their carving
    Chunk* current;  // the one that is carved; null before the first
};

// Without constructor or destructor, so that nothing stands between a caller and its list.
thread_local constinit Pool pool{};

/// Made by a thread that takes its first chunk.
struct Cleaner {
    ~Cleaner() {
        while (pool.chunks != nullptr) {
            Chunk* const next = pool.chunks->next;
            ::operator delete(pool.chunks);
            pool.chunks = next;
        }
    }
};

void carve_from(Pool& here, Chunk& chunk) {
    here.current = &chunk;
    here.carve = reinterpret_cast<char*>(&chunk) + granule;
    here.left = chunk_size - granule;
}

Chunk& next_chunk(Pool& here) {
    Chunk*& next = here.current != nullptr ? here.current->next : here.chunks;
    if (next == nullptr) {
        thread_local const Cleaner cleaner;
        static_cast<void>(cleaner);
        next = static_cast<Chunk*>(::operator new(chunk_size));
        next->next = nullptr;
    }
    return *next;
}

[[gnu::noinline]] void* refill(Pool& here, std::size_t size) {
    if (here.left < size) carve_from(here, next_chunk(here));
    void* const block = here.carve;
    here.carve += size;
    here.left -= size;
    return block;
}

[[gnu::noinline]] void begin_anew(Pool& here) noexcept {
    here.free = {};
    carve_from(here, *here.chunks);
}

}  // namespace

void* pool_allocate(std::size_t size) {
    const std::size_t index = (size + granule - 1) / granule;
    if (index >= classes) [[unlikely]]
        return ::operator new(size);
    Pool& here = pool;
    ++here.taken;
    Free* const block = here.free[index];
    if (block == nullptr) [[unlikely]]
        return refill(here, index * granule);
    here.free[index] = block->next;
    return block;
}

void pool_free(void* block, std::size_t size) noexcept {
    const std::size_t index = (size + granule - 1) / granule;
    if (index >= classes) [[unlikely]] {
        ::operator delete(block);
        return;
    }
    Pool& here = pool;
    auto* const freed = static_cast<Free*>(block);
    freed->next = here.free[index];
    here.free[index] = freed;
    if (--here.taken == 0 && here.current != here.chunks) [[unlikely]]
        begin_anew(here);
}

#endif

}  // namespace foliot::detail
