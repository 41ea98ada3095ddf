#include "explore/run_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "explore/failure.h"
#include "explore/text_table.h"
#include "sim/duration_text.h"
#include "sim/loop.h"
#include "sim/task_state.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

/// At most this many rows of gauges are shown; the last one always is.
constexpr std::size_t shown_rows = 20;

/// The instants at which something was measured, each once.
std::vector<VirtualTime> instants(const std::vector<RunReport::Gauge>& gauges) {
    std::vector<VirtualTime> times;
    for (const RunReport::Gauge& gauge : gauges) {
        for (const RunReport::Sample& sample : gauge.samples)
            times.push_back(sample.time);
    }
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
}

/// The latest sample up to an instant; "-" where there was none yet.
std::string value_at(const RunReport::Gauge& gauge, VirtualTime time) {
    const auto next = std::upper_bound(
        gauge.samples.begin(), gauge.samples.end(), time,
        [](VirtualTime at, const RunReport::Sample& sample) { return at < sample.time; });
    return next == gauge.samples.begin() ? "-" : std::to_string(std::prev(next)->value);
}

void print_slow_steps(std::ostream& out, Duration slow,
                      const std::vector<RunReport::SlowStep>& steps) {
    out << "steps that took " << duration_text(slow.count()) << " or longer: " << steps.size()
        << '\n';
    if (steps.empty()) return;
    TextTable table({"task", "step", "took"});
    for (const RunReport::SlowStep& each : steps)
        table.add({each.task, std::to_string(each.step), duration_text(each.took.count())});
    table.print(out, 1);
}

void print_gauges(std::ostream& out, const std::vector<RunReport::Gauge>& gauges) {
    if (gauges.empty()) return;
    out << "measured over virtual time:\n";
    TextTable::Row heads{"t"};
    for (const RunReport::Gauge& gauge : gauges)
        heads.push_back(gauge.name);
    TextTable table(std::move(heads));
    const std::vector<VirtualTime> times = instants(gauges);
    const std::size_t stride = (times.size() + shown_rows - 1) / shown_rows;
    for (std::size_t i = (times.size() - 1) % stride; i < times.size(); i += stride) {
        TextTable::Row row{duration_text(nanoseconds(times[i]))};
        for (const RunReport::Gauge& gauge : gauges)
            row.push_back(value_at(gauge, times[i]));
        table.add(std::move(row));
    }
    table.print(out, 0);
}

}  // namespace

RunReport::RunReport(Duration slow) : slow_(slow), sections_(ReportSections::all().make()) {}

void RunReport::watch(Loop& loop) {
    for (const std::unique_ptr<ReportSection>& section : sections_)
        section->watch(loop);
    loop.observe(*this);
}

void RunReport::finish(Outcome& outcome) {
    for (const std::unique_ptr<ReportSection>& section : sections_)
        section->finish(outcome);
}

void RunReport::on_step(const Step&) {
    spent_ = {};
}

void RunReport::on_event(const TraceEvent& event) {
    if (event.kind == events::spend) return spend(event);
    if (event.kind == events::gauge) sample(event);
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

std::string RunReport::text() const {
    std::ostringstream out;
    for (const std::unique_ptr<ReportSection>& section : sections_)
        section->print(out);
    print_slow_steps(out, slow_, slow_steps_);
    print_gauges(out, gauges_);
    return std::move(out).str();
}

Json RunReport::json() const {
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
    Json json;
    for (const std::unique_ptr<ReportSection>& section : sections_)
        json[section->key()] = section->json();
    json["slow_steps"] = std::move(slow);
    json["gauges"] = std::move(gauges);
    return json;
}

}  // namespace foliot
