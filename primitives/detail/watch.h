#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "sim/clock.h"
#include "sim/detail/frame_pool.h"
#include "sim/future_state.h"

namespace foliot::detail {

/// Several futures, and perhaps a deadline, that are watched for wait() or as_completed(). Each
/// future that is done, or becomes so, makes a handle of its own ready. What is ready or due holds
/// a reference: a handle may run after whoever asked has left.
class Watch : public detail::Pooled {
  public:
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    virtual ~Watch();

    void retain() { ++references_; }
    void release() {
        if (--references_ == 0) delete this;
    }

  protected:
    explicit Watch(std::vector<FutureRef<FutureState>> futures);

    /// Watches from now on. The timer is due once `timeout` has passed: at once, where that is zero
    /// or less.
    void begin(std::optional<Duration> timeout);
    void stop_timer();
    /// Futures that are not done yet will not call back. Whoever begins to watch ends it so, for
    /// the futures refer to the watch until then, as the watch does to them.
    void stop_listening();

    const std::vector<FutureRef<FutureState>>& futures() const { return futures_; }
    /// Adds what the handles of this watch share to the footprint of the running step.
    void touch() const;

  private:
    class Child;
    class Deadline;

    /// Runs as a handle of its own.
    virtual void on_future_done(std::size_t place) = 0;
    virtual void on_timeout() = 0;

    Kernel& loop_;  // outlives the run
    std::vector<FutureRef<FutureState>> futures_;
    std::unique_ptr<Child[]> children_;
    std::unique_ptr<Deadline> deadline_;
    PathId path_;
    std::uint32_t references_ = 0;
};

/// The handles of futures or tasks, each once, in the order given.
template <class Handle>
std::vector<Handle> each_once(std::vector<Handle> handles) {
    std::set<PathId> seen;
    const auto repeated = [&seen](const Handle& handle) {
        return !seen.insert(handle.state().path()).second;
    };
    handles.erase(std::remove_if(handles.begin(), handles.end(), repeated), handles.end());
    return handles;
}

template <class Handle>
std::vector<FutureRef<FutureState>> futures_of(const std::vector<Handle>& handles) {
    std::vector<FutureRef<FutureState>> futures;
    futures.reserve(handles.size());
    for (const Handle& handle : handles)
        futures.emplace_back(&handle.state());
    return futures;
}

}  // namespace foliot::detail
