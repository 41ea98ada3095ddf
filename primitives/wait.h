#pragma once

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "primitives/detail/watch.h"
#include "primitives/errors.h"
#include "sim/quietly.h"
#include "sim/waiter.h"

namespace foliot {

/// When wait() returns.
enum class ReturnWhen : std::uint8_t {
    all_completed,
    first_completed,
    first_exception,  ///< or all are done; a cancelled task does not count as failed
};

/// What wait() gives: the futures or tasks, in the order in which they were given.
template <class Handle>
struct Waited {
    std::vector<Handle> done;
    std::vector<Handle> pending;
};

/// The part of wait() that its callbacks share.
class Waiting final : public detail::Watch {
  public:
    Waiting(std::vector<FutureRef<FutureState>> futures, ReturnWhen until)
        : detail::Watch(std::move(futures)), until_(until), left_(this->futures().size()) {}

    class Ended;

  private:
    void on_future_done(std::size_t place) override;
    void on_timeout() override;
    void settle();
    void leave();

    ReturnWhen until_;
    std::size_t left_;
    Ended* ended_ = nullptr;  // in the awaiting frame, while that waits
};

/// Begins to watch, and waits until enough is done, or the time is up.
class [[nodiscard]] Waiting::Ended final : public Waiter {
  public:
    Ended(FutureRef<Waiting> waiting, std::optional<Duration> timeout)
        : waiting_(std::move(waiting)), timeout_(timeout) {}
    ~Ended() { waiting_->leave(); }

    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine) {
        waiting_->begin(timeout_);
        waiting_->ended_ = this;
        park(coroutine);
    }
    Result<> take_result();
    std::string awaited() const override;

  private:
    FutureRef<Waiting> waiting_;
    std::optional<Duration> timeout_;
};

namespace detail {

template <class Handle>
Coro<Result<Waited<Handle>>> wait_body(std::vector<Handle> handles, ReturnWhen until,
                                       std::optional<Duration> timeout) {
    handles = each_once(std::move(handles));
    if (handles.empty()) co_return Failure(errors::nothing_to_wait_for);
    FutureRef<Waiting> waiting(new Waiting(futures_of(handles), until));
    const Result<> ended = co_await quietly(Waiting::Ended(std::move(waiting), timeout));
    if (!ended) co_return ended.failure();
    Waited<Handle> result;
    for (Handle& handle : handles)
        (handle.done() ? result.done : result.pending).push_back(std::move(handle));
    co_return result;
}

}  // namespace detail

/// Suspends until the tasks or futures are done as `until` says, or `timeout` has passed, and gives
/// those that are done and those that are not (asyncio.wait). Neither a timeout nor the failure of
/// a task raises, and nothing is cancelled, also where the awaiting task is: that raises Cancelled
/// and leaves the tasks alone. There is a scheduling point even where all are done. Handles of one
/// task count once. Raises ValueError where there are none.
///
/// Each task that ends calls back, in a handle of its own; the last one that was needed makes the
/// awaiting task ready.
template <class Handle>
Operation<Waited<Handle>> wait(std::vector<Handle> handles,
                               ReturnWhen until = ReturnWhen::all_completed,
                               std::optional<Duration> timeout = std::nullopt) {
    return detail::wait_body(std::move(handles), until, timeout);
}

}  // namespace foliot
