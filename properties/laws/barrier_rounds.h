#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "sim/law.h"

namespace foliot {

/// A Barrier works in rounds: the parties of a full round have the indices 0 to n - 1, each once,
/// all rounds are of the same size, nobody arrives for the next round before the last party of this
/// one has left (also where it was reset), and nobody arrives while it is broken. A party that
/// leaves while the round still fills, because it was cancelled, gives its index back.
///
/// The round is full when a party leaves in the very step in which it arrived.
class BarrierRounds final : public Law {
  public:
    std::string_view name() const override { return "barrier rounds"; }
    void judge_event(const LawEvent& event) override;

  private:
    struct Party {
        PathId task;
        std::uint64_t step;  // of its arrival
    };
    struct Rounds {
        enum class State : std::uint8_t { filling, draining, broken };
        State state = State::filling;
        std::optional<std::int64_t> size{};       // of a full round, once it is known
        bool first = true;                        // none was full yet
        std::map<std::int64_t, Party> present{};  // by index
    };

    Rounds& rounds_of(const LawEvent& event);
    void arrive(const LawEvent& event, Rounds& rounds);
    void leave(const LawEvent& event, Rounds& rounds);
    void full(const LawEvent& event, Rounds& rounds);

    std::map<PathId, Rounds> barriers_;
};

}  // namespace foliot
