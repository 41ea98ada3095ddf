#include "explore/workers/workers.h"

#include <poll.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "explore/calibrate.h"
#include "explore/json_text.h"
#include "explore/workers/child_process.h"
#include "explore/workers/lost_run.h"
#include "explore/workers/maker.h"
#include "explore/workers/shared_memory.h"
#include "strategies/registry.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;
using Clock = ChildProcess::Clock;
using Reports = std::vector<std::optional<PartReport>>;

constexpr std::uint64_t not_calibrating = ~std::uint64_t{0};

/// What a worker tells while it works, without a word. In memory that both processes see.
struct Slot {
    std::atomic<std::uint64_t> beats{0};                      // runs that have begun, whatever for
    std::atomic<std::uint64_t> calibrating{not_calibrating};  // the run that it makes for that
    std::atomic<std::uint64_t> part{0};
    std::atomic<std::uint64_t> run{0};
    std::atomic<std::uint64_t> seed{0};
    std::atomic<std::uint64_t> runs{0};
    std::atomic<std::uint64_t> steps{0};
    std::atomic<std::uint64_t> failures{0};
    std::atomic<std::uint64_t> classes{0};
};

/// What the workers are told.
struct Orders {
    std::atomic<bool> stop{false};
    std::atomic<std::uint64_t> last_part{~std::uint64_t{0}};  // those after it are needless
};

/// The report of a part that was asked to stop before its first run.
PartReport not_made() {
    PartReport report;
    report.interrupted = true;
    return report;
}

class Supervisor {
  public:
    Supervisor(const Scenario& scenario, const ExploreOptions& options,
               const std::vector<Part>& parts, const WorkerOptions& worker_options)
        : scenario_(scenario),
          options_(options),
          parts_(parts),
          how_(worker_options),
          exhaustive_(strategy_traits(options.strategy).exhaustive),
          jobs_(std::max<std::size_t>(1, std::min<std::size_t>(how_.jobs, parts.size()))),
          slots_(jobs_),
          orders_(1),
          reports_(parts.size()),
          workers_(jobs_) {}

    Reports supervise() {
        for (std::size_t w = 0; w < jobs_; ++w) {
            std::vector<Segment> segments;
            for (std::size_t part = w; part < parts_.size(); part += jobs_)
                segments.push_back({part, parts_[part].first_run, parts_[part].runs});
            start(w, std::move(segments));
        }
        while (std::any_of(workers_.begin(), workers_.end(),
                           [](const Worker& worker) { return worker.process.has_value(); })) {
            wait_for_news();
            for (std::size_t w = 0; w < workers_.size(); ++w)
                attend(w);
            if (how_.progress) how_.progress(progress());
            if (how_.stop && how_.stop()) orders_[0].stop = true;
        }
        return std::move(reports_);
    }

  private:
    /// A run, as far as it is known what a worker was at.
    struct Place {
        std::size_t part = 0;
        std::uint64_t run = 0;
        std::uint64_t seed = 0;
        bool operator==(const Place&) const = default;
    };

    struct Worker {
        std::optional<ChildProcess> process;
        std::vector<Segment> segments;  // the first one is what it is at
        std::size_t done = 0;           // segments of these that it has reported
        std::uint64_t beats = 0;
        Clock::time_point heard = Clock::now();
        std::optional<Place> suspect;  // its run is made again: maybe it was not to blame
        std::string suspicion;         // what happened to the worker
    };

    void start(std::size_t w, std::vector<Segment> segments) {
        Worker& worker = workers_[w];
        worker.segments = std::move(segments);
        worker.done = 0;
        worker.heard = Clock::now();
        worker.process.reset();
        if (worker.segments.empty()) return;
        slots_[w].part = worker.segments.front().part;
        slots_[w].run = worker.segments.front().first_run;
        worker.process.emplace([&](const ChildProcess::Say& say) { work(w, say); });
    }

