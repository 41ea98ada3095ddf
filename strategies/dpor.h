#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/observer.h"
#include "sim/strategy.h"
#include "strategies/footprint.h"

namespace foliot {

/// Dynamic partial-order reduction with sleep sets: every outcome of a scenario, in fewer runs than
/// there are orders. Two runs that differ only in the order of steps whose footprints do not
/// conflict come to the same; of all these one is made.
///
/// After each run, wherever two steps conflict and neither made the other possible, the other order
/// is planned where the earlier one was chosen. Steps here are coarse, and what a step touches
/// depends on what went before, so the footprint that a step had after the conflict says nothing on
/// the one that it would have had before: see docs/search.md for the rule that takes its place.
/// (Source sets: Abdulla, Aronis, Jonsson, Sagonas 2014; sleep sets: Godefroid 1996.)
///
/// Options of choices other than `ready` are all tried. Needs complete footprints: what tasks share
/// outside of primitives, futures and Shared<T> is not seen. Knows no racing clock: the run fails.
class DporStrategy final : public Strategy, private Observer {
  public:
    void begin(std::uint64_t seed) override;
    std::uint32_t pick(const ChoicePoint& point) override;
    Observer* observer() override { return this; }
    bool exhaustive() const override { return true; }
    bool next() override;
    bool redundant() const override { return blocked_; }

  private:
    using Id = std::uint64_t;
    static constexpr std::size_t none = ~std::size_t{0};

    /// A handle that was tried, with all that its step touched.
    struct Tried {
        Id id;
        Footprint footprint;
    };
    /// A choice on the way to the latest run.
    struct Node {
        bool ready = true;
        std::uint32_t of = 0;
        std::uint32_t taken = 0;
        // Of choices among ready handles:
        std::vector<Id> options{};    // by rank
        std::vector<bool> planned{};  // what is to be tried, or has been
        std::vector<Tried> done{};
        std::vector<Tried> sleep{};  // tried before, and independent of all that came since
        Footprint touched{};         // by the option taken, whatever values it got
    };
    struct Event {
        Id id;
        std::uint64_t step;
        std::uint64_t enabler;  // the step that made it ready
        std::size_t node;       // where it was chosen; `none` where nothing else was ready
        Footprint footprint;
    };

    Hears hears() const override { return {false, false, true, false, true}; }
    void on_step(const Step& step) override;
    void on_access(PathId object, Access access) override;
    void on_advance(VirtualTime now) override;
    void on_end(std::size_t ready) override;

    std::uint32_t pick_ready(const ChoicePoint& point);
    void plan_node(const ChoicePoint& point);
    void fall_asleep(const Node& node);
    void end_event();
    void give_up(detail::Kernel& loop);
    void plan_disabled(std::size_t event);
    bool ready_at(std::size_t event, Id id) const;
    void analyse(std::size_t first, std::size_t last);
    void reverse(std::size_t i, std::size_t j, std::size_t last);
    bool before(std::size_t i, std::size_t j) const { return order_[j][i]; }

    std::vector<Node> nodes_;
    // The latest run:
    std::size_t depth_ = 0;         // choices made
    std::size_t chosen_at_ = none;  // the node of the step that begins
    std::vector<Event> events_;
    std::vector<std::size_t> epochs_;  // events before which time moved
    std::vector<Tried> sleeping_;      // ready, but tried before
    bool blocked_ = false;
    bool left_ready_ = false;               // handles were, at the end of some run
    bool ends_conflict_ = false;            // the order in which tasks end matters
    std::vector<std::vector<bool>> order_;  // [j][i]: i happens before j
};

}  // namespace foliot
