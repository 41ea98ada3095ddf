#include "explore/workers/workers.h"

#include <poll.h>
#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "explore/workers/child_process.h"
#include "strategies/registry.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;  // lint: clock tells whether a process hangs
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

/// Memory that is shared with the processes forked later.
template <class T>
class Shared {
  public:
    explicit Shared(std::size_t count) : count_(count) {
        void* const memory = ::mmap(nullptr, count * sizeof(T), PROT_READ | PROT_WRITE,
                                    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED) throw std::runtime_error("no memory to share with workers");
        objects_ = static_cast<T*>(memory);
        for (std::size_t i = 0; i < count; ++i)
            new (objects_ + i) T();
    }
    Shared(const Shared&) = delete;
    Shared& operator=(const Shared&) = delete;
    ~Shared() { ::munmap(objects_, count_ * sizeof(T)); }

    T& operator[](std::size_t index) const { return objects_[index]; }

  private:
    T* objects_ = nullptr;
    std::size_t count_;
};

/// Some runs of a part. A part whose run took its worker with it is made of several.
struct Segment {
    std::size_t part;
    std::uint64_t first_run;
    std::uint64_t runs;
};

/// Makes segments with one explorer, or with one for each part where parts have prefixes.
class Maker {
  public:
    Maker(const Scenario& scenario, ExploreOptions options, const std::vector<Part>& parts)
        : scenario_(scenario), options_(std::move(options)), parts_(parts) {
        // What is to be made of failures is for whoever reports them.
        options_.trace_folder.clear();
        options_.on_failure = nullptr;
    }

    PartReport make(const Segment& segment) {
        const Part& part = parts_[segment.part];
        if (!part.prefix.empty() || explorer_ == nullptr) {
            ExploreOptions options = options_;
            options.prefix = part.prefix;
            explorer_ = std::make_unique<Explorer>(scenario_, std::move(options));
        }
        return report_of(explorer_->explore(segment.first_run, segment.runs));
    }

  private:
    const Scenario& scenario_;
    ExploreOptions options_;
    const std::vector<Part>& parts_;
    std::unique_ptr<Explorer> explorer_;
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
          reports_(parts.size()) {}

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
    struct Worker {
        std::optional<ChildProcess> process;
        std::vector<Segment> segments;  // the first one is what it is at
        std::size_t done = 0;           // segments of these that it has reported
        std::uint64_t beats = 0;
        Clock::time_point heard = Clock::now();
        bool killed = false;
    };

    void start(std::size_t w, std::vector<Segment> segments) {
        if (workers_.size() <= w) workers_.resize(w + 1);
        Worker& worker = workers_[w];
        worker.segments = std::move(segments);
        worker.done = 0;
        worker.killed = false;
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
            slot.steps += outcome.steps;
            return outcome;
        };
        options.calibration.runs = calibration_runs_;
        options.calibration.began = [&slot](std::uint64_t run) { slot.calibrating = run; };
        options.calibration.ended = [&slot] { slot.calibrating = not_calibrating; };
        Maker maker(scenario_, options, parts_);
        for (const Segment& segment : workers_[w].segments) {
            part = segment.part;
            if (orders.stop) return say(part_report_to_json(not_made()).dump());
            if (options.stop()) return;
            slot.part = part;
            slot.run = segment.first_run;
            const PartReport report = maker.make(segment);
            slot.failures += report.failures.size();
            slot.classes += report.coverage.classes.size();
            if (!report.failures.empty() && !options_.keep_going) needless_after(part);
            say(part_report_to_json(report).dump());
        }
    }

    void needless_after(std::size_t part) {
        std::uint64_t last = orders_[0].last_part;
        while (part < last && !orders_[0].last_part.compare_exchange_weak(last, part)) {
        }
    }

    void wait_for_news() {
        std::vector<pollfd> pipes;
        for (const Worker& worker : workers_) {
            if (worker.process) pipes.push_back({worker.process->pipe(), POLLIN, 0});
        }
        constexpr int milliseconds = 50;
        ::poll(pipes.data(), pipes.size(), milliseconds);
    }

    void attend(std::size_t w) {
        Worker& worker = workers_[w];
        if (!worker.process) return;
        while (const std::optional<std::string> line = worker.process->next_line()) {
            add(worker.segments[worker.done++].part, part_report_from_json(Json::parse(*line)));
        }
        if (worker.process->silent()) return ended(w);
        const std::uint64_t beats = slots_[w].beats;
        if (beats != worker.beats) {
            worker.beats = beats;
            worker.heard = Clock::now();
        } else if (Clock::now() - worker.heard > how_.run_timeout) {
            worker.killed = true;
            worker.process->kill();
        }
    }

    void add(std::size_t part, const PartReport& report) {
        if (reports_[part]) {
            reports_[part]->add(report);
        } else {
            reports_[part] = report;
        }
    }

    /// A worker has come to its end, or a run took it there: then another one makes what is left.
    void ended(std::size_t w) {
        Worker& worker = workers_[w];
        const std::string end = worker.process->wait();
        worker.process.reset();
        if (end.empty()) return;
        Slot& slot = slots_[w];
        if (slot.calibrating != not_calibrating) {
            // Nobody asked for that run. All learn from those before it.
            calibration_runs_ = std::min(calibration_runs_, slot.calibrating.load());
            slot.calibrating = not_calibrating;
            const auto done = static_cast<std::ptrdiff_t>(worker.done);
            return start(w, {worker.segments.begin() + done, worker.segments.end()});
        }
        PartFailure failure;
        failure.run = slot.run;
        failure.seed = slot.seed;
        failure.end = end;
        failure.hung = worker.killed;
        const Segment at = worker.segments[worker.done];
        std::vector<Segment> left;
        // What the part had come to before it went with the worker.
        const std::uint64_t before = failure.run - at.first_run;
        if (before > 0) left.push_back({at.part, at.first_run, before});
        if (!options_.keep_going) needless_after(at.part);
        const bool more = at.runs == 0 || before + 1 < at.runs;
        if (options_.keep_going && more && !exhaustive_) {
            left.push_back({at.part, failure.run + 1, at.runs == 0 ? 0 : at.runs - before - 1});
        }
        left.insert(left.end(),
                    worker.segments.begin() + static_cast<std::ptrdiff_t>(worker.done) + 1,
                    worker.segments.end());
        PartReport report;
        report.runs = 1;
        report.cut_short = exhaustive_;
        report.failures.push_back(failure);
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
    Shared<Slot> slots_;
    Shared<Orders> orders_;
    Reports reports_;
    std::uint64_t calibration_runs_ = Calibration().runs;
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
    Maker maker(scenario, options, parts);
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
