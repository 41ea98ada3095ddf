#include "coordinator/start_line.h"

#include "coordinator/detail/insist.h"
#include "sim/error.h"

namespace foliot {

namespace {

bool is_broken_barrier(const Failure& failure) {
    if (failure.is_cancelled()) return false;
    try {
        failure.raise();
    } catch (const BrokenBarrierError&) {
        return true;
    } catch (...) {
        return false;
    }
}

}  // namespace

Coro<bool> StartLine::Place::wait() {
    const Result<std::size_t> waited = co_await quietly(line_->barrier_.wait());
    if (waited) {
        std::exchange(line_, nullptr)->passed();
        co_return true;
    }
    if (!is_broken_barrier(waited.failure())) waited.failure().raise();
    co_return false;
}

Coro<bool> StartLine::watch() {
    co_await settled_.wait();
    if (!failed_) co_return true;
    const auto abort = [this] { return barrier_.abort(); };
    const Result<> aborted = co_await insist(abort);
    aborted.failure().raise_if();
    co_return false;
}

}  // namespace foliot
