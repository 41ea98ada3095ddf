// operator new, counted. Two instructions more for everybody.

#include <cstdint>
#include <cstdlib>
#include <new>

#include "bench/meter.h"

namespace {
std::int64_t made = 0;
}

std::int64_t foliot::bench::allocations() {
    return made;
}

void* operator new(std::size_t size) {
    ++made;
    void* const block = std::malloc(size != 0 ? size : 1);
    if (block == nullptr) throw std::bad_alloc();
    return block;
}

void operator delete(void* block) noexcept {
    std::free(block);
}

void operator delete(void* block, std::size_t /*size*/) noexcept {
    std::free(block);
}
