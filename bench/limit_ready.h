#pragma once

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/rng.h"

namespace foliot::limit {

/// Oldest first: a ring.
class FifoReady {
  public:
    explicit FifoReady(std::uint64_t /*seed*/ = 0) : slots_(16) {}

    bool empty() const { return head_ == tail_; }
    void push(std::coroutine_handle<> frame) {
        if (tail_ - head_ > mask_) grow();
        slots_[tail_++ & mask_] = frame;
    }
    std::coroutine_handle<> take() { return slots_[head_++ & mask_]; }

  private:
    void grow() {
        std::vector<std::coroutine_handle<>> larger(2 * slots_.size());
        for (std::size_t i = 0; i < slots_.size(); ++i)
            larger[i] = slots_[(head_ + i) & mask_];
        tail_ -= head_;
        head_ = 0;
        slots_.swap(larger);
        mask_ = slots_.size() - 1;
    }

    std::vector<std::coroutine_handle<>> slots_;
    std::size_t mask_ = 15;
    std::size_t head_ = 0;
    std::size_t tail_ = 0;
};

/// Any, each as likely: the last one takes the place of the one taken, so no order is kept.
class RandomReady {
  public:
    explicit RandomReady(std::uint64_t seed = 0) : rng_(seed) {}

    bool empty() const { return slots_.empty(); }
    void push(std::coroutine_handle<> frame) { slots_.push_back(frame); }
    std::coroutine_handle<> take() {
        const std::size_t at = rng_.below(slots_.size());
        const std::coroutine_handle<> taken = slots_[at];
        slots_[at] = slots_.back();
        slots_.pop_back();
        return taken;
    }

  private:
    std::vector<std::coroutine_handle<>> slots_;
    Rng rng_;
};

}  // namespace foliot::limit
