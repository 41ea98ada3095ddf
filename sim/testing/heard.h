#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/coro.h"
#include "sim/loop.h"
#include "sim/object.h"
#include "sim/observer.h"
#include "sim/task_state.h"

namespace foliot {

/// What a loop told an observer.
struct Heard {
    using Footprint = std::vector<std::pair<PathId, Access>>;

    std::vector<std::string> lines;  ///< "ready 0 of 2", "step 3 timer", "main: wait Lock orders"
    std::vector<Footprint> footprints;  ///< by step
    Outcome outcome;

    bool wrote(std::uint64_t step, PathId object) const { return has(step, object, Access::write); }
    bool read(std::uint64_t step, PathId object) const { return has(step, object, Access::read); }
    bool touched(std::uint64_t step, PathId object) const {
        return wrote(step, object) || read(step, object);
    }
    std::size_t count(const std::string& line) const {
        return static_cast<std::size_t>(std::count(lines.begin(), lines.end(), line));
    }

  private:
    bool has(std::uint64_t step, PathId object, Access access) const {
        if (step >= footprints.size()) return false;
        const Footprint& entries = footprints[step];
        const std::pair wanted(object, access);
        return std::find(entries.begin(), entries.end(), wanted) != entries.end();
    }
};

/// Writes down what a loop tells its observers.
class Ear final : public Observer {
  public:
    Heard heard;

    void on_choice(const Decision& decision) override {
        heard.lines.push_back(std::string(name_of(decision.point.kind)) + " " +
                              std::to_string(decision.taken) + " of " +
                              std::to_string(decision.point.of));
    }
    void on_step(const Step& step) override {
        heard.footprints.resize(step.number + 1);
        heard.lines.push_back("step " + std::to_string(step.number) + " " +
                              std::string(name_of(step.handle.kind())));
    }
    void on_event(const TraceEvent& event) override {
        std::string line = (event.task != nullptr ? event.task->name() + ": " : "");
        line += event.kind.name();
        if (event.object != nullptr) line += " " + event.object->label();
        if (event.other != nullptr) line += " " + event.other->name();
        if (event.until != no_deadline)
            line += " until " + std::to_string(nanoseconds(event.until)) + " ns";
        if (!event.text.empty()) line += " " + std::string(event.text);
        heard.lines.push_back(line);
    }
    void on_access(PathId object, Access access) override {
        if (!heard.footprints.empty()) heard.footprints.back().emplace_back(object, access);
    }
};

/// Runs the coroutine `body()` as the root of a loop of its own and gives what an observer heard.
/// `body` may be a lambda with captures: it is kept until the run is over.
template <class Body>
Heard heard_in(const Body& body, const LoopOptions& options = {}) {
    Ear ear;
    Loop loop(options);
    loop.observe(ear);
    ear.heard.outcome = loop.run(body());
    return std::move(ear.heard);
}

/// The number of the step that runs.
inline std::uint64_t this_step() {
    return Loop::current()->step();
}
/// What a task's mailbox and a future's done flag are called in footprints.
inline PathId mailbox(const TaskState& task) {
    return child_path(task.path(), Branch::mailbox);
}
inline PathId done_flag(const FutureState& future) {
    return child_path(future.path(), Branch::done);
}

}  // namespace foliot
