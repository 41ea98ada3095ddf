#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "sim/detail/debug.h"
#include "sim/detail/frame_pool.h"
#include "sim/detail/intrusive_list.h"
#include "sim/failure.h"
#include "sim/observer.h"
#include "sim/path.h"

namespace foliot {

class FutureState;
namespace detail {
class Kernel;
}

/// Something that is told when a future is done: a joining task's waiter, or a callback handle. An
/// intrusive node of the future's list.
class DoneListener {
  public:
    DoneListener(const DoneListener&) = delete;
    DoneListener& operator=(const DoneListener&) = delete;

    bool listening() const { return future_ != nullptr; }

  protected:
    DoneListener() = default;
    /// An awaitable may be handed on until it is awaited.
    DoneListener(DoneListener&& other) noexcept;
    ~DoneListener();

  private:
    friend class FutureState;
    friend class detail::IntrusiveList<DoneListener>;
    /// The future is done: make something ready; nothing else may happen here.
    virtual void on_done() = 0;
    /// The future goes away without having been done.
    virtual void abandon() noexcept {}

    FutureState* future_ = nullptr;  // while listening; the future then outlives the listener
    detail::Links<DoneListener> links_;
};

/// The state that the handles of one future, or of one task, share: pending, then done, failed or
/// cancelled. Reference counted; not thread-safe.
class FutureState : public detail::Pooled {
  public:
    enum class State : std::uint8_t { pending, done, failed, cancelled };

    FutureState(const FutureState&) = delete;
    FutureState& operator=(const FutureState&) = delete;
    virtual ~FutureState();

    detail::Kernel& loop() const { return *loop_; }
    PathId path() const { return path_; }
    bool done() const { return state_ != State::pending; }
    bool cancelled() const { return state_ == State::cancelled; }

    /// Requests cancellation. A future is cancelled at once; a task is, when it next runs. False
    /// where it is done already.
    virtual bool cancel();
    virtual bool is_task() const { return false; }
    /// What it is to those who await it: "Future", "Task a".
    virtual std::string label() const { return "Future"; }

    /// Why there is no value; empty for `done`. Marks the failure as retrieved.
    const Failure& failure() {
        retrieved_ = true;
        return failure_;
    }
    const Failure& peek_failure() const { return failure_; }
    bool retrieved() const { return retrieved_; }

    /// Listeners are told in the order in which they were added.
    void add(DoneListener& listener);
    void remove(DoneListener& listener);

    /// Becomes done, or failed, or cancelled, and tells the listeners. Precondition: pending.
    void complete(Failure failure = {});

    void retain() { ++references_; }
    void release() {
        if (--references_ == 0) dispose();
    }
    /// Adds a part of it, `done` or `mailbox`, to the footprint of the step that runs on this
    /// thread. The loop may be gone.
    void touch(Branch part, Access access) const;

    /// Debug mode: raises RuntimeError where a wrong thread calls an operation.
    void refuse_elsewhere() const {
        if (!any_thread_) detail::refuse_misplaced(loop_);
    }
    /// It may be used from every simulated thread.
    void allow_any_thread() { any_thread_ = true; }

    /// Lets the listeners go without telling them that it is done, for it never will be.
    void abandon_listeners() noexcept;
    /// Somebody else refers to it as well.
    bool shared() const { return references_ > 1; }

  protected:
    FutureState(detail::Kernel& loop, PathId path) : loop_(&loop), path_(path) {}
    virtual void dispose() { delete this; }

  private:
    detail::Kernel* loop_;  // runs longer than any future of its run is used
    PathId path_;
    detail::IntrusiveList<DoneListener> listeners_;
    Failure failure_;
    std::uint32_t references_ = 0;
    State state_ = State::pending;
    bool retrieved_ = false;
    bool any_thread_ = false;
};

/// A future that is no task. The loop knows it, so that callbacks which refer to it, and which it
/// owns, go away with the loop.
class PlainFuture : public FutureState {
  protected:
    PlainFuture(detail::Kernel& loop, PathId path);
    ~PlainFuture() override;

  private:
    friend class detail::Kernel;
    friend class detail::IntrusiveList<PlainFuture>;
    bool known_ = true;  // stands in the loop's list
    detail::Links<PlainFuture> links_;
};

/// Owns one reference to a FutureState.
template <class State>
class FutureRef {
  public:
    FutureRef() = default;
    explicit FutureRef(State* state) : state_(state) {
        if (state_ != nullptr) state_->retain();
    }
    FutureRef(const FutureRef& other) : FutureRef(other.state_) {}
    FutureRef(FutureRef&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
    FutureRef& operator=(FutureRef other) noexcept {
        std::swap(state_, other.state_);
        return *this;
    }
    ~FutureRef() {
        if (state_ != nullptr) state_->release();
    }

    State* get() const { return state_; }
    State& operator*() const { return *state_; }
    State* operator->() const { return state_; }
    explicit operator bool() const { return state_ != nullptr; }

  private:
    State* state_ = nullptr;
};

}  // namespace foliot