    /// In the worker's process.
    void work(std::size_t w, const ChildProcess::Say& say) {
        Slot& slot = slots_[w];
        Orders& orders = orders_[0];
        std::size_t part = 0;
        ExploreOptions options = options_;
        options.progress = [&](const Progress& progress) {
            slot.run = progress.run;
            slot.seed = progress.seed;
            ++slot.runs;
            if (options_.progress) options_.progress(progress);
        };
        options.stop = [&] { return orders.stop || orders.last_part < part; };
        options.around = [&](const std::function<Outcome()>& run) {
            ++slot.beats;
            Outcome outcome = run();
            ChildProcess::require_intact();
            slot.steps += outcome.steps;
            return outcome;
        };
        options.calibration.runs = calibration_runs_;
        options.calibration.began = [&slot](std::uint64_t run) { slot.calibrating = run; };
        options.calibration.ended = [&slot] { slot.calibrating = not_calibrating; };
        Maker maker(scenario_, options, parts_, how_.run_timeout);
        for (const Segment& segment : workers_[w].segments) {
            part = segment.part;
            if (orders.stop) return say(json_text(part_report_to_json(not_made())));
            if (options.stop()) return;
            slot.part = part;
            slot.run = segment.first_run;
            const PartReport report = maker.make(segment);
            slot.failures += report.failures.size();
            slot.classes += report.coverage.classes.size();
            const bool last = !report.failures.empty() && !options_.keep_going;
            if (last) needless_after(part);
            ChildProcess::hear_strays();
            say(json_text(part_report_to_json(report)));
            if (last) return;
        }
    }

    void needless_after(std::size_t part) {
        std::uint64_t last = orders_[0].last_part;
        while (part < last && !orders_[0].last_part.compare_exchange_weak(last, part)) {
        }
    }

    void wait_for_news() {
        std::vector<pollfd> pipes;
        int milliseconds = std::numeric_limits<int>::max();
        for (const Worker& worker : workers_) {
            if (!worker.process) continue;
            milliseconds = std::min(milliseconds, worker.process->look_again());
            if (worker.process->pipe() >= 0) pipes.push_back({worker.process->pipe(), POLLIN, 0});
        }
        ::poll(pipes.data(), pipes.size(), milliseconds);
    }

    void attend(std::size_t w) {
        Worker& worker = workers_[w];
        if (!worker.process) return;
        ChildProcess& process = *worker.process;
        const bool ended = process.end().has_value();
        while (const std::optional<std::string> text = process.next()) {
            if (worker.done == worker.segments.size()) {
                process.kill(ProcessEnd::How::disturbed);
                break;
            }
            take(worker, part_report_from_json(Json::parse(*text)));
        }
        if (ended) return this->ended(w);
        if (process.disturbed()) process.kill(ProcessEnd::How::disturbed);
        const std::uint64_t beats = slots_[w].beats;
        if (beats != worker.beats) {
            worker.beats = beats;
            worker.heard = Clock::now();
        } else if (Clock::now() - worker.heard > how_.run_timeout) {
            process.kill(ProcessEnd::How::silent);
        }
    }

    void take(Worker& worker, const PartReport& report) {
        const Segment& made = worker.segments[worker.done++];
        add(made.part, report);
        if (!worker.suspect || worker.suspect->part != made.part) return;
        const std::uint64_t run = worker.suspect->run;
        const bool fails = std::any_of(report.failures.begin(), report.failures.end(),
                                       [run](const FoundFailure& each) { return each.run == run; });
        warn("in run " + std::to_string(run) + " (seed " + std::to_string(worker.suspect->seed) +
             ") a worker was lost: " + worker.suspicion + "; made again, that run " +
             (fails ? "fails, but does not do so" : "holds"));
        worker.suspect.reset();
    }

    void add(std::size_t part, const PartReport& report) {
        if (reports_[part]) {
            reports_[part]->add(report);
        } else {
            reports_[part] = report;
        }
    }

    void warn(const std::string& text) const {
        if (how_.warn) how_.warn(text);
    }

    /// A worker has come to its end, or a run took it there: then another one makes what is left.
    void ended(std::size_t w) {
        Worker& worker = workers_[w];
        const ProcessEnd end = *worker.process->end();
        const Slot& slot = slots_[w];
        Place at{slot.part, slot.run, slot.seed};
        worker.process.reset();
        if (end.finished() || worker.done == worker.segments.size()) return;
        if (slot.calibrating != not_calibrating) return lost_in_calibration(w, end);
        if (end.how == ProcessEnd::How::disturbed && !exhaustive_) {
            const Segment& segment = worker.segments[worker.done];
            if (segment.runs != 1) return take_apart(w, at.run);
            at.run = segment.first_run;
            at.seed = run_seed(options_.seed, at.run);
        }
        if (end.from_outside() && worker.suspect != at) return make_again(w, at, end);
        worker.suspect.reset();
        convict(w, at, end);
    }

    std::vector<Segment> left_of(const Worker& worker) const {
        return {worker.segments.begin() + static_cast<std::ptrdiff_t>(worker.done),
                worker.segments.end()};
    }

