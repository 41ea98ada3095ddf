#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace foliot::bench {

/// Tells a case how much work to do. Time runs from the first more() until it says no, so that what
/// a case builds before, and tears down after, is not measured.
class Meter {
  public:
    explicit Meter(benchmark::State& state) : state_(&state) {}
    /// Not for timing: does `units` of work, for whoever counts instructions.
    explicit Meter(std::int64_t units) : left_(units) {}

    /// Whether to do `batch` more units.
    bool more(std::int64_t batch = 1) {
        if (state_ != nullptr) return state_->KeepRunningBatch(batch);
        left_ -= batch;
        return left_ + batch > 0;
    }
    /// A figure beside the time, such as a number of bytes.
    void report(const std::string& name, double value) {
        if (state_ != nullptr) state_->counters[name] = value;
    }

  private:
    benchmark::State* state_ = nullptr;  // outlives the case; null where nothing is timed
    std::int64_t left_ = 0;
};

/// Counts units for tasks that take turns: asks the meter once a batch, so that a unit costs a
/// decrement. The first `warm_up` units come before the measured ones.
class Pace {
  public:
    explicit Pace(Meter& meter, std::int64_t warm_up = 1000) : meter_(&meter), left_(warm_up) {}

    /// Whether to do one more unit; once false, false for ever.
    bool more() {
        if (--left_ > 0) [[likely]]
            return true;
        return refill();
    }
    bool ended() const { return ended_; }

  private:
    bool refill() {
        ended_ = ended_ || !meter_->more(batch);
        left_ = ended_ ? 0 : batch;
        return !ended_;
    }

    static constexpr std::int64_t batch = 1000;
    Meter* meter_;  // outlives the case
    std::int64_t left_;
    bool ended_ = false;
};

/// A case is called "who/what/...": who is "limit" or "foliot".
struct Case {
    std::string name;
    std::function<void(Meter&)> run;
    bool once = false;  ///< it weighs memory, which a process can do once only
};
using Cases = std::vector<Case>;

void add_step_cases(Cases& cases);
void add_timer_cases(Cases& cases);
void add_primitive_cases(Cases& cases);
void add_execution_cases(Cases& cases);
void add_recording_cases(Cases& cases);
void add_task_cases(Cases& cases);

/// How often operator new was called in this process.
std::int64_t allocations();

}  // namespace foliot::bench
