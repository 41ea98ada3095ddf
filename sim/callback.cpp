#include "sim/callback.h"

#include "sim/detail/kernel.h"
#include "sim/failure.h"

namespace foliot {

Callback::Callback(detail::Kernel& loop, std::function<void()> function, HandleKind kind)
    : Timer(kind),
      loop_(&loop),
      path_(loop.new_path(Branch::callback)),
      function_(std::move(function)) {}

void Callback::queue() {
    if (loop_->closing()) {
        release();
        return;
    }
    loop_->access(path_, Access::write);
    loop_->make_ready(*this);
}

void Callback::queue_at(VirtualTime when) {
    loop_->start(*this, when);
}

void Callback::cancel() {
    if (!queued() && !pending()) return;
    loop_->access(path_, Access::write);
    loop_->stop(*this);
    function_ = nullptr;
    release();
}

void Callback::run(detail::Kernel& loop) {
    loop.access(path_, Access::write);
    std::function<void()> function = std::move(function_);
    try {
        function();
    } catch (...) {
        const Failure failure = Failure::current();
        loop.fail(Verdict::error, "a callback raised " + failure.name() + ": " + failure.text(), {},
                  failure.exception());
    }
    release();
}

CallHandle call_soon(std::function<void()> function) {
    auto* const callback = new Callback(detail::Kernel::running(), std::move(function));
    CallHandle handle(*callback);
    callback->queue();
    return handle;
}

CallHandle call_later(Duration delay, std::function<void()> function) {
    return call_at(later(detail::Kernel::running().now(), delay), std::move(function));
}

CallHandle call_at(VirtualTime when, std::function<void()> function) {
    auto* const callback = new Callback(detail::Kernel::running(), std::move(function));
    CallHandle handle(*callback);
    callback->queue_at(when);
    return handle;
}

}  // namespace foliot
