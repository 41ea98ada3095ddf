#pragma once

#include <string_view>

#include "sim/future_state.h"
#include "sim/handle.h"
#include "sim/loop.h"

namespace foliot {

/// A done-callback of a primitive: a ready handle of its own that runs once a future is done. It
/// lives in the state that it calls back into, which must outlive it.
class DoneHandle : public DoneListener, public Handle {
  public:
    PathId path() const final { return path_; }
    std::string_view verb() const override { return "done"; }

    /// Takes it back: it will not run.
    void withdraw(FutureState& future) {
        future.remove(*this);
        if (queued()) loop_->withdraw(*this);
    }

  protected:
    DoneHandle() = default;
    ~DoneHandle() = default;
    void listen(FutureState& future) {
        loop_ = &future.loop();
        path_ = child_path(future.path(), Branch::callback);
        future.add(*this);
    }

  private:
    void on_done() final { loop_->make_ready(*this); }

    Loop* loop_ = nullptr;  // outlives the run
    PathId path_{};
};

}  // namespace foliot
