#include "sim/detail/kernel.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "sim/detail/assert.h"
#include "sim/detail/debug.h"
#include "sim/error.h"
#include "sim/fault.h"  // the loop destroys its plan
#include "sim/task.h"

namespace foliot::detail {

namespace {

thread_local std::uint64_t loops_made = 0;

}  // namespace

void raise_no_running_loop() {
    Failure(errors::no_running_loop).raise();
}

Kernel::Use::Use(Kernel& loop) {
    if (running_loop != nullptr) {
        throw RuntimeError("run() cannot be called from a running event loop");
    }
    running_loop = &loop;
    if (loop.debug()) debug_begins(loop);
}

Kernel::Use::~Use() {
    if (running_loop->debug()) debug_ends(*running_loop);
    running_loop = nullptr;
}

Kernel::Kernel(const LoopOptions& options) : options_(options), serial_(++loops_made) {}

void Kernel::begin() {
    begun_ = true;
    if (options_.strategy == nullptr) return;
    options_.strategy->begin(options_.seed);
    if (Observer* const observer = options_.strategy->observer()) {
        observe(*observer);
        // It hears what happens before those who judge it.
        std::rotate(observers_.begin(), std::prev(observers_.end()), observers_.end());
    }
}

Kernel::~Kernel() {
    close();
}

void Kernel::observe(Observer& observer) {
    FOLIOT_ASSERT(!ran_, "observers are added before the run");
    observers_.push_back(&observer);
    const Observer::Hears hears = observer.hears();
    hears_.creations |= hears.creations;
    hears_.choices |= hears.choices;
    hears_.steps |= hears.steps;
    hears_.events |= hears.events;
    hears_.accesses |= hears.accesses;
    observed_ = hears_.events || hears_.accesses;
    attends_waits_ = observed_ || faults_ != nullptr;
}

Outcome Kernel::run(Coro<void> root, std::string_view name) {
    const Use guard(*this);
    const Task<> task = spawn_in(*this, std::move(root), name, false);
    root_ = &task.state();
    run_steps();
    return finish();
}

Outcome Kernel::run() {
    const Use guard(*this);
    begin_once();
    run_steps();
    return finish();
}

inline void Kernel::run_step(Handle& handle) {
    step_ = steps_++;
    if (hears_.steps) [[unlikely]]
        tell_step(handle);
    running_ = &handle;
    try {
        handle.run(*this);
    } catch (...) {  // a cancellation that a handle asked for ran into a circle
        step_failed();
    }
    running_ = nullptr;
}

inline void Kernel::begin_round() {
    if (!due_.empty()) [[unlikely]]
        admit_due();
    round_left_ = ready_.size();
}

void Kernel::run_steps() {
    FOLIOT_ASSERT(!ran_, "a loop serves one run");
    ran_ = true;
    const bool decides = options_.strategy != nullptr || hears_.choices;
    ChoicePoint ready{ChoiceKind::ready, 0, 0, {}, this};
    while (!stop_ && live_ != 0) {
        if (round_left_ == 0) begin_round();
        if (options_.racing_clock && !timers_.empty() && !ready_.empty()) [[unlikely]] {
            const ChoicePoint point{ChoiceKind::tick, 2, 0, {}, this};
            if (decide(point, steps_) != 0 && !advance()) return;
        }
        const std::size_t of = options_ready();
        if (of == 0) [[unlikely]] {
            if (timers_.empty()) return stuck();
            if (!advance()) return;
            continue;
        }
        std::uint32_t rank = 0;
        if (of > 1 && decides) {
            ready.of = static_cast<std::uint32_t>(of);
            rank = decide(ready, steps_);
        }
        if (steps_ == options_.step_limit) [[unlikely]] {
            return fail(Verdict::step_limit,
                        "the run took more than " + std::to_string(steps_) + " steps");
        }
        run_step(rank == 0 ? take(0) : take(rank));  // the first one is worth a path of its own
    }
}

void Kernel::step_failed() {
    const Failure failure = Failure::current();
    fail(Verdict::error, failure.name() + ": " + failure.text(), {}, failure.exception());
}

void Kernel::tell_step(const Handle& handle) {
    const Step step{step_, now_, handle, handle.cause_};
    for (Observer* const observer : observers_)
        observer->on_step(step);
}

std::uint32_t Kernel::decide_heard(const ChoicePoint& point, std::uint64_t step) {
    const std::uint32_t taken = options_.strategy == nullptr ? 0 : options_.strategy->pick(point);
    FOLIOT_ASSERT(taken < point.of, "a strategy picks one of the options");
    const Handle* const handle = point.kind == ChoiceKind::ready ? &option(taken) : nullptr;
    const Decision decision{point, taken, handle, step};
    for (Observer* const observer : observers_)
        observer->on_choice(decision);
    return taken;
}

const Handle& Kernel::option(std::size_t rank) const {
    return rank < ready_.size() ? ready_.at(rank) : *due_[rank - ready_.size()];
}

Handle& Kernel::take_due(std::size_t rank) {
    const auto at = due_.begin() + static_cast<std::ptrdiff_t>(rank);
    Timer& timer = **at;
    due_.erase(at);
    timer.place_ = Timer::Place::nowhere;
    return timer;
}

void Kernel::admit_due() {
    for (Timer* const timer : due_) {
        timer->place_ = Timer::Place::nowhere;
        ready_.push(*timer);
    }
    due_.clear();
}

bool Kernel::advance() {
    const VirtualTime when = timers_.next();
    if (when > options_.time_limit) {
        exceed_time_limit();
        return false;
    }
    now_ = when;
    // Where nothing else is ready they are the next round.
    const bool alone = options_ready() == 0;
    while (!timers_.empty() && timers_.next() <= now_) {
        Timer& timer = timers_.pop();
        if (alone) {
            ready_.push(timer);
        } else {
            make_due(timer);
        }
    }
    if (observed_ || hears_.steps) [[unlikely]]
        tell_advance();
    return true;
}

void Kernel::move_to(VirtualTime when) {
    now_ = when;
    while (!timers_.empty() && timers_.next() <= now_)
        make_due(timers_.pop());
}

void Kernel::exceed_time_limit() {
    fail(Verdict::time_limit, "the run took longer than " +
                                  std::to_string(nanoseconds(options_.time_limit)) +
                                  " ns of virtual time");
}

void Kernel::tell_advance() {
    for (Observer* const observer : observers_)
        observer->on_advance(now_);
    TraceEvent event{events::advance};
    emit(event);
}

void Kernel::make_due(Timer& timer) {
    timer.place_ = Timer::Place::due;
    if (due_.empty() || TimerHeap::before(*due_.back(), timer)) return due_.push_back(&timer);
    due_.insert(
        std::upper_bound(due_.begin(), due_.end(), &timer,
                         [](const Timer* a, const Timer* b) { return TimerHeap::before(*a, *b); }),
        &timer);
}

void Kernel::start(Timer& timer, VirtualTime when) {
    if (closing_) return timer.discard();
    timer.when_ = when;
    timer.sequence_ = timer_sequence_++;
    timer.cause_ = step_;
    if (hears_.accesses) [[unlikely]] {
        tell_access(child_path(timer.path(), Branch::timer), Access::write);
        tell_access(clock_path, Access::read);
    }
    if (when <= now_) {
        make_due(timer);
    } else {
        timers_.push(timer);
    }
}

void Kernel::stop(Timer& timer) {
    if (hears_.accesses && !closing_) [[unlikely]]
        tell_access(child_path(timer.path(), Branch::timer), Access::write);
    if (timer.place_ == Timer::Place::heap) {
        timers_.remove(timer);
    } else if (timer.place_ == Timer::Place::due) {
        due_.erase(std::find(due_.begin(), due_.end(), &timer));
        timer.place_ = Timer::Place::nowhere;
    } else if (timer.queued()) {
        withdraw(timer);
    }
}

void Kernel::withdraw(Handle& handle) {
    ++withdrawals_;
    if (ready_.remove(handle) < round_left_) --round_left_;
}

std::uint32_t Kernel::choose(ChoiceKind kind, std::uint32_t of, std::string_view label) {
    if (of == 0) throw ValueError("choose() needs at least one option");
    begin_once();
    const PathId asker = creator();
    const std::uint32_t ordinal = ordinals().chooses++;
    if (!decides(of)) return 0;
    const PathId key = child_path(asker, Branch::choose, ordinal);
    const ChoicePoint point{kind, of, static_cast<std::uint64_t>(key), label, this};
    return decide(point, step_);
}

std::uint64_t Kernel::draw() {
    const PathId key = child_path(creator(), Branch::draw, ordinals().draws++);
    return mix(options_.seed, static_cast<std::uint64_t>(key));
}

Ordinals& Kernel::ordinals() {
    if (current_ != nullptr) return current_->ordinals();
    if (running_ == nullptr) return ordinals_;
    if (std::exchange(counted_in_, step_) != step_) running_ordinals_ = {};
    return running_ordinals_;
}

PathId Kernel::creator() const {
    if (current_ != nullptr) return current_->path();
    return running_ != nullptr ? running_->path() : root_path;
}

PathId Kernel::new_path(Branch branch) {
    const PathId maker = creator();
    const std::uint32_t ordinal = ordinals().objects++;
    const PathId path = child_path(maker, branch, ordinal);
    if (hears_.creations) [[unlikely]] {
        const Creation creation{path, maker, branch, ordinal};
        for (Observer* const observer : observers_)
            observer->on_create(creation);
    }
    return path;
}

void Kernel::emit(TraceEvent& event) {
    event.step = step_;
    event.time = now_;
    if (event.where.line() == 0 && event.task != nullptr) event.where = event.task->place();
    for (Observer* const observer : observers_)
        observer->on_event(event);
}

void Kernel::tell_access(PathId object, Access access) {
    for (Observer* const observer : observers_)
        observer->on_access(object, access);
}

void Kernel::fail(Verdict verdict, std::string message, std::source_location where,
                  std::exception_ptr error) {
    if (outcome_.failed()) return;
    outcome_.verdict = verdict;
    outcome_.message = std::move(message);
    outcome_.step = step_;
    outcome_.time = now_;
    outcome_.where = where;
    outcome_.error = std::move(error);
    stop_ = true;
}

}  // namespace foliot::detail
