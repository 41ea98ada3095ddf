#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <new>
#include <stdexcept>

namespace foliot {

/// Objects in memory that is shared with the processes forked later.
template <class T>
class SharedMemory {
  public:
    /// Raises runtime_error where there is no memory.
    explicit SharedMemory(std::size_t count) : count_(count) {
        void* const memory = ::mmap(nullptr, count * sizeof(T), PROT_READ | PROT_WRITE,
                                    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED) throw std::runtime_error("no memory to share with workers");
        objects_ = static_cast<T*>(memory);
        for (std::size_t i = 0; i < count; ++i)
            new (objects_ + i) T();
    }
    SharedMemory(const SharedMemory&) = delete;
    SharedMemory& operator=(const SharedMemory&) = delete;
    ~SharedMemory() { ::munmap(objects_, count_ * sizeof(T)); }

    T& operator[](std::size_t index) const { return objects_[index]; }

  private:
    T* objects_ = nullptr;  // the mapping
    std::size_t count_;
};

}  // namespace foliot
