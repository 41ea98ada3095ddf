#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "primitives/task_group.h"
#include "primitives/timeout.h"
#include "programs/program.h"
#include "sim/detail/frame_pool.h"

namespace foliot {

/// Where a task of a program stands: the blocks of statements that it is in, one inside the other.
/// A list of its own rather than coroutines that await each other: a block costs a few words, and a
/// statement that ends goes back to none but the task's own coroutine.
class ProgramBlocks {
  public:
    /// Statements that run one after the other: a task's body, or a part of a statement.
    struct Block : detail::Pooled {
        const Statement* next;
        const Statement* end;
        const Statement* owner;        ///< the statement it is part of; null for a task's body
        std::unique_ptr<Block> outer;  ///< left after this one, also where a task is torn down
        Failure kept;                  ///< of a cleanup: how the body before it ended
        bool second = false;           ///< the handler or the cleanup, not the body
        /// What `timeout` and `group` are in while their body runs.
        std::variant<std::monostate, Timeout, TaskGroup> scope;

        Block(std::span<const Statement> statements, const Statement* owner,
              std::unique_ptr<Block> outer)
            : next(statements.data()),
              end(next + statements.size()),
              owner(owner),
              outer(std::move(outer)) {}

        bool over() const { return next == end; }
        /// Goes on with the owner's handler or cleanup, in the place of its body.
        void turn_to(std::span<const Statement> statements) {
            next = statements.data();
            end = next + statements.size();
            second = true;
        }
    };

    explicit ProgramBlocks(std::span<const Statement> body)
        : innermost_(std::make_unique<Block>(body, nullptr, nullptr)) {}

    Block& innermost() const { return *innermost_; }
    Block& enter(std::span<const Statement> statements, const Statement& owner) {
        innermost_ = std::make_unique<Block>(statements, &owner, std::move(innermost_));
        return *innermost_;
    }
    void leave() { innermost_ = std::exchange(innermost_->outer, nullptr); }

  private:
    std::unique_ptr<Block> innermost_;
};

}  // namespace foliot
