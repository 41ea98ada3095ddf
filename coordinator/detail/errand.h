#pragma once

#include <optional>
#include <utility>

#include "sim/quietly.h"
#include "sim/task.h"

namespace foliot {

/// Runs one operation at a time in a task of its own, so that a shutdown can cut it short without
/// cancelling the task that awaits it.
template <class T>
class Errand {
  public:
    /// Awaits the operation; gives what it came to. Where the awaiting task is cancelled, so is the
    /// operation.
    Coro<Result<T>> run(Coro<T> body) {
        missed_.reset();
        task_ = spawn(std::move(body));
        Result<T> ended = co_await quietly(task_);
        if (!ended && task_.done() && !task_.state().peek_failure())
            missed_.emplace(task_.result());
        co_return ended;
    }
    /// Cuts short what is under way. Whoever runs the next one looks at stopped() first.
    void stop() {
        stopped_ = true;
        if (task_) task_.cancel();
    }
    bool stopped() const { return stopped_; }
    /// This failure of run() means that stop() was called, and nothing else.
    bool cut_short(const Failure& failure) const { return stopped_ && own(failure); }
    /// This failure of run() means that somebody cancelled the operation, and nobody else.
    bool cancelled_alone(const Failure& failure) const { return !stopped_ && own(failure); }
    /// What the operation brought although run() failed: a cancellation came before it was seen.
    std::optional<T>& missed() { return missed_; }

  private:
    static bool own(const Failure& failure) {
        return failure.is_cancelled() && current_task().cancelling() == 0;
    }

    Task<T> task_;
    std::optional<T> missed_;
    bool stopped_ = false;
};

}  // namespace foliot
