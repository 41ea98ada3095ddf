#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "traces/file/trace.h"
#include "traces/record/names.h"

namespace foliot {

/// Makes the choices of a trace in a program that may have changed since: it matches them by name.
///
/// A value, a fault or a cancellation is the next one recorded of the same question by the same
/// task. Of the ready handles the next recorded choice is taken where it can be; where it cannot,
/// a later one that fits, and those between are skipped; where none fits, option 0. Looking ahead,
/// a choice among the same number of options with the same oldest one is looked for first and
/// further; then one whose taken and oldest option are both there.
class LooseMatch {
  public:
    /// Both outlive this; `names` hears of what happens in the loop.
    LooseMatch(const Trace& recorded, Names& names);

    std::uint32_t pick(const ChoicePoint& point);
    /// The recorded choices other than 0 that were not made. (Zeros need no trace: 0 is what
    /// happens anyway.)
    std::vector<std::size_t> skipped() const;

  private:
    struct Wanted {
        ChoiceKind kind;
        std::uint32_t of;
        StringId what;      ///< in the names of this run
        StringId fifo;      ///< option 0, or empty where it is not known
        std::size_t index;  ///< in the trace
    };
    /// The choices that have been given one answer.
    struct Answer {
        StringId what;  ///< in the names of this run
        std::uint32_t taken;
        std::vector<std::size_t> choices;  ///< by index in the trace
    };
    /// The choices of one question, in order.
    struct Stream {
        std::vector<std::size_t> choices;
        std::size_t next = 0;
    };
    struct Rank {
        std::uint64_t choice = 0;  ///< the choice in which it was this
        std::uint32_t rank = 0;
    };

    std::uint32_t pick_shared(const ChoicePoint& point);
    std::uint32_t pick_asked(const ChoicePoint& point);
    Stream& stream_of(const ChoicePoint& point);
    void note_ranks(const ChoicePoint& point);
    bool offered(StringId name) const;
    std::uint32_t take(std::size_t at);

    const Trace& recorded_;
    Names& names_;
    std::vector<Wanted> shared_;          // of kind ready or tick
    std::size_t next_ = 0;                // in shared_
    std::vector<Answer> answers_;         // each once
    std::map<StringId, Stream> streams_;  // by the name of option 0, of the questions so far
    std::vector<bool> made_;              // by index in the trace
    std::vector<Rank> ranks_;  // by name: where it stands among the options of the current choice
    std::uint64_t current_ = 0;
};

}  // namespace foliot
