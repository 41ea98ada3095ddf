#pragma once

#include <cstdint>
#include <string_view>

#include "sim/path.h"

namespace foliot {

namespace detail {
class Kernel;
class ReadyList;
}  // namespace detail

/// One entry of the ready list: a task's next step, a due timer, a callback.
class Handle {
  public:
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    /// Runs one step. Called by the loop only; the handle is no longer queued by then.
    virtual void run(detail::Kernel& loop) = 0;
    /// The loop closes while this handle is queued: frees what only the queue owned.
    virtual void discard() noexcept {}
    /// What it does, in a word: "step", "timer", "callback".
    virtual std::string_view verb() const = 0;
    /// On whose behalf it runs: a task, or a path of its own.
    virtual PathId path() const = 0;

    bool queued() const { return queued_; }

  protected:
    Handle() = default;
    ~Handle() = default;

  private:
    friend class detail::Kernel;
    friend class detail::ReadyList;

    std::uint64_t cause_ = 0;
    bool queued_ = false;
};

}  // namespace foliot
