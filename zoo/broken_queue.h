#pragma once

#include <cstdint>
#include <deque>

#include "sim/check.h"
#include "sim/quietly.h"
#include "zoo/futures.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

/// What is wrong with a Queue.
enum class ItemFlaw : std::uint8_t {
    none,
    handed_to_the_dead,  ///< an item is handed to a getter that is cancelled: bpo-23812
    wakeup_kept,         ///< a woken getter that is cancelled wakes nobody
    not_looked_again,    ///< a woken getter takes it for granted that the item is still there
    join_not_counted     ///< what was put does not count as unfinished: python/asyncio#235
};

/// A queue of numbers without a bound, with one flaw.
class FutureQueue final : public FuturePrimitive {
    static constexpr ObjectKind kind_{"FutureQueue"};

  public:
    FutureQueue(Build build, ItemFlaw flaw)
        : FuturePrimitive(kind_, ""), flaw_(build == Build::broken ? flaw : ItemFlaw::none) {}

    void put(int item) {
        touch(Access::write);
        if (flaw_ != ItemFlaw::join_not_counted) ++unfinished_;
        items_.push_back(item);
        if (flaw_ == ItemFlaw::handed_to_the_dead && wake_first_pending()) {
            handed_.push_back(items_.front());
            items_.pop_front();
        } else {
            wake_first_pending();
        }
    }
    Coro<Result<int>> get() {
        touch(Access::write);
        while (items_.empty()) {
            const Future<> future = line_up();
            const Result<> woken = co_await quietly(future);
            leave(future);
            if (!woken) {
                const bool others_wait = granted(future) && !items_.empty();
                if (others_wait && flaw_ != ItemFlaw::wakeup_kept) wake_first_pending();
                co_return woken.failure();
            }
            if (flaw_ == ItemFlaw::handed_to_the_dead) co_return taken_from(handed_);
            if (flaw_ == ItemFlaw::not_looked_again) break;
        }
        FOLIOT_CHECK(!items_.empty());
        co_return taken_from(items_);
    }
    void task_done() {
        touch(Access::write);
        if (flaw_ != ItemFlaw::join_not_counted && --unfinished_ == 0) finished_.wake();
    }
    Coro<> join() {
        touch(Access::read);
        if (unfinished_ > 0) co_await finished_.wait();
    }
    std::size_t size() const {
        touch(Access::read);
        return items_.size();
    }

  private:
    class Finished final : public FuturePrimitive {
        static constexpr ObjectKind kind_{"Finished"};

      public:
        Finished() : FuturePrimitive(kind_, "") {}
        Coro<> wait() { co_await line_up(); }
        void wake() { wake_all(); }
    };

    static int taken_from(std::deque<int>& items) {
        const int item = items.front();
        items.pop_front();
        return item;
    }

    ItemFlaw flaw_;
    std::deque<int> items_;
    std::deque<int> handed_;
    int unfinished_ = 0;
    Finished finished_;
};

}  // namespace foliot::zoo_programs
