#pragma once

#include <coroutine>
#include <cstdint>
#include <string>

#include "primitives/wait_list.h"
#include "sim/object.h"
#include "sim/quietly.h"

namespace foliot::law_tests {

/// A queue as a user may write it: without a base class of ours for queues, and with its own words.
/// That its kind says that it is a queue, and its events what they mean, is all that laws know.
class Mailbox final : public Object {
  public:
    static constexpr EventKind post{"post", Meaning::changes, Quantity::items, +1};
    static constexpr EventKind collect{"collect", Meaning::changes, Quantity::items, -1};
    static constexpr EventKind give_up{"give_up", Meaning::gives_up};

    enum class Flaw : std::uint8_t {
        none,
        wakes_nobody,  ///< whoever waits is left waiting when a letter comes
        miscounts,     ///< a letter that is collected stays in the count
    };

    explicit Mailbox(Flaw flaw) : Object(kind_, "letters"), flaw_(flaw) {}

    void put() {
        ++letters_;
        report(post, letters_);
        if (flaw_ == Flaw::wakes_nobody) return;
        if (ListedWaiter* const waiter = waiters_.first_pending(); waiter != nullptr)
            waiter->settle();
    }
    Coro<> get() {
        while (letters_ == 0)
            co_await Wait(*this);
        if (flaw_ != Flaw::miscounts) --letters_;
        report(collect, letters_);
    }

  private:
    class [[nodiscard]] Wait final : public ListedWaiter {
      public:
        explicit Wait(Mailbox& mailbox) : ListedWaiter(mailbox) {}

        bool await_ready() const noexcept { return false; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> coroutine) {
            primitive<Mailbox>().waiters_.push(*this);
            park(coroutine);
        }
        Result<> take_result() {
            leave();
            if (!interrupted()) return {};
            primitive<Mailbox>().report(give_up);
            return Failure(errors::cancelled);
        }
        void await_resume() { take_result().take(); }
        void describe(TraceEvent& event, std::string&) const override {
            event.wanted = Quantity::items;
        }
    };

    static void take_stock(const Object& object, Stock& stock) {
        stock[Quantity::items] = static_cast<const Mailbox&>(object).letters_;
    }
    static constexpr ObjectKind kind_{"Mailbox", Role::queue, take_stock};

    WaitList waiters_;
    Flaw flaw_;
    std::int64_t letters_ = 0;
};

}  // namespace foliot::law_tests
