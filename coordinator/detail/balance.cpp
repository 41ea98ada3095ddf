#include "coordinator/detail/balance.h"

#include <algorithm>

namespace foliot {

Balance::Balance(std::size_t least, const BalanceLimits& limits, CoordinatorStatistics& statistics)
    : least_(least),
      most_(std::max(least, limits.processors_max)),
      limits_(limits),
      statistics_(statistics),
      seats_wanted_(least),
      seats_(static_cast<std::int64_t>(least), "seats") {
    statistics_.processors_most = least;
}

Coro<Balance::Seat> Balance::sit() {
    co_await seats_.acquire();
    co_return Seat(*this);
}

bool Balance::Seat::removed() {
    if (balance_->surplus_ == 0) return false;
    --balance_->surplus_;
    balance_ = nullptr;
    return true;
}

void Balance::adjust(std::size_t backlog) {
    if (open_) return;
    if (backlog >= limits_.grow_at && seats_wanted_ < most_) {
        grow();
        statistics_.processors_most = std::max(statistics_.processors_most, seats_wanted_);
    } else if (backlog <= limits_.shrink_at && seats_wanted_ > least_) {
        --seats_wanted_;
        ++surplus_;
    }
}

void Balance::open() {
    open_ = true;
    while (seats_wanted_ < most_)
        grow();
}

void Balance::grow() {
    ++seats_wanted_;
    if (surplus_ > 0) {
        --surplus_;  // nobody has noticed that it was one too many
    } else {
        seats_.release();
    }
}

}  // namespace foliot
