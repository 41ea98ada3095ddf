#pragma once

#include <utility>

#include "primitives/detail/done_handle.h"
#include "sim/task.h"

namespace foliot {

/// The future behind shield(): follows a task, and can be cancelled without it.
class Shielding final : public FutureState {
  public:
    using value_type = void;
    explicit Shielding(FutureRef<TaskState> inner);

    bool cancel() override;

  private:
    /// Runs when the inner task is done; passes its end on.
    class Inner final : public detail::DoneHandle {
      public:
        explicit Inner(Shielding& shielding) : shielding_(shielding) { listen(*shielding.inner_); }
        void run(detail::Kernel& loop) override;
        void discard() noexcept override { shielding_.release(); }

      private:
        void abandon() noexcept override { shielding_.release(); }
        Shielding& shielding_;  // owns this; kept alive by a reference until it has run
    };
    /// Runs when the shielding is done; stops following.
    class Outer final : public detail::DoneHandle {
      public:
        explicit Outer(Shielding& shielding) : shielding_(shielding) { listen(shielding); }
        void run(detail::Kernel& loop) override;
        void discard() noexcept override { shielding_.release(); }

      private:
        Shielding& shielding_;  // owns this; completion takes a reference for it
    };

    void end(Failure failure);

    FutureRef<TaskState> inner_;
    Inner on_inner_;
    Outer on_outer_;
};

/// The awaitable of shield().
template <class T>
class [[nodiscard]] Shield final : public JoinBase {
  public:
    explicit Shield(Task<T> task) : task_(std::move(task)) {
        if (!task_.done()) outer_ = FutureRef<Shielding>(new Shielding(task_.ref()));
    }

    FutureState& joined() const override {
        return outer_ ? static_cast<FutureState&>(*outer_) : task_.state();
    }
    Result<T> take_result() {
        Failure failure = this->failure();
        if (failure) return failure;
        if constexpr (std::is_void_v<T>) {
            return Result<void>();
        } else {
            return detail::read<T>(task_.state_value(), false);
        }
    }
    T await_resume() { return take_result().take(); }

  private:
    Task<T> task_;
    FutureRef<Shielding> outer_;
};

/// Awaits a task without cancelling it when the awaiting one is cancelled (asyncio.shield):
/// Cancelled is raised here, and the task runs on. No hop where the task has ended.
template <class T>
Shield<T> shield(Task<T> task) {
    return Shield<T>(std::move(task));
}

}  // namespace foliot
