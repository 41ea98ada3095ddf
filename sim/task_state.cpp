#include "sim/task_state.h"

#include "sim/detail/assert.h"
#include "sim/detail/function_name.h"
#include "sim/error.h"
#include "sim/fault.h"
#include "sim/join.h"
#include "sim/object.h"
#include "sim/waiter.h"

namespace foliot {

TaskState::TaskState(const Birth& birth, PathId parent, std::uint32_t ordinal)
    : FutureState(birth.loop, child_path(parent, Branch::task, ordinal)),
      Handle(HandleKind::step),
      thread_(birth.thread),
      ordinal_(ordinal),
      function_(birth.where),
      place_(birth.where) {
    if (!birth.name.empty()) extras().name = birth.name;
    if (birth.loop.has_observers()) [[unlikely]]
        extras().parent = parent;
}

TaskState::Extras& TaskState::extras() {
    if (!extras_) extras_ = std::make_unique<Extras>();
    return *extras_;
}

TaskState::~TaskState() {
    destroy_frames();
}

void TaskState::dispose() {
    if (remembered_) loop().forget_failed(*this);
    delete this;
}

std::string TaskState::name() const {
    const bool named = extras_ && !extras_->name.empty();
    return named ? extras_->name : detail::function_name(function_);
}

void TaskState::start(std::coroutine_handle<> root) {
    root_ = root;
    innermost_ = root;
    retain();  // the loop's reference, until the task has ended
    detail::Kernel& loop = this->loop();
    loop.adopt(*this);
    if (loop.observed()) [[unlikely]]
        tell_spawn();
    loop.make_ready(*this);
    if (FaultPlan* const faults = loop.faults(); faults != nullptr) [[unlikely]]
        faults->spawned(*this);
}

void TaskState::tell_spawn() {
    detail::Kernel& loop = this->loop();
    loop.access(path(), Branch::mailbox, Access::write);
    TraceEvent event{events::spawn, loop.current_task()};
    event.other = this;
    event.where = function_;
    loop.emit(event);
}

void TaskState::tell_wait(const Waiter& waiter) {
    const Object* const object = waiter.object();
    if (object != nullptr) object->touch(Access::write);  // its place in the line
    if (!loop().hears_events()) return;
    TraceEvent event{waiter.pending() ? events::wait : events::yield, this, object};
    std::string text;
    waiter.describe(event, text);
    if (!text.empty()) event.text = text;
    loop().emit(event);
}

/// What is seldom to be done where the task begins to wait.
void TaskState::look_at(Waiter& waiter) {
    if (loop().observed()) tell_wait(waiter);
    // A task that cancelled itself is interrupted at its next wait, before anything else happens.
    if (must_cancel_ && waiter.cancel()) must_cancel_ = false;
    if (FaultPlan* const faults = loop().faults(); faults != nullptr) faults->waits(*this);
}

void TaskState::run(detail::Kernel& loop) {
    loop.access(FutureState::path(), Branch::mailbox, Access::write);
    if (must_cancel_) [[unlikely]] {
        if (!interrupt()) return;
    }
    waiting_on_ = nullptr;
    started_ = true;
    loop.enter(this);
    const bool thread = thread_;  // the task may be gone when its step is over
    if (thread) [[unlikely]]
        loop.in_thread(true);
    do {
        goes_on_ = false;
        innermost_.resume();
    } while (goes_on_);
    if (!innermost_) end();
    loop.enter(nullptr);
    if (thread) [[unlikely]]
        loop.in_thread(false);
}

/// Raises the pending cancellation at the await that the step goes on from. False where the task
/// has ended instead.
bool TaskState::interrupt() {
    must_cancel_ = false;
    if (waiting_on_ != nullptr) {
        waiting_on_->interrupted_ = true;
        return true;
    }
    // Cancelled before its first step: the body never runs.
    destroy_frames();
    finish(Failure(errors::cancelled));
    return false;
}

/// The root coroutine has come to its end.
void TaskState::end() {
    Failure failure = collect();
    destroy_frames();
    if (must_cancel_ && !failure) failure = Failure(errors::cancelled);
    must_cancel_ = false;
    finish(std::move(failure));
}

void TaskState::finish(Failure failure) {
    detail::Kernel& loop = this->loop();
    if (loop.observed()) [[unlikely]] {
        const std::string text = failure ? failure.name() : "ok";
        TraceEvent event{events::end, this};
        event.text = text;
        loop.emit(event);
    }
    complete(std::move(failure));
    loop.task_ended(*this);  // may free this task
}

void TaskState::destroy_frames() {
    // The root frame owns all others: each awaiting frame owns the Coro that it awaits.
    waiting_on_ = nullptr;
    if (root_) std::exchange(root_, nullptr).destroy();
}

TaskState* TaskState::joined_task() const {
    if (waiting_on_ == nullptr || !waiting_on_->pending()) return nullptr;
    const auto* const join = dynamic_cast<const JoinBase*>(waiting_on_);
    if (join == nullptr || !join->joined().is_task()) return nullptr;
    return static_cast<TaskState*>(&join->joined());
}

/// The tasks along a chain of joins, marked while a request to cancel walks along it. In a loop,
/// not by recursion: chains may be long. A mark shows a circle, which CPython answers with a
/// RecursionError.
class TaskState::Chain {
  public:
    explicit Chain(TaskState& first) : first_(first), last_(&first) {
        for (TaskState* task = &first; task != nullptr && !task->over();) {
            if (task->visited_) {
                circle_ = true;
                return;
            }
            task->visited_ = true;
            last_ = task;
            task = task->joined_task();
        }
    }
    Chain(const Chain&) = delete;
    Chain& operator=(const Chain&) = delete;
    ~Chain() {
        each([](TaskState& task) { task.visited_ = false; });
    }

