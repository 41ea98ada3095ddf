#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "sim/strategy.h"

namespace foliot {

/// The strategy of this name; null for `fifo`, which needs none. Raises ValueError, naming those
/// that exist, where there is none.
std::unique_ptr<Strategy> make_strategy(std::string_view name);

/// Whether the strategy of this name goes through orders in a sequence of its own; see Strategy.
bool is_exhaustive(std::string_view name);

/// The names that make_strategy() knows, separated by spaces.
std::string strategy_names();

}  // namespace foliot
