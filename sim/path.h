#pragma once

#include <cstdint>

#include "sim/rng.h"

namespace foliot {

/// The identity of a task or an object: a hash of its path (its creator's path and an ordinal), so
/// that it is the same in every run whatever ran in between.
enum class PathId : std::uint64_t {};

inline constexpr PathId root_path{0x666f6c696f74};
/// Virtual time, in footprints: spend() writes it, whoever looks at the time reads it.
inline constexpr PathId clock_path{0x636c6f636b};
/// The set of tasks, in footprints: whoever lists it, or ends the root, writes it; whoever spawns a
/// task or ends one reads it.
inline constexpr PathId tasks_path{0x7461736b73};
/// Read where a task ends: the run ends with the last one.
inline constexpr PathId ends_path{0x656e6473};

/// What a path names; keeps a creator's tasks, objects and draws apart.
enum class Branch : std::uint64_t {
    task = 1,
    object,
    draw,
    choose,
    mailbox,
    done,
    timer,
    callback
};

/// The path of the `ordinal`-th `branch` below `parent`.
constexpr PathId child_path(PathId parent, Branch branch, std::uint64_t ordinal = 0) {
    const auto key = (static_cast<std::uint64_t>(branch) << 56U) ^ ordinal;
    return PathId{mix(static_cast<std::uint64_t>(parent), key)};
}

}  // namespace foliot
