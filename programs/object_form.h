#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "programs/program.h"

namespace foliot {

/// The largest number that stands in a program.
inline constexpr std::int64_t largest_in_program = 1'000'000'000'000;

/// What an object of a program is given beside its type.
enum class Parameter : std::uint8_t {
    none,
    number,
    lock,  ///< the name of a lock that stands before it, or null
};

/// How an object is spelled: `{"type": name}`, and its parameter under a key of its own.
struct ObjectForm {
    ObjectType type;
    std::string_view name;
    Parameter parameter = Parameter::none;
    std::string_view key{};
    std::int64_t least = 0;  ///< of a number
    std::int64_t most = largest_in_program;
};

/// All of them, in the order of ObjectType.
std::span<const ObjectForm> object_forms();
const ObjectForm& form_of(ObjectType type);
/// The form of the type of this name; null where there is none.
const ObjectForm* find_object_form(std::string_view name);

}  // namespace foliot
