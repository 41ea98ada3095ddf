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

/// At most this many rows of gauges are shown; the last one always is.
constexpr std::size_t shown_rows = 20;

/// A table of left-aligned words and right-aligned figures, each column as wide as it must be.
class Table {
  public:
    using Row = std::vector<std::string>;

    explicit Table(Row heads) : rows_{std::move(heads)} {}

    void add(Row row) { rows_.push_back(std::move(row)); }
    /// `words`: so many columns on the left hold words.
    void print(std::ostream& out, std::size_t words) const {
        std::vector<std::size_t> widths(rows_.front().size());
        for (const Row& row : rows_) {
            for (std::size_t i = 0; i < row.size(); ++i)
                widths[i] = std::max(widths[i], row[i].size());
        }
        for (const Row& row : rows_) {
            for (std::size_t i = 0; i < row.size(); ++i) {
                out << (i == 0 ? "  " : "   ") << (i < words ? std::left : std::right)
                    << std::setw(static_cast<int>(widths[i])) << row[i];
            }
            out << '\n';
        }
    }

  private:
    std::vector<Row> rows_;
};

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

void print_uses(std::ostream& out, const std::vector<RunReport::Use>& uses) {
    if (uses.empty()) return;
    Table table(
        {"primitive", "acquired", "waits", "in vain", "contention", "overtaken", "longest wait"});
    for (const RunReport::Use& use : uses) {
        std::string longest = "-";
        if (use.waits > 0) {
            longest = time_text(use.longest_time.count()) + ", " +
                      std::to_string(use.longest_steps) +
                      (use.longest_steps == 1 ? " step" : " steps");
        }
        table.add({use.object, std::to_string(use.served), std::to_string(use.waits),
                   std::to_string(use.in_vain), std::to_string(use.contention()) + "%",
                   std::to_string(use.overtaken), longest});
    }
    table.print(out, 1);
}

void print_slow_steps(std::ostream& out, Duration slow,
                      const std::vector<RunReport::SlowStep>& steps) {
    out << "steps that took " << time_text(slow.count()) << " or longer: " << steps.size() << '\n';
    if (steps.empty()) return;
    Table table({"task", "step", "took"});
    for (const RunReport::SlowStep& each : steps)
        table.add({each.task, std::to_string(each.step), time_text(each.took.count())});
    table.print(out, 1);
}

void print_gauges(std::ostream& out, const std::vector<RunReport::Gauge>& gauges) {
    if (gauges.empty()) return;
    out << "measured over virtual time:\n";
    Table::Row heads{"t"};
    for (const RunReport::Gauge& gauge : gauges)
        heads.push_back(gauge.name);
    Table table(std::move(heads));
    const std::vector<VirtualTime> times = instants(gauges);
    const std::size_t stride = (times.size() + shown_rows - 1) / shown_rows;
    for (std::size_t i = (times.size() - 1) % stride; i < times.size(); i += stride) {
        Table::Row row{time_text(nanoseconds(times[i]))};
        for (const RunReport::Gauge& gauge : gauges)
            row.push_back(value_at(gauge, times[i]));
        table.add(std::move(row));
    }
    table.print(out, 0);
}

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
    if (event.object != nullptr && (event.what == "wait" || serves(event))) use(event);
}

void RunReport::use(const TraceEvent& event) {
    const PathId object = event.object->path();
    const auto [at, added] = places_.try_emplace(object, uses_.size());
    if (added) uses_.emplace_back().object = event.object->label();
    Use& use = uses_[at->second];
    const PathId task = event.task == nullptr ? root_path : event.task->path();
    if (event.what == "wait") {
        ++use.in_vain;  // unless it turns out otherwise
        waiting_[task] = object;
        return;
    }
    ++use.served;
    const auto waited = waiting_.find(task);
    if (waited == waiting_.end() || waited->second != object) return;
    --use.in_vain;
    waiting_.erase(waited);
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
    print_uses(out, uses());
    print_slow_steps(out, slow_, slow_steps_);
    print_gauges(out, gauges_);
    return std::move(out).str();
}

Json RunReport::json() const {
    Json primitives = Json::array();
    for (const Use& use : uses()) {
        primitives.push_back({{"object", use.object},
                              {"acquired", use.served},
                              {"waits", use.waits},
                              {"waits_in_vain", use.in_vain},
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
