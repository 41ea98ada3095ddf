#pragma once

#include <functional>
#include <string_view>
#include <utility>

#include "sim/clock.h"
#include "sim/detail/frame_pool.h"
#include "sim/timer.h"

namespace foliot {

/// A function that runs as a ready handle of its own, in no task. An exception that leaves it fails
/// the run. Reference counted: the queue or timer heap holds one reference while it is scheduled.
class Callback : public Timer, public detail::Pooled {
  public:
    Callback(detail::Kernel& loop, std::function<void()> function,
             HandleKind kind = HandleKind::callback);
    virtual ~Callback() = default;

    /// Runs in the next free place of the ready list.
    void queue();
    void queue_at(VirtualTime when);
    /// Never runs. No effect where it has run.
    void cancel();

    void run(detail::Kernel& loop) override;
    void discard() noexcept override { release(); }
    PathId path() const override { return path_; }

    void retain() { ++references_; }
    void release() {
        if (--references_ == 0) delete this;
    }

  private:
    detail::Kernel* loop_;  // outlives its callbacks
    PathId path_;
    std::function<void()> function_;
    std::uint32_t references_ = 1;
};

/// What call_soon and call_later return (asyncio.Handle, asyncio.TimerHandle).
class CallHandle {
  public:
    explicit CallHandle(Callback& callback) : callback_(&callback) { callback.retain(); }
    CallHandle(const CallHandle& other) : CallHandle(*other.callback_) {}
    CallHandle(CallHandle&& other) noexcept : callback_(std::exchange(other.callback_, nullptr)) {}
    CallHandle& operator=(CallHandle other) noexcept {
        std::swap(callback_, other.callback_);
        return *this;
    }
    ~CallHandle() {
        if (callback_ != nullptr) callback_->release();
    }

    /// The callback never runs; no effect where it has run.
    void cancel() { callback_->cancel(); }
    /// When it runs; meaningful for call_later and call_at.
    VirtualTime when() const { return callback_->when(); }

  private:
    Callback* callback_;
};

/// Runs `function` as a ready handle of its own, behind all that is ready now.
CallHandle call_soon(std::function<void()> function);
/// Runs `function` once `delay` has passed; a negative delay counts as none. Callbacks of the same
/// instant run in the order of these calls.
CallHandle call_later(Duration delay, std::function<void()> function);
/// The same with an absolute time.
CallHandle call_at(VirtualTime when, std::function<void()> function);

}  // namespace foliot
