#include "sim/handle.h"

#include <array>

#include "sim/detail/enum_names.h"
#include "sim/hash.h"

namespace foliot {

namespace {

constexpr detail::EnumNames<HandleKind::job_result> names("step", "timer", "timeout", "callback",
                                                          "done", "job", "job result");

constexpr std::array<std::uint64_t, names.size> hashes = [] {
    std::array<std::uint64_t, names.size> each{};
    for (std::size_t i = 0; i < names.size; ++i)
        each[i] = hash_of(names[static_cast<HandleKind>(i)]);
    return each;
}();

}  // namespace

std::uint64_t hash_of(HandleKind kind) {
    return hashes[static_cast<std::size_t>(kind)];
}

std::string_view name_of(HandleKind kind) {
    return names[kind];
}

}  // namespace foliot
