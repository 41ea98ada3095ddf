#pragma once

#include <utility>

#include "primitives/event.h"

namespace foliot {

/// Sets an event when the coroutine that it is a parameter of goes away: when that has ended, or
/// was cancelled before it began.
class SetAtEnd {  // lint: acts on those who wait for the event
  public:
    explicit SetAtEnd(Event& event) : event_(&event) {}
    SetAtEnd(SetAtEnd&& other) noexcept : event_(std::exchange(other.event_, nullptr)) {}
    SetAtEnd& operator=(SetAtEnd&&) = delete;
    ~SetAtEnd() {
        if (event_ != nullptr) event_->set();
    }

  private:
    Event* event_;  // outlives the coroutine
};

}  // namespace foliot
