#pragma once

#include <coroutine>
#include <cstdint>
#include <string>

#include "sim/failure.h"

namespace foliot {

class Object;
class TaskState;
struct TraceEvent;

/// One await that blocks: lives in the awaiting coroutine's frame. Whoever ends the wait settles
/// it, which makes the task ready and no more; the task's next step goes on from there.
///
/// Cancellation: a pending waiter becomes `cancelled` and its task ready. A waiter that is settled
/// but whose task has not run yet stays `done`, and is interrupted when the task runs: the awaiter
/// then gives back what it was granted.
class Waiter {
  public:
    enum class State : std::uint8_t { idle, pending, done, cancelled };

    Waiter& operator=(const Waiter&) = delete;

    State state() const { return state_; }
    bool pending() const { return state_ == State::pending; }
    TaskState* task() const { return task_; }
    /// What is waited for, for people.
    virtual std::string awaited() const;
    /// Tells in an event what is waited for, beside the object: what of it, which task, until when;
    /// or else in words, for which `text` is there.
    virtual void describe(TraceEvent& event, std::string& text) const;
    /// The object that is waited for; null where there is none.
    virtual const Object* object() const { return nullptr; }

    /// Ends the wait with success. Precondition: pending.
    void settle();
    /// The same where nobody has cancelled it; whether they have is part of the footprint.
    void settle_if_pending();
    /// The task is cancelled while it waits here. False where the wait is over already.
    virtual bool cancel();

  protected:
    Waiter() = default;
    /// An awaitable may be handed on until it is awaited.
    Waiter(Waiter&& other) noexcept;
    ~Waiter() = default;

    /// The await ended by cancellation, before or after it was settled.
    bool interrupted() const { return interrupted_ || state_ == State::cancelled; }
    /// Settled, whatever came after: what was granted must be used or given back.
    bool granted() const { return state_ == State::done; }

    /// Before the await blocks, for who must know the task by then.
    void belong_to(TaskState& task) { task_ = &task; }
    /// Suspends the coroutine here. Reports `wait`.
    template <class Promise>
    void park(std::coroutine_handle<Promise> coroutine) {
        block(*coroutine.promise().task, coroutine);
    }
    /// The same for a wait that is over when it begins: the task is queued again at once.
    template <class Promise>
    void pass(std::coroutine_handle<Promise> coroutine) {
        requeue(*coroutine.promise().task, coroutine);
    }

    /// Does not suspend: await_suspend() found that there is nothing to wait for.
    template <class Promise>
    void go_on(std::coroutine_handle<Promise> coroutine) const noexcept {
        coroutine.promise().task->go_on_with(coroutine);
    }

  private:
    friend class TaskState;
    void block(TaskState& task, std::coroutine_handle<> coroutine);
    void requeue(TaskState& task, std::coroutine_handle<> coroutine);
    void wake();
    void tell_wake();

    TaskState* task_ = nullptr;  // owns the frame that this waiter lives in
    State state_ = State::idle;
    bool interrupted_ = false;
};

}  // namespace foliot