    /// Nobody asked for that run. All learn from those before it.
    void lost_in_calibration(std::size_t w, const ProcessEnd& end) {
        Slot& slot = slots_[w];
        const std::uint64_t run = slot.calibrating;
        if (run < calibration_runs_) {
            calibration_runs_ = run;
            warn("a run that the strategy learns from was lost: " + end.words() +
                 "; that run is --strategy random --seed " + std::to_string(calibration_seed(run)));
        }
        slot.calibrating = not_calibrating;
        start(w, left_of(workers_[w]));
    }

    /// One of the runs up to `last` disturbed the worker. They are made again, each with a report
    /// of its own, which shows which of them does so.
    void take_apart(std::size_t w, std::uint64_t last) {
        constexpr std::uint64_t most = 4'096;
        std::vector<Segment> left = left_of(workers_[w]);
        const Segment whole = left.front();
        const std::uint64_t first = last - std::min(last - whole.first_run, most);
        std::vector<Segment> apart;
        if (first > whole.first_run) {
            apart.push_back({whole.part, whole.first_run, first - whole.first_run});
        }
        for (std::uint64_t run = first; run <= last; ++run)
            apart.push_back({whole.part, run, 1});
        const std::uint64_t made = last + 1 - whole.first_run;
        if (whole.runs == 0 || made < whole.runs) {
            apart.push_back({whole.part, last + 1, whole.runs == 0 ? 0 : whole.runs - made});
        }
        left.erase(left.begin());
        left.insert(left.begin(), apart.begin(), apart.end());
        start(w, std::move(left));
    }

    /// In a new process, after those before it in its part, whose report is lost.
    void make_again(std::size_t w, const Place& at, const ProcessEnd& end) {
        constexpr std::size_t most_doubts = 100;
        if (++doubts_ > most_doubts) {
            throw std::runtime_error("workers are lost again and again: " + end.words() +
                                     "; is there enough memory?");
        }
        Worker& worker = workers_[w];
        worker.suspect = at;
        worker.suspicion = end.words();
        start(w, left_of(worker));
    }

    void convict(std::size_t w, const Place& place, const ProcessEnd& end) {
        Worker& worker = workers_[w];
        const Segment at = worker.segments[worker.done];
        std::vector<Segment> left;
        // What the part had come to before it went with the worker.
        const std::uint64_t before = place.run - at.first_run;
        if (before > 0) left.push_back({at.part, at.first_run, before});
        if (!options_.keep_going) needless_after(at.part);
        const bool more = at.runs == 0 || before + 1 < at.runs;
        if (options_.keep_going && more && !exhaustive_) {
            left.push_back({at.part, place.run + 1, at.runs == 0 ? 0 : at.runs - before - 1});
        }
        for (std::size_t i = worker.done + 1; i < worker.segments.size(); ++i) {
            const bool needless = !options_.keep_going && worker.segments[i].part == at.part;
            if (!needless) left.push_back(worker.segments[i]);
        }
        PartReport report;
        report.runs = 1;
        report.cut_short = exhaustive_;
        report.failures.push_back(lost_run(place.run, place.seed, end));
        add(at.part, report);
        start(w, std::move(left));
    }

    Progress progress() const {
        Progress sum{};
        sum.runs = options_.runs;
        for (std::size_t w = 0; w < jobs_; ++w) {
            const Slot& slot = slots_[w];
            sum.run += slot.runs;
            sum.steps += slot.steps;
            sum.failures += slot.failures;
            sum.classes += slot.classes;
            sum.seed = slot.seed;
        }
        return sum;
    }

    const Scenario& scenario_;
    const ExploreOptions& options_;
    const std::vector<Part>& parts_;
    const WorkerOptions& how_;
    bool exhaustive_;
    std::size_t jobs_;
    SharedMemory<Slot> slots_;
    SharedMemory<Orders> orders_;
    Reports reports_;
    std::uint64_t calibration_runs_ = Calibration().runs;
    std::size_t doubts_ = 0;
    std::vector<Worker> workers_;
};

}  // namespace

Reports run_parts(const Scenario& scenario, const ExploreOptions& options,
                  const std::vector<Part>& parts, const WorkerOptions& worker_options) {
    return Supervisor(scenario, options, parts, worker_options).supervise();
}

Reports run_parts_here(const Scenario& scenario, const ExploreOptions& options,
                       const std::vector<Part>& parts) {
    Reports reports(parts.size());
    Maker maker(scenario, options, parts, WorkerOptions().run_timeout);
    for (std::size_t part = 0; part < parts.size(); ++part) {
        if (options.stop && options.stop()) {
            reports[part] = not_made();
            break;
        }
        reports[part] = maker.make({part, parts[part].first_run, parts[part].runs});
        if (!reports[part]->failures.empty() && !options.keep_going) break;
    }
    return reports;
}

}  // namespace foliot
