#include "zoo/world.h"

#include "sim/quietly.h"

namespace foliot::zoo_programs {

namespace {

class WorldScenario final : public Scenario {
  public:
    WorldScenario(std::string name, std::string summary, std::function<Outcome(Loop&)> run)
        : name_(std::move(name)), summary_(std::move(summary)), run_(std::move(run)) {}

    std::string name() const override { return name_; }
    std::string summary() const override { return summary_; }
    /// A sleep stands for "when all else has come to rest" here, which a racing clock would not
    /// wait for.
    void adjust(LoopOptions& options) const override { options.racing_clock = false; }
    Outcome run(Loop& loop, const Inputs&) const override { return run_(loop); }

  private:
    std::string name_;
    std::string summary_;
    std::function<Outcome(Loop&)> run_;
};

}  // namespace

std::shared_ptr<const Scenario> scenario(std::string name, std::string summary,
                                         std::function<Outcome(Loop&)> run) {
    return std::make_shared<WorldScenario>(std::move(name), std::move(summary), std::move(run));
}

Coro<> steps(int n) {
    for (int i = 0; i < n; ++i)
        co_await yield();
}

Coro<> cancel_after(int n, Task<> victim) {
    for (int i = 0; i < n; ++i)
        co_await yield();
    victim.cancel();
}

Task<> Crew::add(Coro<> body, std::string_view name) {
    tasks_.push_back(spawn(std::move(body), name));
    return tasks_.back();
}

Coro<> Crew::ended() {
    for (std::size_t i = 0; i < tasks_.size(); ++i) {
        const Result<> end = co_await quietly(tasks_[i]);
        if (!end && !end.failure().is_cancelled()) end.failure().raise();
    }
}

}  // namespace foliot::zoo_programs
