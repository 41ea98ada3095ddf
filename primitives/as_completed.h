#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "primitives/detail/watch.h"
#include "primitives/queue.h"

namespace foliot {

/// The part of as_completed() that its callbacks share.
class Completions final : public detail::Watch {
  public:
    explicit Completions(std::vector<FutureRef<FutureState>> futures);

    using detail::Watch::begin;
    void leave();
    /// The place of the next one that is done.
    Coro<Result<std::size_t>> next();
    std::size_t remaining() const;

  private:
    void on_future_done(std::size_t place) override;
    void on_timeout() override;

    std::size_t pending_;
    std::size_t remaining_;
    Queue<std::optional<std::size_t>> done_{0, "as_completed"};  // nothing: the time is up
};

/// What as_completed() gives: the futures or tasks, as they are done.
template <class Handle>
class [[nodiscard]] AsCompleted {
  public:
    AsCompleted(std::vector<Handle> handles, std::optional<Duration> timeout)
        : handles_(std::move(handles)),
          completions_(new Completions(detail::futures_of(handles_))) {
        completions_->begin(timeout);
    }
    AsCompleted(const AsCompleted&) = delete;
    AsCompleted& operator=(const AsCompleted&) = delete;
    /// Tasks that are not done run on.
    ~AsCompleted() { completions_->leave(); }

    /// Suspends until another one is done, and gives it: its result, or error, is then there
    /// without another wait. No scheduling point where one is done already and its callback has
    /// run. Raises TimeoutError, once for every one that was not done in time, and RuntimeError
    /// where none remains. On cancellation nothing is lost. This object must outlive the await.
    Operation<Handle> next() { return next_body(); }
    /// How often next() is still to be awaited.
    std::size_t remaining() const { return completions_->remaining(); }

  private:
    Coro<Result<Handle>> next_body() {
        const Result<std::size_t> place = co_await quietly(completions_->next());
        if (!place) co_return place.failure();
        co_return handles_[*place];
    }

    std::vector<Handle> handles_;
    FutureRef<Completions> completions_;
};

/// Gives the tasks or futures in the order in which they are done (asyncio.as_completed); those
/// that are done already come first, in the order given. Handles of one task count once. Each calls
/// back in a handle of its own, from now on. The time runs from now on, too.
///
///     auto finished = as_completed(tasks, 5s);
///     while (finished.remaining() > 0) {
///         Task<int> task = co_await finished.next();
///         const int value = co_await task;
///     }
template <class Handle>
AsCompleted<Handle> as_completed(std::vector<Handle> handles,
                                 std::optional<Duration> timeout = std::nullopt) {
    return AsCompleted<Handle>(detail::each_once(std::move(handles)), timeout);
}

}  // namespace foliot
