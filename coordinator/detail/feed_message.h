#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "coordinator/detail/decimal.h"

namespace foliot {

/// A trade as the exchange announced it.
struct Trade {
    std::string symbol;
    Decimal price;
    Decimal volume;
    std::int64_t exchange_ns = 0;  ///< since 1970, by the exchange's clock
};

/// One line of a recorded feed: `LOCAL_NS {"stream": ..., "data": {...}}`.
struct FeedMessage {
    std::int64_t local_ns = 0;   ///< when the recorder saw it
    std::optional<Trade> trade;  ///< nothing for messages of another kind
};

/// Reads a line. Raises FeedError, which names `file` and `number`, where it is damaged.
FeedMessage parse_message(const std::string& line, const std::string& file, std::size_t number);

}  // namespace foliot
