#include "sim/law.h"

#include "sim/detail/assert.h"
#include "sim/loop.h"
#include "sim/task_state.h"

namespace foliot {

class Law::LiveRun final : public LawRun {
  public:
    explicit LiveRun(Loop& loop) : loop_(loop) {}

    std::string task_name(PathId path) const override {
        for (const TaskState* const each : loop_.all_tasks()) {
            if (each->path() == path) return each->name();
        }
        return {};
    }
    void fail(const std::string& violation, std::source_location where) override {
        loop_.fail(Verdict::check, violation, where);
    }

  private:
    Loop& loop_;  // runs while the law watches
};

void Law::watch(Loop& loop) {
    live_ = std::make_unique<LiveRun>(loop);
    attend(*live_);
    loop.observe(*this);
}

void Law::attend(LawRun& run) {
    FOLIOT_ASSERT(run_ == nullptr, "a law judges one run");
    run_ = &run;
}

void Law::on_step(const Step& step) {
    tell(law_step(step));
}

void Law::on_event(const TraceEvent& event) {
    const LiveNames names(event);
    tell(law_event(event, names));
}

void Law::tell(const LawStep& step) {
    step_ = step.number;
    time_ = step.time;
    judge_step(step);
}

void Law::tell(const LawEvent& event) {
    step_ = event.step;
    time_ = event.time;
    judge_event(event);
}

void Law::finish(Outcome& outcome) {
    ended_ = &outcome;
    step_ = outcome.step;
    time_ = outcome.time;
    at_end(outcome);
    ended_ = nullptr;
}

void Law::violated(const LawEvent& event, const std::string& what) {
    violate(event.step, event.time, what, event.where, event.place);
}

void Law::violated(const std::string& what) {
    violate(step_, time_, what, {}, {});
}

void Law::violated_at(std::uint64_t step, VirtualTime time, const std::string& what) {
    violate(step, time, what, {}, {});
}

void Law::violate(std::uint64_t step, VirtualTime time, const std::string& what,
                  std::source_location where, std::string_view place) {
    if (broken()) return;
    violation_ = "law " + std::string(name()) + ": " + what;
    violation_ += step == no_step ? " (before the run" : " (step " + std::to_string(step);
    violation_ += ", t=" + std::to_string(nanoseconds(time)) + " ns)";
    broken_step_ = step;
    broken_place_ = place.empty() ? place_of(where) : std::string(place);
    if (ended_ == nullptr) return run_->fail(violation_, where);
    const bool deadlock = ended_->verdict == Verdict::deadlock;
    if (ended_->failed() && !deadlock) return;
    ended_->message = violation_ + (deadlock ? "; then: " + ended_->message : "");
    ended_->verdict = Verdict::check;
}

std::string Law::name_of(PathId task) const {
    if (task == root_path) return "a callback";
    std::string name = ended_ == nullptr || live_ == nullptr ? run_->task_name(task) : "";
    return name.empty() ? "a task that has ended" : name;
}

}  // namespace foliot
