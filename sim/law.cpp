#include "sim/law.h"

#include "sim/detail/assert.h"

namespace foliot {

void Law::watch(Loop& loop) {
    FOLIOT_ASSERT(loop_ == nullptr, "a law watches one run");
    loop_ = &loop;
    loop.observe(*this);
}

void Law::finish(Outcome& outcome) {
    ended_ = &outcome;
    at_end(outcome);
    ended_ = nullptr;
}

void Law::violated(const std::string& what, std::source_location where) {
    if (ended_ != nullptr) return violated_at(ended_->step, ended_->time, what, where);
    violated_at(loop_->step(), loop_->now(), what, where);
}

void Law::violated_at(std::uint64_t step, VirtualTime time, const std::string& what,
                      std::source_location where) {
    if (broken()) return;
    violation_ = "law " + std::string(name()) + ": " + what;
    violation_ += step == no_step ? " (before the run" : " (step " + std::to_string(step);
    violation_ += ", t=" + std::to_string(nanoseconds(time)) + " ns)";
    if (ended_ == nullptr) {
        loop_->fail(Verdict::check, violation_, where);
        return;
    }
    const bool deadlock = ended_->verdict == Verdict::deadlock;
    if (ended_->failed() && !deadlock) return;
    ended_->message = violation_ + (deadlock ? "; then: " + ended_->message : "");
    ended_->verdict = Verdict::check;
}

std::string Law::actor(const TraceEvent& event) {
    return event.task != nullptr ? event.task->name() : "a callback";
}

PathId Law::actor_path(const TraceEvent& event) {
    return event.task != nullptr ? event.task->path() : root_path;
}

std::string Law::name_of(PathId task) const {
    if (task == root_path) return "a callback";
    if (ended_ == nullptr) {
        for (const TaskState* const each : loop_->all_tasks()) {
            if (each->path() == task) return each->name();
        }
    }
    return "a task that has ended";
}

}  // namespace foliot
