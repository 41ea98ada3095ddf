#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/law.h"
#include "traces/file/trace.h"

namespace foliot {

/// A law that the run of a trace breaks.
struct BrokenLaw {
    std::string law;
    std::string message;  ///< as Law::violation
    std::uint64_t step;   ///< `no_step` before the run
    std::string where;    ///< "file:line"; empty if it is not known
};

/// What the laws say of a stored run.
struct TraceCheck {
    std::optional<BrokenLaw> broken;  ///< the first; none if all hold as far as the events go
    bool whole = true;                ///< the trace holds all events, so the end was judged too
};

/// Lets `laws` judge the events of a trace, as they would have judged its run. Of several that are
/// broken by one event, the one that stands first counts. Raises TraceError, which names `file`, if
/// the trace does not say what its events mean.
TraceCheck check_trace(const Trace& trace, const std::string& file,
                       const std::vector<std::unique_ptr<Law>>& laws);

}  // namespace foliot
