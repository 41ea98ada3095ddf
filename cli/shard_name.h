#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace foliot {

/// One of several shares of an exploration that are made apart, on several machines say.
struct Shard {
    std::uint32_t index = 0;
    std::uint32_t of = 1;
};

/// What the command line calls it: "1/3". Nothing where it is no such thing.
std::optional<Shard> shard_named(const std::string& text);

}  // namespace foliot
