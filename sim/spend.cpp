#include "sim/spend.h"

#include <string>
#include <utility>

#include "sim/detail/kernel.h"
#include "sim/error.h"
#include "sim/task_state.h"

namespace foliot {

namespace {

/// "0.120", as asyncio prints seconds.
std::string seconds_text(Duration duration) {
    constexpr std::int64_t nanoseconds = 1'000'000;
    constexpr std::int64_t thousand = 1'000;
    const std::int64_t ms =
        duration.count() / nanoseconds + (duration.count() % nanoseconds * 2 >= nanoseconds);
    return std::to_string(ms / thousand) + "." + std::to_string(thousand + ms % thousand).substr(1);
}

}  // namespace

void spend(Duration duration, std::source_location where) {
    detail::Kernel* const loop = detail::Kernel::current();
    if (loop == nullptr) Failure(errors::no_running_loop).raise();
    loop->spend(duration, where);
}

void detail::Kernel::spend(Duration duration, std::source_location where) {
    if (duration < Duration::zero()) throw ValueError("spend() needs a duration of 0 or more");
    if (closing_) return;
    if (running_ == nullptr) throw RuntimeError("spend() was called outside of a step");
    if (spent_in_ != step_) {
        spent_in_ = step_;
        began_ = now_;
    }
    const VirtualTime until = later(now_, duration);
    if (until > options_.time_limit) exceed_time_limit();
    move_to(until);  // beyond the limit too: a step that waits for a time to come must end
    if (observed_) [[unlikely]] {
        tell_access(clock_path, Access::write);
        TraceEvent event{events::spend, current_};
        event.value = duration.count();
        event.where = where;
        emit(event);
    }
    if (options_.debug && now_ - began_ >= options_.slow_callback_duration) {
        warn_slow(current_ != nullptr ? current_->place() : where);
    }
}

void detail::Kernel::warn_slow(std::source_location where) {
    const std::string name =
        current_ != nullptr ? current_->name() : "a " + std::string(name_of(running_->kind()));
    std::string message = "Executing " + name + " took " + seconds_text(now_ - began_) + " seconds";
    if (slow_step_ != step_) {
        slow_step_ = step_;
        warn(WarningKind::slow_step, std::move(message), where);
        return;
    }
    // The step went on after it was found to be slow.
    std::vector<Warning>& warnings = outcome_.warnings;
    for (auto warning = warnings.rbegin(); warning != warnings.rend(); ++warning) {
        if (warning->step != step_) return;
        if (warning->kind != WarningKind::slow_step) continue;
        warning->message = std::move(message);
        warning->time = now_;
        return;
    }
}

}  // namespace foliot
