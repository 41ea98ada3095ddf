#pragma once

#include <optional>
#include <utility>

#include "coordinator/common.h"
#include "coordinator/feed.h"
#include "sim/task.h"

namespace foliot {

/// Puts what the feed gives into the buffer, until the feed ends or stop() is called.
class Ingester {
  public:
    /// Both outlive the ingester.
    Ingester(Common& common, Feed& feed) : common_(common), feed_(feed) {}

    /// Runs in a task of its own. However it ends, the buffer is closed: no more will come.
    Coro<> run() { return run_until(Ended(over_)); }
    /// Goes no further: a receive that is under way is cancelled. To be called at the shutdown.
    void stop();
    /// Set when run() has ended, or was cancelled before it began.
    Event& over() { return over_; }

  private:
    /// Sets the event when the coroutine that it is a parameter of goes away.
    class Ended {
      public:
        explicit Ended(Event& over) : over_(&over) {}
        Ended(Ended&& other) noexcept : over_(std::exchange(other.over_, nullptr)) {}
        Ended& operator=(Ended&&) = delete;
        ~Ended() {
            if (over_ != nullptr) over_->set();
        }

      private:
        Event* over_;  // outlives the coroutine
    };

    Coro<> run_until(Ended ended);
    Coro<Result<>> ingest();
    Coro<Result<>> accept(std::optional<MarketDataUpdate> update);

    Common& common_;  // outlives this
    Feed& feed_;      // outlives this
    Task<std::optional<MarketDataUpdate>> receiving_;
    bool stopping_ = false;
    bool feed_ended_ = false;
    Event over_{"intake over"};
};

}  // namespace foliot
