#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/hash.h"
#include "sim/rng.h"
#include "traces/file/trace.h"

namespace foliot {

/// A hash of all choices and events and of the verdict: two runs are the same if and only if their
/// digests are. Made from the values that stand in the file, so that a trace that was read has the
/// digest of its run. Left out is what may differ between equal runs: seed and strategy, places in
/// the source, the texts of errors, `tool`, `input` and `settings`.
std::uint64_t digest_of(const Trace& trace);

/// As in a trace file: 16 hexadecimal digits.
std::string digest_text(std::uint64_t digest);

/// What a digest takes from each choice and event; equal hashes mean that nothing differs that
/// counts. They compare across traces.
class TraceHashes {
  public:
    /// `trace` outlives this.
    explicit TraceHashes(const Trace& trace);

    std::uint64_t choice(const RecordedChoice& choice) const;
    std::uint64_t event(const RecordedEvent& event) const;
    /// See digest_of().
    std::uint64_t digest() const;

  private:
    class Instant;

    std::uint64_t hash(StringId id) const { return trace_.strings.hash(id); }
    const MixedWord& word_of(StringId id) const { return strings_[static_cast<std::size_t>(id)]; }
    std::uint64_t deed(const RecordedEvent& event, std::uint64_t start) const;
    std::uint64_t ending(StringId text) const;

    const Trace& trace_;
    std::array<std::uint64_t, choice_kinds> kinds_{};  // by ChoiceKind: mixed into nothing
    std::vector<MixedWord> strings_;                   // by StringId
    std::vector<MixedWord> verbs_;                     // by KindId
    std::vector<MixedWord> tasks_;                     // by index plus one; the first is nobody
    std::vector<MixedWord> objects_;                   // the same
};

}  // namespace foliot
