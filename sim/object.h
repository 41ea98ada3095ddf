#pragma once

#include <cstdint>
#include <source_location>
#include <string>
#include <string_view>

#include "sim/failure.h"
#include "sim/observer.h"
#include "sim/path.h"

namespace foliot {

class Loop;

/// Anything with a name and a footprint: primitives, pools, shared variables. Neither copied nor
/// moved. An object belongs to the loop that ran when it was made; one made outside of a loop is
/// bound by its first use, as in asyncio.
class Object {
  public:
    Object(const Object&) = delete;
    Object& operator=(const Object&) = delete;

    /// What it is, as its class is called: "Lock".
    std::string_view kind() const { return kind_; }
    /// The name given by the user; may be empty.
    const std::string& name() const { return name_; }
    /// "Lock orders", or "Lock" where it has no name.
    std::string label() const;
    /// The identity: the creator's path and an ordinal. Root path until bound.
    PathId path() const { return path_; }
    /// The loop it is bound to, or null.
    Loop* loop() const { return loop_; }

    /// Adds to the footprint of the running step.
    void touch(Access access) const;

  protected:
    /// `kind` must be a literal.
    Object(const char* kind, std::string_view name);
    ~Object() = default;

    /// Binds to the running loop; a failure where none runs or another one is bound.
    Failure bind();
    /// Binds an object made outside of a loop, so that what it does is reported from now on.
    void adopt_running() { static_cast<void>(bind()); }
    /// Tells observers what the running task did with this object, and adds to the footprint.
    void report(std::string_view what, std::int64_t value = 0, std::source_location where = {},
                Access access = Access::write) const;

  private:
    void adopt(Loop& loop);
    void tell(std::string_view what, std::int64_t value, std::source_location where,
              Access access) const;

    Loop* loop_ = nullptr;  // runs longer than the object is used
    PathId path_ = root_path;
    const char* kind_;
    std::string name_;
};

}  // namespace foliot
