#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/choice.h"
#include "sim/detail/kernel.h"
#include "sim/detail/rank_index.h"

namespace foliot {

/// Finds the option of highest priority, among equals the first. Looks at all options where they
/// are few. Where they are many it keeps them in a heap from one choice to the next, so that a
/// choice takes O(log n): what became ready since stands at the end, and what was taken was the
/// highest. All are looked at again where that is not so, since a timer is due or a handle was
/// withdrawn.
class HighestReady {
  public:
    /// A run begins, or priorities changed.
    void forget() { known_ = 0; }

    /// The rank of the highest option. `priority_of` takes a handle and gives a number.
    template <class PriorityOf>
    std::uint32_t find(const ChoicePoint& point, const PriorityOf& priority_of) {
        if (point.of <= few || point.loop->anything_due()) {
            forget();
            return find_among_all(point, priority_of);
        }
        if (!goes_on(point)) begin(point);
        for (; known_ < point.of; ++known_)
            add(priority_of(point.loop->option(known_)));
        return static_cast<std::uint32_t>(slots_.rank_of(heap_.front().slot));
    }

    /// The option that was found is taken.
    void take() {
        if (known_ == 0) return;
        slots_.remove(heap_.front().slot);
        std::pop_heap(heap_.begin(), heap_.end());
        heap_.pop_back();
        --known_;
    }

  private:
    struct Entry {
        std::uint64_t priority;
        std::size_t slot;

        bool operator<(const Entry& other) const {
            return priority != other.priority ? priority < other.priority : slot > other.slot;
        }
    };

    static constexpr std::size_t few = 64;

    template <class PriorityOf>
    static std::uint32_t find_among_all(const ChoicePoint& point, const PriorityOf& priority_of) {
        std::uint32_t best = 0;
        std::uint64_t best_priority = 0;
        for (std::uint32_t rank = 0; rank < point.of; ++rank) {
            const std::uint64_t found = priority_of(point.loop->option(rank));
            if (rank != 0 && found <= best_priority) continue;
            best = rank;
            best_priority = found;
        }
        return best;
    }

    bool goes_on(const ChoicePoint& point) const {
        return known_ != 0 && known_ <= point.of && withdrawals_ == point.loop->withdrawals() &&
               next_slot_ + (point.of - known_) <= capacity_;
    }
    void begin(const ChoicePoint& point) {
        withdrawals_ = point.loop->withdrawals();
        capacity_ = 4 * std::size_t{point.of};
        slots_ = detail::RankIndex(capacity_, 0);
        next_slot_ = 0;
        known_ = 0;
        heap_.clear();
    }
    void add(std::uint64_t priority) {
        slots_.add(next_slot_);
        heap_.push_back({priority, next_slot_++});
        std::push_heap(heap_.begin(), heap_.end());
    }

    // What is known of the ready handles, which have the ranks of their slots.
    std::size_t known_ = 0;  // 0: nothing
    std::uint64_t withdrawals_ = 0;
    std::size_t capacity_ = 1;
    std::size_t next_slot_ = 0;
    detail::RankIndex slots_{1, 0};
    std::vector<Entry> heap_;
};

}  // namespace foliot
