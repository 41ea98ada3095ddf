#pragma once

#include <string_view>

#include "sim/detail/kernel.h"
#include "sim/future_state.h"
#include "sim/handle.h"

namespace foliot::detail {

/// A done-callback of a primitive: a ready handle of its own that runs once a future is done. It
/// lives in the state that it calls back into, which must outlive it.
class DoneHandle : public DoneListener, public Handle {
  public:
    PathId path() const final { return path_; }

    /// Takes it back: it will not run.
    void withdraw(FutureState& future) {
        future.remove(*this);
        if (queued()) loop_->withdraw(*this);
    }

  protected:
    DoneHandle() : Handle(HandleKind::done) {}
    ~DoneHandle() = default;
    /// A future that is done already makes it ready at once.
    void listen(FutureState& future) {
        loop_ = &future.loop();
        path_ = child_path(future.path(), Branch::callback);
        if (future.done()) {
            future.touch(Branch::done, Access::read);
            on_done();
        } else {
            future.add(*this);
        }
    }

  private:
    void on_done() final {
        if (loop_->closing()) return discard();
        loop_->make_ready(*this);
    }

    Kernel* loop_ = nullptr;  // outlives the run
    PathId path_{};
};

}  // namespace foliot::detail
