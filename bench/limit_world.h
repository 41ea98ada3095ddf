#pragma once

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>

#include "bench/limit_frames.h"
#include "bench/limit_ready.h"
#include "bench/limit_timers.h"

namespace foliot::limit {

/// A coroutine that belongs to nobody: it goes away when it ends.
struct Job {
    struct promise_type {
        Job get_return_object() noexcept {
            return {std::coroutine_handle<promise_type>::from_promise(*this)};
        }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        std::suspend_never final_suspend() const noexcept { return {}; }
        void return_void() const noexcept {}
        void unhandled_exception() const noexcept { std::terminate(); }
        static void* operator new(std::size_t size) { return Frames::allocate(size); }
        static void operator delete(void* frame, std::size_t size) { Frames::release(frame, size); }
    };
    std::coroutine_handle<> frame;
};

/// What is left of a loop without anything that a user needs: no names, causes, cancellation,
/// errors, rounds, observers or limits. The floor that Foliot is compared with.
template <class Ready>
class World {
  public:
    explicit World(std::uint64_t seed = 0) : ready_(seed) {}

    void spawn(Job job) { ready_.push(job.frame); }
    void make_ready(std::coroutine_handle<> frame) { ready_.push(frame); }

    void run() {
        for (;;) {
            while (!ready_.empty())
                ready_.take().resume();
            if (timers_.empty()) return;
            now_ = timers_.top().when;
            while (!timers_.empty() && timers_.top().when <= now_)
                ready_.push(timers_.pop());
        }
    }

    class Yield {
      public:
        explicit Yield(World& world) : world_(world) {}
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> frame) { world_.ready_.push(frame); }
        void await_resume() const noexcept {}

      private:
        World& world_;  // outlives its jobs
    };
    Yield yield() { return Yield(*this); }

    class Sleep {
      public:
        Sleep(World& world, std::int64_t delay) : world_(world), delay_(delay) {}
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> frame) {
            world_.timers_.push(world_.now_ + delay_, frame);
        }
        void await_resume() const noexcept {}

      private:
        World& world_;  // outlives its jobs
        std::int64_t delay_;
    };
    Sleep sleep(std::int64_t delay) { return Sleep(*this, delay); }

  private:
    Ready ready_;
    Timers timers_;
    std::int64_t now_ = 0;
};

using FifoWorld = World<FifoReady>;
using RandomWorld = World<RandomReady>;

}  // namespace foliot::limit
