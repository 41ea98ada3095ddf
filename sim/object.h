#pragma once

#include <cstdint>
#include <source_location>
#include <string>
#include <string_view>

#include "sim/detail/debug.h"
#include "sim/detail/kernel.h"
#include "sim/failure.h"
#include "sim/object_kind.h"
#include "sim/observer.h"
#include "sim/path.h"

namespace foliot {

/// Anything with a name and a footprint: primitives, pools, shared variables. Neither copied nor
/// moved. A loop knows an object from its making or its first use in it. A task that waits for an
/// object binds it to its loop, as in asyncio: nobody can wait for it in another one then.
class Object {
  public:
    Object(const Object&) = delete;
    Object& operator=(const Object&) = delete;

    const ObjectKind& kind() const { return *kind_; }
    /// The name given by the user; may be empty.
    const std::string& name() const { return name_; }
    /// "Lock orders", or "Lock" if it has no name.
    std::string label() const;
    /// The identity: the path of whoever made it, or used it first in this loop, and an ordinal.
    PathId path() const { return path_; }
    /// The loop it was last used in, which may be gone; or null.
    detail::Kernel* loop() const { return loop_; }

    /// Adds to the footprint of the running step.
    void touch(Access access) const {
        if (detail::Kernel* const loop = home(); loop != nullptr) loop->access(path_, access);
    }

  protected:
    /// `kind` lives as long as the program.
    Object(const ObjectKind& kind, std::string_view name);
    ~Object() = default;

    /// Binds to the running loop; a failure where none runs or it is bound to another one.
    Failure bind() {
        const detail::Kernel* const loop = home();
        if (loop != nullptr && bound_ == serial_ && !loop->in_thread()) [[likely]]
            return {};
        return bind_to(loop);
    }
    /// Debug mode: a wrong thread calls an operation that may make something ready.
    bool misplaced() const { return detail::misplaced(loop_, serial_); }
    void refuse_misplaced() const { detail::refuse_misplaced(loop_, serial_); }
    /// Makes it known to the running loop, so that what it does is reported from now on.
    void adopt_running() { static_cast<void>(home()); }
    /// There is more to what is done with it than the change itself: somebody hears of it, debug
    /// mode looks at it, or the running loop does not know it yet.
    bool attended() const {
        const detail::Kernel* const loop = detail::Kernel::current();
        return loop == nullptr || loop->serial() != serial_ || loop->observed() ||
               detail::loops_in_debug.load(std::memory_order_relaxed) != 0;
    }
    /// Tells observers what the running task did with this object, and adds to the footprint.
    void report(const EventKind& kind, std::int64_t value = 0, std::source_location where = {},
                Access access = Access::write) const {
        if (const detail::Kernel* const loop = home(); loop != nullptr && loop->observed())
            [[unlikely]]
            tell(kind, value, where, access);
    }

  private:
    /// The running loop, which knows the object from now on; or null.
    detail::Kernel* home() const {
        detail::Kernel* const loop = detail::Kernel::current();
        if (loop != nullptr && loop->serial() != serial_) [[unlikely]]
            move_to(*loop);
        return loop;
    }
    void move_to(detail::Kernel& loop) const;
    Failure bind_to(const detail::Kernel* loop);
    void tell(const EventKind& kind, std::int64_t value, std::source_location where,
              Access access) const;

    mutable detail::Kernel* loop_ = nullptr;
    mutable std::uint64_t serial_ = 0;  // of loop_
    mutable PathId path_ = root_path;
    std::uint64_t bound_ = 0;  // the serial of the loop in which a task first waited for it; or 0
    const ObjectKind* kind_;
    std::string name_;
};

}  // namespace foliot
