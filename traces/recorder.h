#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <source_location>
#include <string>
#include <vector>

#include "traces/names.h"
#include "traces/trace.h"
#include "traces/wait_graph.h"

namespace foliot {

struct RecorderOptions {
    /// Later events are counted, not kept: a run without an end must not fill the memory. Choices
    /// are always kept, since a replay needs them.
    std::size_t event_limit = 4'000'000;
};

/// Writes a run down: give it to Loop::observe() before the run, take() the trace after it.
class Recorder final : public Observer {
  public:
    explicit Recorder(const RecorderOptions& options = {});

    Hears hears() const override { return {.accesses = false}; }
    void on_create(const Creation& creation) override { names_.on_create(creation); }
    void on_choice(const Decision& decision) override;
    void on_step(const Step& step) override;
    void on_event(const TraceEvent& event) override;

    /// The trace of the run that ended so. Once only.
    Trace take(std::string scenario, std::string strategy, const LoopOptions& options,
               const Outcome& outcome);

    /// For a strategy that must know names while the run is on.
    Names& names() { return names_; }
    const Names& names() const { return names_; }
    /// For explain(); before take().
    const WaitGraph& waits() const { return waits_; }

  private:
    void add(const RecordedEvent& event);
    StringId place(const std::source_location& where);

    /// Places recur: a few are kept by line, so that their names need not be spelled again.
    struct Place {
        const char* file = nullptr;
        std::uint32_t line = 0;
        StringId name = no_string;
    };

    RecorderOptions options_;
    Names names_;
    WaitGraph waits_;
    StringId step_;
    std::array<Place, 64> places_{};
    std::vector<RecordedChoice> choices_;
    std::vector<RecordedEvent> events_;
    std::uint64_t dropped_ = 0;
};

/// Puts this outcome, which somebody found after the run, in place of the trace's own.
void retell(Trace& trace, const Outcome& outcome);

/// Fills in what the loop itself does not know: who holds what each blocked task waits for, and
/// which of the objects without a name it is. Words the message of a deadlock anew.
void explain(Outcome& outcome, const Recorder& recorder);

}  // namespace foliot
