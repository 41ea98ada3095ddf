#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <source_location>
#include <string>
#include <vector>

#include "traces/file/trace.h"
#include "traces/record/event_log.h"
#include "traces/record/names.h"
#include "traces/record/short_texts.h"
#include "traces/record/wait_graph.h"

namespace foliot {

struct RecorderOptions {
    /// Later events are counted, not kept: a run without an end must not fill the memory. Choices
    /// are always kept, since a replay needs them.
    std::size_t event_limit = 4'000'000;
};

/// Writes a run down: give it to Loop::observe() before the run, take() the trace after it.
///
/// While the run is on it looks up who and what is meant, and keeps numbers; a name is spelled
/// once, and who waits for whom is worked out when somebody asks.
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
    /// Who waits for whom, by the events so far. For explain(); before take().
    WaitGraph waits() const;

  private:
    RecordedEvent& add();
    RecordedEvent& drop();
    StringId text(std::string_view text) { return texts_.intern(text, names_.strings()); }
    StringId place(const std::source_location& where);

    /// Places recur: a few are kept by line, so that their names need not be spelled again.
    struct Place {
        const char* file = nullptr;
        std::uint32_t line = 0;
        StringId name = no_string;
    };
    /// The handle that was chosen for a step: it is asked for twice.
    struct Chosen {
        const Handle* handle = nullptr;  // valid until that step begins
        std::uint64_t step = no_step;
        Names::HandleName name{};
    };

    Names names_;
    WaitGraph::Verbs verbs_;
    StringId step_;
    ShortTexts texts_;
    std::array<Place, 64> places_{};
    Chosen chosen_;
    std::vector<RecordedChoice> choices_;
    EventLog events_;
    std::uint64_t dropped_ = 0;
    RecordedEvent late_{};            // the latest event that is not kept
    std::optional<WaitGraph> waits_;  // from the first event on that is not kept
};

/// Puts this outcome, which somebody found after the run, in place of the trace's own.
void retell(Trace& trace, const Outcome& outcome);

/// Fills in what the loop itself does not know: who holds what each blocked task waits for, and
/// which of the objects without a name it is. Words the message of a deadlock anew.
void explain(Outcome& outcome, const Recorder& recorder);

}  // namespace foliot
