#include "traces/judge/trace_check.h"

#include <algorithm>

#include "traces/file/trace_json.h"

namespace foliot {

namespace {

/// The identity of a task or an object: its place in the trace. 0 is nobody's.
PathId path_of(std::uint32_t index) {
    return PathId{std::uint64_t{index} + 1};
}

VirtualTime at(std::int64_t time_ns) {
    return virtual_start + Duration(time_ns);
}

class StoredNames final : public LawNames {
  public:
    StoredNames(const Trace& trace, const RecordedEvent& event) : trace_(trace), event_(event) {}

    std::string task() const override { return name_of(event_.task); }
    std::string other() const override { return name_of(event_.other); }
    std::string object() const override { return trace_.strings[about().name]; }
    std::string object_label() const override {
        const std::string& kind = trace_.strings[about().kind];
        return about().name == no_string ? kind : kind + " " + object();
    }
    std::optional<std::int64_t> at_first(Quantity quantity) const override {
        for (const auto& [known, count] : about().initial) {
            if (known == quantity) return count;
        }
        return std::nullopt;
    }

  private:
    std::string name_of(std::uint32_t task) const {
        return trace_.strings[trace_.tasks[task].name];
    }
    const RecordedObject& about() const { return trace_.objects[event_.object]; }

    const Trace& trace_;
    const RecordedEvent& event_;
};

LawEvent law_event(const Trace& trace, const RecordedEvent& event, const StoredNames& names) {
    LawEvent seen{trace.kind(event), names, event.step, at(event.time_ns)};
    if (event.task != nobody) seen.task = path_of(event.task);
    if (event.other != nobody) {
        seen.other = path_of(event.other);
        seen.other_is_thread = trace.tasks[event.other].thread;
    }
    if (event.object != nobody) {
        seen.object = path_of(event.object);
        seen.role = trace.objects[event.object].role;
    }
    seen.value = event.value;
    seen.wanted = event.wanted;
    seen.cancelled = event.cancelled;
    seen.text = trace.text(event.text);
    seen.place = trace.text(event.where);
    return seen;
}

/// A step whose handle is called as its task is.
LawStep law_step(const Trace& trace, const RecordedEvent& event) {
    LawStep seen{event.step, at(event.time_ns), std::nullopt};
    const bool own = event.task != nobody && trace.text(event.text) == trace.task_label(event.task);
    if (own) seen.task = path_of(event.task);
    return seen;
}

/// What the run came to, as far as laws look at it.
Outcome outcome_of(const Trace& trace) {
    Outcome outcome;
    outcome.verdict = trace.outcome.verdict;
    outcome.message = trace.outcome.message;
    outcome.step = trace.outcome.step;
    outcome.time = at(trace.outcome.time_ns);
    for (const RecordedWait& wait : trace.outcome.wait_for) {
        for (std::uint32_t task = 0; task < trace.tasks.size(); ++task) {
            if (trace.task_label(task) != wait.task) continue;
            outcome.blocked.push_back(
                {trace.strings[trace.tasks[task].name], wait.waits_for, {}, {}});
        }
    }
    return outcome;
}

class StoredRun final : public LawRun {
  public:
    explicit StoredRun(const Trace& trace) : trace_(trace) {}

    std::string task_name(PathId task) const override {
        const auto index = static_cast<std::uint64_t>(task) - 1;
        return index < trace_.tasks.size() ? trace_.strings[trace_.tasks[index].name] : "";
    }
    void fail(const std::string&, std::source_location) override {}

  private:
    const Trace& trace_;
};

std::optional<BrokenLaw> first_broken(const std::vector<std::unique_ptr<Law>>& laws) {
    for (const std::unique_ptr<Law>& law : laws) {
        if (!law->broken()) continue;
        return BrokenLaw{std::string(law->name()), law->violation(), law->broken_step(),
                         law->broken_place()};
    }
    return std::nullopt;
}

}  // namespace

TraceCheck check_trace(const Trace& trace, const std::string& file,
                       const std::vector<std::unique_ptr<Law>>& laws) {
    if (!trace.kinds_described) {
        throw TraceError(file +
                         ": does not say what its events mean, as newer traces do; record "
                         "its run anew with this foliot");
    }
    StoredRun run(trace);
    for (const std::unique_ptr<Law>& law : laws)
        law->attend(run);
    for (const RecordedEvent& event : trace.events) {
        const StoredNames names(trace, event);
        const bool step = trace.kind(event) == events::step;
        for (const std::unique_ptr<Law>& law : laws) {
            if (step) {
                law->tell(law_step(trace, event));
            } else {
                law->tell(law_event(trace, event, names));
            }
        }
        if (auto broken = first_broken(laws)) return {std::move(broken), trace.dropped == 0};
    }
    if (trace.dropped != 0) return {std::nullopt, false};
    Outcome outcome = outcome_of(trace);
    for (const std::unique_ptr<Law>& law : laws)
        law->finish(outcome);
    return {first_broken(laws), true};
}

}  // namespace foliot
