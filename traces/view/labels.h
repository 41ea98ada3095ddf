#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "traces/file/trace.h"

namespace foliot {

/// What happened, in words: "0.1 deposit waits for 0/2 Lock orders". The task `actor` is left out
/// as the one who did it, for lists of what a task did: "waits for 0/2 Lock orders".
std::string event_label(const Trace& trace, const RecordedEvent& event,
                        std::uint32_t actor = nobody);

/// A choice, for messages: "choice 3 at step 7: ready 0.2 pay_interest (option 1 of 2)".
std::string choice_label(const Trace& trace, std::size_t choice);

/// What a choice other than 0 did, as a sentence: "at step 7 pay_interest ran before deposit, which
/// fifo runs first"; "at step 3 deposit got latency=2, where fifo takes 0". Paths are left out
/// where the name alone says which task it is.
std::string choice_sentence(const Trace& trace, const RecordedChoice& choice);
/// The same without the step.
std::string choice_deed(const Trace& trace, const RecordedChoice& choice);

/// "step 7", or "before the run".
std::string step_label(std::uint64_t step);

}  // namespace foliot
