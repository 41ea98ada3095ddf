#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "sim/callback.h"
#include "sim/future.h"
#include "sim/sleep.h"
#include "sim/task.h"

namespace foliot {

class Loop;

/// A simulated operating-system thread: a coroutine that awaits only thread operations, that is
/// `thread_sleep`, another thread, and what run_coroutine_threadsafe returns. Its steps are ready
/// handles like all others, so every interleaving with the loop's tasks can happen. It is not a
/// task: asyncio's own functions raise RuntimeError in it ("no running event loop"), it cannot be
/// cancelled, and a run does not wait for it.
template <class T = void>
class Thread {
  public:
    explicit Thread(Task<T> state) : state_(std::move(state)) {}

    /// Joins the thread from another one; gives its result or raises what it raised.
    auto operator co_await() const { return state_.operator co_await(); }
    bool done() const { return state_.done(); }
    std::string name() const { return state_.name(); }

  private:
    Task<T> state_;
};

/// Starts a simulated thread in the loop that runs on this one.
template <class Body>
Thread<detail::UnwrappedT<Body>> start_thread(Coro<Body> body, std::string_view name = {}) {
    detail::Kernel* const loop = detail::Kernel::current();
    if (loop == nullptr) Failure(errors::no_running_loop).raise();
    return Thread<detail::UnwrappedT<Body>>(detail::spawn_in(*loop, std::move(body), name, true));
}

/// Blocks the simulated thread for `delay`; zero lets everything else that is ready run first.
inline Sleep thread_sleep(Duration delay) {
    return Sleep(delay);
}

/// Has the loop run `function` as a ready handle (loop.call_soon_threadsafe). The one way in from a
/// simulated thread; also allowed from the loop itself. Raises RuntimeError where `loop` does not
/// run on this operating-system thread: simulated time has only one.
CallHandle call_soon_threadsafe(Loop& loop, std::function<void()> function);

/// Has the loop run `body` as a task; call it from a simulated thread. Awaiting the future blocks
/// the thread until the task has ended; cancelling it cancels the task.
template <class T>
Future<T> run_coroutine_threadsafe(Coro<T> body, Loop& loop) {
    Future<T> future(loop);
    future.state().allow_any_thread();
    auto cargo = std::make_shared<Coro<T>>(std::move(body));
    call_soon_threadsafe(loop, [future, cargo, &loop]() mutable {
        if (future.done()) return cargo->close();
        Task<T> task = detail::spawn_in(detail::kernel_of(loop), std::move(*cargo), {}, false);
        future.add_done_callback([future, task]() mutable {
            if (future.cancelled()) task.cancel();
        });
        task.add_done_callback([future, task]() mutable {
            if (future.done()) return;
            const Failure& failure = task.state().failure();
            if (failure) {
                future.set_exception(failure);
            } else if constexpr (std::is_void_v<T>) {
                future.set_result();
            } else {
                future.set_result(task.result());
            }
        });
    });
    return future;
}

}  // namespace foliot
