#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "primitives/detail/done_handle.h"
#include "sim/task_state.h"

namespace foliot::detail {

/// The future behind gather(): done when its children are. It outlives the awaiting task, for its
/// callbacks may run after that has left.
class Gathering final : public FutureState {
  public:
    using value_type = void;

    /// `return_exceptions`: errors are results; otherwise the first one is raised at once.
    Gathering(Kernel& loop, std::vector<FutureRef<TaskState>> children, bool return_exceptions);
    ~Gathering() override;

    /// Cancels all children. The gathering itself ends when they do.
    bool cancel() override;
    /// Names some of the children that are not done: "gather of a, b and 7 more".
    std::string label() const override;

  private:
    class Child;
    void child_done(TaskState& child);

    std::vector<FutureRef<TaskState>> children_;
    std::unique_ptr<Child[]> handles_;
    std::size_t finished_ = 0;
    bool return_exceptions_;
    bool cancel_requested_ = false;
};

}  // namespace foliot::detail
