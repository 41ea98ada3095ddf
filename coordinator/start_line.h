#pragma once

#include <cstddef>
#include <utility>

#include "primitives/barrier.h"
#include "primitives/event.h"
#include "sim/coro.h"

namespace foliot {

/// Where the components of the coordinator line up: a Barrier, so that nobody works before all are
/// ready. A component that ends before that, in whatever way, breaks it: then nobody who still
/// waits begins.
class StartLine {
  public:
    explicit StartLine(std::size_t components)
        : components_(components), barrier_(components, "start") {}

    /// A component's place, a parameter of its coroutine: goes away with that, even where it never
    /// began.
    class Place {  // lint: acts on those who start with it
      public:
        explicit Place(StartLine& line) : line_(&line) {}
        Place(Place&& other) noexcept : line_(std::exchange(other.line_, nullptr)) {}
        Place& operator=(Place&&) = delete;
        ~Place() {
            if (line_ != nullptr) line_->given_up();
        }
        /// Suspends until all components are ready: true. False where one of them will never be.
        Coro<bool> wait();

      private:
        StartLine* line_;  // outlives the place; null once it has passed
    };

    /// Suspends until all have passed: true; or until one has given up: then the barrier is broken,
    /// and false.
    Coro<bool> watch();

  private:
    void passed() {
        if (++passed_ == components_) settled_.set();
    }
    void given_up() {
        failed_ = true;
        settled_.set();
    }

    std::size_t components_;
    std::size_t passed_ = 0;
    bool failed_ = false;
    Barrier barrier_;
    Event settled_{"start settled"};
};

}  // namespace foliot
