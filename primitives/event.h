#pragma once

#include <coroutine>
#include <source_location>
#include <string_view>

#include "primitives/wait_list.h"
#include "sim/error.h"
#include "sim/object.h"

namespace foliot {

/// A flag that tasks can wait for (asyncio.Event). set() makes every waiter ready, in the order in
/// which they began to wait; each returns, even where the flag is cleared before it runs.
///
/// Reports `set`, `clear`, `pass` where a wait returns and `abandon` where a waiter was cancelled.
class Event : public Object {
  public:
    explicit Event(std::string_view name = {}) : Object(object_kind, name) {}

    class Wait;
    /// Suspends until the flag is set; no scheduling point where it is. Always gives true.
    Wait wait();

    /// Sets the flag and makes all waiters ready; no effect where it is set.
    void set(std::source_location where = std::source_location::current());
    void clear(std::source_location where = std::source_location::current());
    bool is_set() const {
        touch(Access::read);
        return set_;
    }

  private:
    static constexpr ObjectKind object_kind = detail::object_kind("Event");

    bool passes();

    WaitList waiters_;
    bool set_ = false;
};

/// The awaitable of Event::wait().
class [[nodiscard]] Event::Wait final : public ListedWaiter {
  public:
    explicit Wait(Event& event) : ListedWaiter(event) {}

    bool await_ready() { return event().passes(); }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine) {
        unbound_ = event().bind();
        if (unbound_) return go_on(coroutine);
        event().waiters_.push(*this);
        park(coroutine);
    }
    Result<bool> take_result();
    bool await_resume() { return take_result().take(); }

  private:
    Event& event() const { return primitive<Event>(); }

    Failure unbound_;
};

}  // namespace foliot
