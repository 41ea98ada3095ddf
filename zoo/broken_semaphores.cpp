#include "zoo/broken_semaphores.h"

namespace foliot::zoo_programs {

namespace {
const ErrorKind would_block{"WouldBlock", "the permit was gone", errors::raise_text<RuntimeError>};
}

bool FutureSemaphore::loops() const {
    return flaw_ == PermitFlaw::barging || flaw_ == PermitFlaw::stuck_flag ||
           flaw_ == PermitFlaw::blocked_flag;
}

bool FutureSemaphore::grants() const {
    return flaw_ == PermitFlaw::none || flaw_ == PermitFlaw::minted_permit ||
           flaw_ == PermitFlaw::token_forgotten;
}

Coro<Result<>> FutureSemaphore::acquire() {
    return loops() ? acquire_in_a_loop() : acquire_once();
}

bool FutureSemaphore::free() const {
    touch(Access::read);
    // anyio's looked at the counter alone, so that a newcomer may take a woken waiter's permit.
    if (flaw_ == PermitFlaw::would_block) return value_ > 0;
    return value_ > 0 && all_cancelled();
}

Coro<Result<>> FutureSemaphore::acquire_once() {
    if (free()) {
        touch(Access::write);
        --value_;
        co_return Result<>();
    }
    const Future<> future = line_up();
    const Result<> woken = co_await quietly(future);
    leave(future);
    if (!woken) {
        const bool got_one = flaw_ == PermitFlaw::minted_permit ? future.done() : granted(future);
        const bool gives_back = grants() && flaw_ != PermitFlaw::token_forgotten;
        if (gives_back && got_one) release();
        if (flaw_ == PermitFlaw::would_block && got_one) wake();
        co_return woken;
    }
    if (grants()) co_return Result<>();
    if (flaw_ == PermitFlaw::would_block && value_ == 0) co_return Failure(would_block);
    --value_;
    co_return Result<>();
}

Coro<Result<>> FutureSemaphore::acquire_in_a_loop() {
    while (true) {
        touch(Access::write);
        const bool must_wait = flaw_ == PermitFlaw::stuck_flag && flag_;
        if (value_ > 0 && !must_wait) break;
        if (flaw_ == PermitFlaw::blocked_flag) flag_ = true;
        const Future<> future = line_up();
        const Result<> woken = co_await quietly(future);
        leave(future);
        if (!woken) {
            // gh-90155: the flag is for the next one who is woken, and there may be none.
            if (value_ > 0) wake();
            co_return woken;
        }
        if (flaw_ == PermitFlaw::stuck_flag) flag_ = false;
    }
    --value_;
    co_return Result<>();
}

void FutureSemaphore::release() {
    touch(Access::write);
    if (grants()) {
        if (!wake_first_pending()) ++value_;
        return;
    }
    ++value_;
    if (flaw_ == PermitFlaw::blocked_flag) {
        if (flag_) wake_first_pending();
        flag_ = false;
        return;
    }
    wake();
}

void FutureSemaphore::wake() {
    if (wake_first_pending() && flaw_ == PermitFlaw::stuck_flag) flag_ = true;
}

Coro<Result<>> BatchSemaphore::acquire(int permits) {
    touch(Access::write);
    requests_.push_back({permits, Future<>()});
    const Future<> future = requests_.back().future;
    serve();
    const Result<> served = co_await quietly(future);
    touch(Access::write);
    if (served) co_return Result<>();
    std::erase_if(requests_, [&future](const Request& each) {
        return &each.future.state() == &future.state();
    });
    if (granted(future)) value_ += permits;
    if (build_ == Build::fixed) serve();
    co_return served;
}

void BatchSemaphore::release(int permits) {
    touch(Access::write);
    value_ += permits;
    serve();
}

void BatchSemaphore::serve() {
    while (!requests_.empty()) {
        Request& first = requests_.front();
        if (!first.future.done()) {
            if (first.permits > value_) return;
            value_ -= first.permits;
            first.future.set_result();
        }
        requests_.pop_front();
    }
}

}  // namespace foliot::zoo_programs
