#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "sim/loop_options.h"
#include "sim/observer.h"
#include "traces/file/trace.h"

namespace foliot {

class Names;
class WaitGraph;

struct RecorderOptions {
    /// Later events are counted, not kept: a run without an end must not fill the memory. Choices
    /// are always kept, since a replay needs them.
    std::size_t event_limit = 4'000'000;
};

/// Writes a run down: give it to Loop::observe() before the run, take() the trace after it.
///
/// While the run is on it looks up who and what is meant, and keeps numbers; a name is spelled
/// once, and who waits for whom is worked out when somebody asks.
class Recorder {
  public:
    explicit Recorder(const RecorderOptions& options = {});
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;
    ~Recorder();

    /// What listens to the run.
    operator Observer&();  // NOLINT: so that Loop::observe() takes it

    /// The trace of the run that ended so. Once only.
    Trace take(std::string scenario, std::string strategy, const LoopOptions& options,
               const Outcome& outcome);

    /// For a strategy that must know names while the run is on.
    Names& names();
    const Names& names() const;
    /// Who waits for whom, by the events so far. For explain(); before take().
    WaitGraph waits() const;

  private:
    class Recording;
    std::unique_ptr<Recording> recording_;
};

/// Puts this outcome, which somebody found after the run, in place of the trace's own.
void retell(Trace& trace, const Outcome& outcome);

/// Fills in what the loop itself does not know: who holds what each blocked task waits for, and
/// which of the objects without a name it is. Words the message of a deadlock anew.
void explain(Outcome& outcome, const Recorder& recorder);

}  // namespace foliot
