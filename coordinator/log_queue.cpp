#include "coordinator/log_queue.h"

#include <optional>
#include <utility>

#include "primitives/timeout.h"
#include "sim/loop.h"
#include "sim/thread.h"

namespace foliot {

/// What the loop's side and the thread's side have in common; in a simulation one lock is enough,
/// namely that a step is never interrupted.
struct LogQueue::Shared {
    explicit Shared(const LogSink& sink_given)
        : sink(sink_given), backlog(sink.capacity), loop(Loop::running()) {}

    void push(LogRecord record) {
        ++made;
        if (closed) {
            ++late;
            return;
        }
        backlog.push(std::move(record));
        wake();
    }
    void wake() {
        std::optional<Future<>> idle = std::exchange(idle_thread, std::nullopt);
        if (idle && !detail::kernel_of(loop).closing()) idle->set_result();
    }
    /// Called by the thread: the future is the loop's.
    void all_written() {
        if (!flushing) return;
        call_soon_threadsafe(loop, [waiting = *std::exchange(flushing, std::nullopt)]() mutable {
            if (!waiting.done()) waiting.set_result();
        });
    }
    /// Blocks the thread, as a condition variable of its own would.
    const Future<>& idle() {
        Future<>& woken = idle_thread.emplace(loop);
        woken.state().allow_any_thread();
        return woken;
    }

    const LogSink sink;
    LogBacklog backlog;
    Loop& loop;                           // runs longer than the thread
    std::optional<Future<>> idle_thread;  // it waits for a record
    std::optional<Future<>> flushing;     // somebody waits until all is written
    std::int64_t made = 0;
    std::int64_t written = 0;
    std::int64_t late = 0;
    bool writing = false;
    bool closed = false;
    bool abandoned = false;
};

LogQueue::LogQueue(const LogSink& sink) : shared_(std::make_shared<Shared>(sink)) {
    if (sink.write) start_thread(serve(shared_), "log_sink");
}

LogQueue::~LogQueue() {
    shared_->closed = true;
    shared_->abandoned = true;
    shared_->wake();
}

Coro<> LogQueue::serve(std::shared_ptr<Shared> shared) {
    while (!shared->abandoned) {
        const std::optional<LogRecord> record = shared->backlog.pop();
        if (!record) {
            shared->all_written();
            if (shared->closed) break;
            const Future<> idle = shared->idle();
            co_await idle;
            continue;
        }
        shared->writing = true;
        const Duration cost = shared->sink.cost.choose("log sink");
        co_await thread_sleep(cost);
        if (shared->abandoned) break;
        shared->sink.write(*record);
        shared->writing = false;
        ++shared->written;
    }
}

Logger LogQueue::logger() const {
    if (!shared_->sink.write) return {};
    const auto push = [shared = shared_](LogRecord record) { shared->push(std::move(record)); };
    return Logger(push, shared_->sink.least);
}

Coro<bool> LogQueue::flush(Duration longest) {
    Shared& shared = *shared_;
    if (shared.closed) co_return counts().waiting == 0;
    shared.closed = true;
    if (counts().waiting == 0) {
        shared.wake();
        co_return true;
    }
    const Future<> written = shared.flushing.emplace(shared.loop);
    shared.wake();
    const Result<> waited = co_await quietly(timeout(longest, written));
    if (waited.failure().is_cancelled()) waited.failure().raise();
    co_return static_cast<bool>(waited);
}

LogCounts LogQueue::counts() const {
    const Shared& shared = *shared_;
    const std::size_t waiting = shared.backlog.size() + (shared.writing ? 1 : 0);
    return {shared.made, shared.written, shared.backlog.dropped() + shared.late, waiting};
}

}  // namespace foliot