    template <class Action>
    void each(Action action) {
        for (TaskState* task = &first_;; task = task->joined_task()) {
            action(*task);
            if (task == last_) return;
        }
    }
    TaskState& last() const { return *last_; }
    bool circle() const { return circle_; }

  private:
    TaskState& first_;
    TaskState* last_;
    bool circle_ = false;
};

bool TaskState::cancel() {
    refuse_elsewhere();
    touch(Branch::done, Access::read);
    if (over()) return false;
    constexpr const char* in_a_circle = "the tasks to be cancelled await each other in a circle";
    if (visited_) throw RuntimeError(in_a_circle);  // a gather led back here
    Chain chain(*this);
    if (chain.circle()) throw RuntimeError(in_a_circle);
    chain.each([](TaskState& task) { task.count_cancellation(); });
    Waiter* const waiter = chain.last().waiting_on_;
    if (waiter == nullptr || !waiter->cancel()) chain.last().must_cancel_ = true;
    return true;
}

void TaskState::count_cancellation() {
    ++cancel_requests_;
    detail::Kernel& loop = this->loop();
    if (loop.observed()) [[unlikely]] {
        loop.access(path(), Branch::mailbox, Access::write);
        TraceEvent event{events::cancel, loop.current_task()};
        event.other = this;
        loop.emit(event);
    }
}

std::uint32_t TaskState::uncancel() {
    touch(Branch::mailbox, Access::write);
    if (cancel_requests_ > 0 && --cancel_requests_ == 0) must_cancel_ = false;
    return cancel_requests_;
}

TaskState& current_task() {
    TaskState* const task = detail::Kernel::running().current_task();
    if (task == nullptr) throw RuntimeError("no running task");
    return *task;
}

std::vector<TaskState*> all_tasks() {
    detail::Kernel& loop = detail::Kernel::running();
    loop.access(tasks_path, Access::write);
    return loop.all_tasks();
}

}  // namespace foliot
