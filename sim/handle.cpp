#include "sim/handle.h"

#include <array>

#include "sim/detail/enum_names.h"
#include "sim/hash.h"

namespace foliot {

namespace {

constexpr detail::EnumNames<HandleKind::job_result> handle_names("step", "timer", "timeout",
                                                                 "callback", "done", "job",
                                                                 "job result");

constexpr std::array<std::uint64_t, handle_names.size> handle_hashes = [] {
    std::array<std::uint64_t, handle_names.size> each{};
    for (std::size_t i = 0; i < handle_names.size; ++i)
        each[i] = hash_of(handle_names[static_cast<HandleKind>(i)]);
    return each;
}();

}  // namespace

std::uint64_t hash_of(HandleKind kind) {
    return handle_hashes[static_cast<std::size_t>(kind)];
}

std::string_view name_of(HandleKind kind) {
    return handle_names[kind];
}

}  // namespace foliot
