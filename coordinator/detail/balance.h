#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "coordinator/detail/statistics.h"
#include "primitives/semaphore.h"
#include "sim/coro.h"

namespace foliot {

/// When the load asks for more processors, and when for fewer. Between the two nothing changes, so
/// that a load which stays near one limit does not make them come and go.
struct BalanceLimits {
    std::size_t grow_at = 1'000;  ///< so many updates wait: one more
    std::size_t shrink_at = 100;  ///< so few wait: one less
    std::size_t processors_max = 6;
};

/// Seats for processors: only those who sit work, the others stand by. There are never fewer than
/// the settings ask for and never more than the maximum; one that ends gives its seat to the next.
///
/// More of them help where a batch waits for its slowest job while threads are idle. They never
/// harm: batches are taken in the same order, each no later than with fewer, so each job begins no
/// later.
class Balance {
  public:
    /// `statistics` outlive this. At least `least` seats, also where the maximum is below that.
    Balance(std::size_t least, const BalanceLimits& limits, CoordinatorStatistics& statistics);

    /// A processor sits for as long as this lives.
    class Seat {  // lint: acts on the balance
      public:
        explicit Seat(Balance& balance) : balance_(&balance) {}
        Seat(Seat&& other) noexcept : balance_(std::exchange(other.balance_, nullptr)) {}
        Seat& operator=(Seat&&) = delete;
        ~Seat() {
            if (balance_ != nullptr) balance_->seats_.release();
        }
        /// Between two batches: whether there is one seat too many. If so this one is taken away.
        bool removed();

      private:
        Balance* balance_;  // outlives the seat; null where it was taken away
    };

    /// Suspends until there is a seat.
    Coro<Seat> sit();
    /// So many updates wait: one seat more, one less, or neither.
    void adjust(std::size_t backlog);
    /// All may sit, to the end: the shutdown wants everybody's help.
    void open();

    /// The seats that there are, or will be when those who are at work have looked.
    std::size_t seats() const { return seats_wanted_; }
    /// How many processors there have to be.
    std::size_t seats_most() const { return most_; }

  private:
    void grow();

    std::size_t least_;
    std::size_t most_;
    BalanceLimits limits_;
    CoordinatorStatistics& statistics_;
    std::size_t seats_wanted_;
    std::size_t surplus_ = 0;  // seats to be taken away
    bool open_ = false;
    Semaphore seats_;
};

}  // namespace foliot
