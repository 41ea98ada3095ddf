#include "sim/callback.h"

#include "sim/failure.h"
#include "sim/loop.h"

namespace foliot {

Callback::Callback(Loop& loop, std::function<void()> function)
    : loop_(&loop),
      path_(child_path(loop.creator(), Branch::callback, loop.ordinals().objects++)),
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
    release();
}

void Callback::run(Loop& loop) {
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
    auto* const callback = new Callback(Loop::running(), std::move(function));
    callback->queue();
    return CallHandle(*callback);
}

CallHandle call_later(Duration delay, std::function<void()> function) {
    return call_at(later(Loop::running().now(), delay), std::move(function));
}

CallHandle call_at(VirtualTime when, std::function<void()> function) {
    auto* const callback = new Callback(Loop::running(), std::move(function));
    callback->queue_at(when);
    return CallHandle(*callback);
}

}  // namespace foliot
