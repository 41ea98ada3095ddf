#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "sim/error.h"
#include "sim/task_state.h"
#include "sim/waiter.h"

namespace foliot {

namespace detail {

/// Where a result is kept; nothing for void.
template <class T>
struct Slot {
    std::optional<T> value_;
};
template <>
struct Slot<void> {};

/// A task's state together with its result.
template <class T>
class ValueOfTask : public TaskState, public Slot<T> {
  public:
    using value_type = T;

  protected:
    explicit ValueOfTask(const TaskState::Birth& birth) : TaskState(birth) {}
};

/// A plain future's state together with its result.
template <class T>
class ValueOfFuture final : public PlainFuture, public Slot<T> {
  public:
    using value_type = T;
    ValueOfFuture(detail::Kernel& loop, PathId path) : PlainFuture(loop, path) {}
};

/// Copies the value, or moves it where it cannot be copied or the last reader asks.
template <class T>
T read(Slot<T>& slot, bool last) {
    if constexpr (std::is_void_v<T>) {
        return;
    } else if constexpr (std::is_copy_constructible_v<T>) {
        return last ? std::move(*slot.value_) : *slot.value_;
    } else {
        return std::move(*slot.value_);
    }
}

/// The failure of a future that is done; raises InvalidStateError where it is not.
const Failure& failure_of(FutureState& state);

template <class T, class State>
T result_of(State& state) {
    failure_of(state).raise_if();
    return read<T>(state, false);
}

const Failure& exception_of(FutureState& state);
void add_done_callback(FutureState& state, std::function<void()> callback);

}  // namespace detail

/// The part of an await of a future or task that does not depend on the result.
class JoinBase : public Waiter, private DoneListener {
  public:
    bool await_ready() const noexcept;
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine) {
        if (refused(*coroutine.promise().task)) {
            pass(coroutine);
            return;
        }
        joined().add(*this);
        park(coroutine);
    }

    std::string awaited() const override;
    void describe(TraceEvent& event, std::string& text) const override;
    /// Cancelling the awaiting task cancels what it awaits; the wait then ends as that does.
    bool cancel() override { return pending() && joined().cancel(); }
    virtual FutureState& joined() const = 0;

  protected:
    JoinBase() = default;
    JoinBase(JoinBase&&) = default;
    ~JoinBase() = default;
    /// Why there is no value: the joined one's failure, or the awaiter's own cancellation.
    Failure failure();

  private:
    bool refused(const TaskState& task);
    void on_done() override { settle(); }

    const ErrorKind* refusal_ = nullptr;  // why the task cannot await this; null where it can
};

/// Awaits a future or a task.
template <class Joined>
class Join : public JoinBase {
  public:
    using T = typename Joined::value_type;

    Join(FutureRef<Joined> state, bool last) : state_(std::move(state)), last_(last) {}

    FutureState& joined() const override { return *state_; }
    Result<T> take_result() {
        Failure failure = this->failure();
        if (failure) return failure;
        if constexpr (std::is_void_v<T>) {
            return Result<void>();
        } else {
            return detail::read<T>(*state_, last_ && !state_->shared());
        }
    }
    T await_resume() { return take_result().take(); }

  private:
    FutureRef<Joined> state_;
    bool last_;
};

}  // namespace foliot
