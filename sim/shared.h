#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

#include "sim/object.h"

namespace foliot {

namespace detail {

inline constexpr ObjectKind kind_of_shared = object_kind("Shared");

}  // namespace detail

/// A variable that tasks share without a primitive around it. Every look at it and every change
/// goes into the footprint of the running step, so that a partial-order search sees that two steps
/// conflict in it; a plain variable is invisible to the search, which then skips orders that
/// matter. It costs no scheduling point and protects nothing: what happens to it across an await is
/// the program's own business.
///
/// Reports `read` and `write` (value: the variable's, where it is an integer).
template <class T>
class Shared final : public Object {
  public:
    explicit Shared(T value = T(), std::string_view name = {})
        : Object(detail::kind_of_shared, name), value_(std::move(value)) {}

    /// The value; the reference is good until the next await.
    const T& get() const {
        report(events::read, shown(), {}, Access::read);
        return value_;
    }
    operator const T&() const { return get(); }  // NOLINT: reads like a variable

    void set(T value) {
        value_ = std::move(value);
        wrote();
    }
    Shared& operator=(T value) {
        set(std::move(value));
        return *this;
    }
    /// Changes it in place, within the step; gives what `change(value)` gives.
    template <class Change>
    auto update(Change change) {
        if constexpr (std::is_void_v<std::invoke_result_t<Change&, T&>>) {
            change(value_);
            wrote();
        } else {
            auto result = change(value_);
            wrote();
            return result;
        }
    }
    template <class Other>
    Shared& operator+=(const Other& other) {
        value_ += other;
        wrote();
        return *this;
    }
    template <class Other>
    Shared& operator-=(const Other& other) {
        value_ -= other;
        wrote();
        return *this;
    }

  private:
    void wrote() const { report(events::write, shown()); }
    std::int64_t shown() const {
        if constexpr (std::integral<T>) {
            return static_cast<std::int64_t>(value_);
        } else {
            return 0;
        }
    }

    T value_;
};

}  // namespace foliot
