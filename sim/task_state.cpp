#include "sim/task_state.h"

#include <cstring>

#include "sim/assert.h"
#include "sim/error.h"
#include "sim/join.h"
#include "sim/waiter.h"

namespace foliot {

namespace {

/// The bare name of a coroutine function, the same from every compiler: "deposit" of
/// "foliot::Coro<> bank::deposit(Lock&, int)" and of what g++ calls its resumption.
std::string bare_name(std::string_view signature) {
    if (signature.find("operator()") != std::string_view::npos) return "lambda";
    constexpr std::string_view anonymous = "(anonymous namespace)";
    const std::size_t at = signature.find(anonymous);
    if (at != std::string_view::npos) signature.remove_prefix(at + anonymous.size());
    signature = signature.substr(0, signature.find('('));
    if (!signature.empty() && signature.back() == '>') {
        signature = signature.substr(0, signature.rfind('<'));
    }
    const std::size_t start = signature.find_last_of(" :*&");
    if (start != std::string_view::npos) signature.remove_prefix(start + 1);
    return std::string(signature);
}

}  // namespace

TaskState::TaskState(const Birth& birth)
    : FutureState(birth.loop,
                  child_path(birth.loop.creator(), Branch::task, birth.loop.ordinals().tasks)),
      parent_(birth.loop.creator()),
      function_(birth.where),
      place_(birth.where),
      ordinal_(birth.loop.ordinals().tasks++),
      thread_(birth.thread) {
    if (!birth.name.empty()) name_ = std::make_unique<std::string>(birth.name);
}

TaskState::~TaskState() {
    destroy_frames();
}

void TaskState::dispose() {
    if (remembered_) loop().forget_failed(*this);
    delete this;
}

std::string TaskState::name() const {
    return name_ ? *name_ : bare_name(function_.function_name());
}

void TaskState::start(std::coroutine_handle<> root) {
    root_ = root;
    innermost_ = root;
    retain();  // the loop's reference, until the task has ended
    Loop& loop = this->loop();
    loop.adopt(*this);
    if (loop.observed()) [[unlikely]] {
        loop.access(child_path(path(), Branch::mailbox), Access::write);
        TraceEvent event{};
        event.task = loop.current_task();
        event.what = "spawn";
        event.other = this;
        event.where = function_;
        loop.emit(event);
    }
    loop.make_ready(*this);
}

void TaskState::block_on(Waiter& waiter, std::coroutine_handle<> coroutine) {
    waiting_on_ = &waiter;
    innermost_ = coroutine;
    Loop& loop = this->loop();
    if (loop.observed()) [[unlikely]] {
        TraceEvent event{};
        event.task = this;
        event.what = waiter.pending() ? "wait" : "yield";
        event.object = waiter.object();
        const std::string text = event.object == nullptr ? waiter.awaited() : std::string();
        event.text = text;
        loop.emit(event);
    }
    // A task that cancelled itself is interrupted at its next wait, before anything else happens.
    if (must_cancel_ && waiter.cancel()) must_cancel_ = false;
}

void TaskState::run(Loop& loop) {
    Waiter* const waiter = waiting_on_;
    waiting_on_ = nullptr;
    if (loop.observed()) [[unlikely]]
        loop.access(child_path(path(), Branch::mailbox), Access::write);
    if (must_cancel_) [[unlikely]] {
        must_cancel_ = false;
        if (waiter == nullptr) {  // cancelled before its first step: the body never runs
            destroy_frames();
            finish(Failure(errors::cancelled));
            return;
        }
        waiter->interrupted_ = true;
    }
    started_ = true;
    loop.enter(thread_ ? nullptr : this);
    loop.in_thread(thread_);
    std::coroutine_handle<> running = innermost_;
    do {
        next_ = nullptr;
        running.resume();
        running = next_;
    } while (running);
    if (root_.done()) {
        Failure failure = collect();
        destroy_frames();
        if (must_cancel_ && !failure) failure = Failure(errors::cancelled);
        must_cancel_ = false;
        finish(std::move(failure));
    }
    loop.enter(nullptr);
    loop.in_thread(false);
}

void TaskState::finish(Failure failure) {
    Loop& loop = this->loop();
    if (loop.observed()) [[unlikely]] {
        const std::string text = failure ? failure.name() : "ok";
        TraceEvent event{};
        event.task = this;
        event.what = "end";
        event.text = text;
        loop.emit(event);
    }
    complete(std::move(failure));
    loop.task_ended(*this);  // may free this task
}

void TaskState::destroy_frames() {
    // The root frame owns all others: each awaiting frame owns the Coro that it awaits.
    if (root_) std::exchange(root_, nullptr).destroy();
}

TaskState* TaskState::joined_task() const {
    const auto* const join = dynamic_cast<const JoinBase*>(waiting_on_);
    if (join == nullptr || !join->pending() || !join->joined().is_task()) return nullptr;
    return static_cast<TaskState*>(&join->joined());
}

bool TaskState::cancel() {
    if (done()) return false;
    // Along a chain of joins in a loop, not by recursion: chains may be long. Each task's mark
    // shows a circle, which CPython answers with a RecursionError.
    TaskState* last = this;
    bool circle = false;
    for (TaskState* task = this;;) {
        task->visited_ = true;
        last = task;
        TaskState* const next = task->joined_task();
        if (next == nullptr || next->done()) break;
        if (next->visited_) {
            circle = true;
            break;
        }
        task = next;
    }
    for (TaskState* task = this;; task = task->joined_task()) {
        task->visited_ = false;
        if (!circle) {
            ++task->cancel_requests_;
            Loop& loop = task->loop();
            if (loop.observed()) [[unlikely]] {
                loop.access(child_path(task->path(), Branch::mailbox), Access::write);
                TraceEvent event{};
                event.task = loop.current_task();
                event.what = "cancel";
                event.other = task;
                loop.emit(event);
            }
        }
        if (task == last) break;
    }
    if (circle) throw RuntimeError("the tasks to be cancelled await each other in a circle");
    if (last->waiting_on_ == nullptr || !last->waiting_on_->cancel()) last->must_cancel_ = true;
    return true;
}

std::uint32_t TaskState::uncancel() {
    if (cancel_requests_ > 0 && --cancel_requests_ == 0) must_cancel_ = false;
    return cancel_requests_;
}

TaskState& current_task() {
    TaskState* const task = Loop::running().current_task();
    if (task == nullptr) throw RuntimeError("no running task");
    return *task;
}

std::vector<TaskState*> all_tasks() {
    return Loop::running().all_tasks();
}

}  // namespace foliot
