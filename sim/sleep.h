#pragma once

#include <coroutine>
#include <string>

#include "sim/clock.h"
#include "sim/detail/kernel.h"
#include "sim/error.h"
#include "sim/task_state.h"
#include "sim/timer.h"
#include "sim/waiter.h"

namespace foliot {

/// The awaitable of sleep().
class [[nodiscard]] Sleep final : public Waiter, private Timer {
  public:
    explicit Sleep(Duration delay) : Timer(HandleKind::timer), delay_(delay) {}
    Sleep(Sleep&& other) noexcept
        : Waiter(std::move(other)), Timer(HandleKind::timer), delay_(other.delay_) {}
    ~Sleep() { disarm(); }

    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine) {
        if (delay_ <= Duration::zero()) {
            pass(coroutine);
            return;
        }
        belong_to(*coroutine.promise().task);
        detail::Kernel& loop = task()->loop();
        loop.start(*this, later(loop.now(), delay_));
        park(coroutine);
    }
    Result<> take_result() {
        disarm();
        if (interrupted()) return Failure(errors::cancelled);
        return {};
    }
    void await_resume() { take_result().take(); }

    std::string awaited() const override;
    /// What is awaited if the task is queued again at once, and else: "sleep until 1000000 ns".
    static constexpr std::string_view awaited_at_once = "sleep of 0";
    static std::string awaited_until(VirtualTime when);
    void describe(TraceEvent& event, std::string& text) const override;

  private:
    void run(detail::Kernel& loop) override;
    PathId path() const override { return task()->path(); }
    // The timer of a cancelled sleeper stays until the sleeper resumes, as in asyncio.
    void disarm() {
        if (Timer::pending() || queued()) [[unlikely]]
            task()->loop().stop(*this);
    }

    Duration delay_;
};

/// Suspends until `delay` has passed (asyncio.sleep): the timer becomes ready then, and makes the
/// task ready when it runs. A delay of zero or less lets every handle that is ready run first: the
/// task is queued again at once, without a timer.
inline Sleep sleep(Duration delay) {
    detail::Kernel::running();
    return Sleep(delay);
}
/// Suspends until `when`; behaves as sleep(0) where that has passed.
Sleep sleep_until(VirtualTime when);

}  // namespace foliot
