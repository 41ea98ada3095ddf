#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/shard_name.h"
#include "explore/workers/part.h"
#include "shrink/finding.h"

namespace foliot {

/// An exploration of one scenario, or what one shard made of it: what `merge` joins.
struct ShardReport {
    nlohmann::ordered_json settings;  ///< all that must be the same in all shards
    std::uint32_t position = 0;       ///< of the scenario, among those of the command
    std::vector<std::optional<PartReport>> parts;
    std::vector<Finding> findings;  ///< of its failures, in their order

    Explored explored() const;
    nlohmann::ordered_json to_json(const Shard& shard) const;
};

/// A file of a shard, read back.
struct ShardFile {
    std::string file;
    Shard shard;
    ShardReport report;
};

/// Raises InputError, naming the file, where it is no shard's.
ShardFile read_shard(const std::string& file);

}  // namespace foliot
