#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sim/strategy.h"

namespace foliot {

/// What is known of a strategy before it runs.
struct StrategyTraits {
    std::string_view name;
    std::string_view argument;  ///< how it is spelled behind the name, in [] if it may be left out
    std::string_view help;      ///< one line
    bool explores = true;       ///< it picks; false: asyncio's own order, for which none is needed
    bool exhaustive = false;    ///< it goes through orders in a sequence of its own
    bool racing_clock = true;   ///< it can let time move although something is ready
    bool shared_out = false;    ///< what it goes through can be shared out among workers
    /// Makes it; `argument` is what stands behind the colon, if there is one. Raises ValueError.
    std::unique_ptr<Strategy> (*make)(std::optional<std::string_view> argument);
};

/// All strategies. One that is added is a row there.
std::span<const StrategyTraits> strategies();

/// Of the strategy that is called so, with its argument or without; null if there is none.
const StrategyTraits* find_strategy(std::string_view name);
/// The same. Raises ValueError, naming those that exist, if there is none.
const StrategyTraits& strategy_traits(std::string_view name);

/// The strategy of this name; null for one that does not explore. Raises ValueError if there is
/// none, or its argument is wrong.
std::unique_ptr<Strategy> make_strategy(std::string_view name);

/// The names that make_strategy() knows, with their arguments, separated by spaces.
std::string strategy_names();
/// A line for each of them.
std::string strategy_help();

/// What explores unless another one is asked for.
inline constexpr std::string_view default_strategy = "portfolio";

}  // namespace foliot
