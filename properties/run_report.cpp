#include "properties/run_report.h"

#include <algorithm>
#include <iomanip>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "properties/failure_text.h"
#include "sim/object.h"
#include "sim/task_state.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

/// Whether the event says that a task got what it came for.
bool serves(const TraceEvent& event) {
    for (const std::string_view verb : {"acquire", "pass", "return", "arrive", "put", "get"}) {
        if (event.what == verb) return true;
    }
    return false;
}

/// At most this many columns of a gauge are shown; the last sample always is.
constexpr std::size_t shown_samples = 8;

}  // namespace

RunReport::RunReport(Duration slow)
    : slow_(slow), waits_(std::numeric_limits<std::uint64_t>::max()) {}

void RunReport::watch(Loop& loop) {
    waits_.watch(loop);
    loop.observe(*this);
}

void RunReport::finish(Outcome& outcome) {
    waits_.finish(outcome);
}

void RunReport::on_step(const Step&) {
    spent_ = {};
}

void RunReport::on_event(const TraceEvent& event) {
    if (event.what == "spend") return spend(event);
    if (event.what == "gauge") return sample(event);
    if (event.object == nullptr) return;
    const auto [at, added] = places_.try_emplace(event.object->path(), uses_.size());
    if (added) uses_.emplace_back().object = event.object->label();
    if (serves(event)) ++uses_[at->second].served;
}

void RunReport::spend(const TraceEvent& event) {
    const Duration before = spent_;
    spent_ += Duration(event.value);
    if (spent_ < slow_) return;
    if (before < slow_) {
        slow_steps_.push_back({event.step, event.task == nullptr ? "" : event.task->name(), {}});
    }
    slow_steps_.back().took = spent_;
}

void RunReport::sample(const TraceEvent& event) {
    auto at = std::find_if(gauges_.begin(), gauges_.end(),
                           [&event](const Gauge& gauge) { return gauge.name == event.text; });
    if (at == gauges_.end()) at = gauges_.insert(at, {std::string(event.text), {}});
    at->samples.push_back({event.time, event.value});
}

std::vector<RunReport::Use> RunReport::uses() const {
    std::vector<Use> uses = uses_;
    for (const FirstComeFirstServed::Figures& waited : waits_.figures()) {
        const auto at = places_.find(waited.path);
        if (at == places_.end()) continue;
        Use& use = uses[at->second];
        use.waits = waited.waits;
        use.overtaken = waited.overtaken;
        use.longest_steps = waited.longest_steps;
        use.longest_time = waited.longest_time;
    }
    return uses;
}

std::string RunReport::text() const {
    std::ostringstream out;
    out << std::left << std::setw(32) << "primitive" << std::right << std::setw(9) << "served"
        << std::setw(9) << "waits" << std::setw(12) << "contention" << std::setw(11) << "overtaken"
        << "  longest wait\n";
    for (const Use& use : uses()) {
        out << std::left << std::setw(32) << use.object << std::right << std::setw(9) << use.served
            << std::setw(9) << use.waits << std::setw(11) << use.contention() << '%'
            << std::setw(11) << use.overtaken;
        if (use.waits > 0) {
            out << "  " << time_text(use.longest_time.count()) << ", " << use.longest_steps
                << (use.longest_steps == 1 ? " step" : " steps");
        }
        out << '\n';
    }
    out << "slow steps, of " << time_text(slow_.count()) << " and more: " << slow_steps_.size()
        << '\n';
    for (const SlowStep& each : slow_steps_) {
        out << "  step " << each.step << "  " << each.task << "  " << time_text(each.took.count())
            << '\n';
    }
    for (const Gauge& gauge : gauges_) {
        out << gauge.name << " over time:";
        const std::size_t count = gauge.samples.size();
        const std::size_t stride = (count + shown_samples - 1) / shown_samples;
        for (std::size_t i = (count - 1) % stride; i < count; i += stride) {
            out << "  " << time_text(nanoseconds(gauge.samples[i].time)) << ' '
                << gauge.samples[i].value;
        }
        out << '\n';
    }
    return std::move(out).str();
}

Json RunReport::json() const {
    Json primitives = Json::array();
    for (const Use& use : uses()) {
        primitives.push_back({{"object", use.object},
                              {"served", use.served},
                              {"waits", use.waits},
                              {"contention_percent", use.contention()},
                              {"overtaken", use.overtaken},
                              {"longest_wait_steps", use.longest_steps},
                              {"longest_wait_ns", use.longest_time.count()}});
    }
    Json slow = Json::array();
    for (const SlowStep& each : slow_steps_) {
        slow.push_back({{"step", each.step}, {"task", each.task}, {"took_ns", each.took.count()}});
    }
    Json gauges = Json::object();
    for (const Gauge& gauge : gauges_) {
        Json& samples = gauges[gauge.name] = Json::array();
        for (const Sample& each : gauge.samples)
            samples.push_back({nanoseconds(each.time), each.value});
    }
    return {{"primitives", primitives}, {"slow_steps", slow}, {"gauges", gauges}};
}

}  // namespace foliot
