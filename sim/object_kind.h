#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/event_kind.h"

namespace foliot {

class Object;

/// Which laws an object is held to. Whoever says that it is a queue is judged as one, whatever its
/// own words for its events are.
enum class Role : std::uint8_t {
    none,
    lock,
    semaphore,
    bounded_semaphore,  ///< a semaphore that never has more permits than at first
    event,
    condition,
    barrier,
    queue,
};

std::string_view name_of(Role role);
/// None if none is called so.
std::optional<Role> role_named(std::string_view name);

/// So much an object has of each quantity; none if it is not known.
class Stock {
  public:
    std::optional<std::int64_t>& operator[](Quantity quantity) {
        return counts_.at(static_cast<std::size_t>(quantity));
    }
    const std::optional<std::int64_t>& operator[](Quantity quantity) const {
        return counts_.at(static_cast<std::size_t>(quantity));
    }

  private:
    std::array<std::optional<std::int64_t>, quantities> counts_{};
};

/// A kind of object: what its class is called, and what it is to the laws. Never copied; two are
/// the same if they are the same object. Users define kinds as variables that live as long as the
/// program: `inline constexpr ObjectKind channel("Channel", Role::queue);`
class ObjectKind {
  public:
    /// Tells what an object of this kind has now. Asked when the object reports its first event,
    /// which it does when it has changed.
    using Take = void (*)(const Object& object, Stock& stock);

    /// `name` is a literal.
    explicit constexpr ObjectKind(std::string_view name, Role role = Role::none,
                                  Take take_stock = nullptr)
        : name_(name), take_stock_(take_stock), role_(role) {}
    ObjectKind(const ObjectKind&) = delete;
    ObjectKind& operator=(const ObjectKind&) = delete;

    constexpr std::string_view name() const { return name_; }
    constexpr Role role() const { return role_; }
    Stock stock_of(const Object& object) const {
        Stock stock;
        if (take_stock_ != nullptr) take_stock_(object, stock);
        return stock;
    }
    friend constexpr bool operator==(const ObjectKind& a, const ObjectKind& b) { return &a == &b; }

  private:
    std::string_view name_;
    Take take_stock_;
    Role role_;
};

/// A kind of object that Foliot has itself, by its name.
struct KnownRole {
    std::string_view kind;
    Role role;
};
inline constexpr std::array known_roles{
    KnownRole{"Lock", Role::lock},
    KnownRole{"Semaphore", Role::semaphore},
    KnownRole{"BoundedSemaphore", Role::bounded_semaphore},
    KnownRole{"Event", Role::event},
    KnownRole{"Condition", Role::condition},
    KnownRole{"Barrier", Role::barrier},
    KnownRole{"Queue", Role::queue},
    KnownRole{"LifoQueue", Role::queue},
    KnownRole{"Shared", Role::none},
    KnownRole{"ThreadPool", Role::none},
};

/// The role of such a kind, for traces that do not say; none if no kind is called so.
constexpr std::optional<Role> known_role(std::string_view kind) {
    for (const KnownRole& each : known_roles) {
        if (each.kind == kind) return each.role;
    }
    return std::nullopt;
}

namespace detail {

/// A name that is not in the table does not compile.
consteval ObjectKind object_kind(std::string_view name, ObjectKind::Take take_stock = nullptr) {
    return ObjectKind(name, known_role(name).value(), take_stock);
}

}  // namespace detail

}  // namespace foliot
