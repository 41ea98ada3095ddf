#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/choice.h"
#include "sim/clock.h"

namespace foliot {

struct FaultBudget;

/// A kind of fault: something that may go wrong in a run that allows it. An object that lives as
/// long as the program: where something of its own may go wrong, a room, or a user, makes a kind of
/// its own and asks strikes().
class Fault {
  public:
    struct Words {
        std::string_view name;  ///< in traces, and in the labels of its choices: "delay"
        std::string_view one;   ///< how a budget counts it: "1 cancellation"
        std::string_view many;  ///< "2 cancellations"
        bool lasts = false;     ///< each takes the time that the budget says
    };

    /// The words outlive it. No two kinds have the same name.
    explicit Fault(const Words& words);
    ~Fault();
    Fault(const Fault&) = delete;
    Fault& operator=(const Fault&) = delete;

    static const Fault delay;       ///< a Latency takes longer than any of its options
    static const Fault failure;     ///< a pool's job, or whatever asks strikes(), fails
    static const Fault stall;       ///< a pool's worker does nothing before it begins a job
    static const Fault disconnect;  ///< for whatever asks strikes(): a connection is lost
    static const Fault cancel;      ///< a task is cancelled

    /// All kinds, in an order that depends on their names alone; the five above first.
    static const std::vector<const Fault*>& all();

    std::string_view name() const { return words_.name; }
    /// What `count` of them are called.
    std::string_view counted(std::uint32_t count) const {
        return count == 1 ? words_.one : words_.many;
    }
    bool lasts() const { return words_.lasts; }

    /// The kind of its choices, and what the two about the next one are called.
    ChoiceKind choice() const;
    std::string_view far_off() const { return far_off_; }
    std::string_view offset() const { return offset_; }
    /// What keeps its choices apart from those of other kinds; the same in every program. Below
    /// 2^24.
    std::uint64_t key() const { return key_; }

  private:
    friend struct FaultBudget;

    Fault(const Words& words, std::uint64_t key, std::uint32_t FaultBudget::*count,
          Duration FaultBudget::*takes = nullptr);

    static std::vector<const Fault*>& list();

    Words words_;
    std::uint64_t key_;
    std::string far_off_;
    std::string offset_;
    // Of the five above: where a budget says how many, and how long each takes.
    std::uint32_t FaultBudget::*count_ = nullptr;
    Duration FaultBudget::*takes_ = nullptr;
};

/// How many faults of a kind a run may see.
struct AllowedFaults {
    AllowedFaults(const Fault& fault, std::uint32_t count, Duration takes = {})
        : fault(&fault), count(count), takes(takes) {}

    const Fault* fault;  ///< lives as long as the program
    std::uint32_t count;
    Duration takes;  ///< each, if they last
};

/// The most faults of each kind that one run may see; none unless it says so.
struct FaultBudget {
    std::uint32_t delays = 0;
    std::uint32_t failures = 0;
    std::uint32_t stalls = 0;
    std::uint32_t disconnects = 0;
    std::uint32_t cancellations = 0;
    Duration delay = std::chrono::seconds(1);  ///< what a delay adds
    Duration stall = std::chrono::seconds(1);  ///< what a stall adds
    std::vector<AllowedFaults> others{};       ///< of kinds that are not Foliot's own

    /// Says for a kind, any, how many, and how long each takes.
    void allow(const AllowedFaults& allowed);
    std::uint32_t count(const Fault& fault) const;
    /// How long a fault of this kind takes; zero for one that does not last.
    Duration takes(const Fault& fault) const;
};

}  // namespace foliot
