#pragma once

#include <cstdint>
#include <string_view>

#include "sim/path.h"

namespace foliot {

namespace detail {
class Kernel;
class ReadyList;
}  // namespace detail

/// What a handle does.
enum class HandleKind : std::uint8_t {
    step,        ///< a task's next step
    timer,       ///< of a sleep
    timeout,     ///< the timer of a limit in time
    callback,    ///< a function of its own
    done,        ///< a primitive's callback on the end of a future
    job,         ///< a thread of a pool works
    job_result,  ///< what it came to is handed to the loop
};

/// "step", "timer"; as traces call it.
std::string_view name_of(HandleKind kind);
/// hash_of its name.
std::uint64_t hash_of(HandleKind kind);

/// One entry of the ready list: a task's next step, a due timer, a callback.
class Handle {
  public:
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    /// Runs one step. Called by the loop only; the handle is no longer queued by then.
    virtual void run(detail::Kernel& loop) = 0;
    /// The loop closes while this handle is queued: frees what only the queue owned.
    virtual void discard() noexcept {}
    /// On whose behalf it runs: a task, or a path of its own.
    virtual PathId path() const = 0;

    HandleKind kind() const { return kind_; }
    bool is_step() const { return kind_ == HandleKind::step; }
    bool queued() const { return queued_; }

  protected:
    explicit Handle(HandleKind kind) : kind_(kind) {}
    ~Handle() = default;
    void become(HandleKind kind) { kind_ = kind; }

  private:
    friend class detail::Kernel;
    friend class detail::ReadyList;

    std::uint64_t cause_ = 0;
    bool queued_ = false;
    HandleKind kind_;
};

}  // namespace foliot
