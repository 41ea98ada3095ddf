#include "strategies/registry.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "sim/error.h"
#include "strategies/bounded.h"
#include "strategies/bytes.h"
#include "strategies/dfs.h"
#include "strategies/dpor.h"
#include "strategies/pct.h"
#include "strategies/portfolio.h"
#include "strategies/pos.h"
#include "strategies/random.h"
#include "strategies/surw.h"

namespace foliot {

namespace {

using Made = std::unique_ptr<Strategy>;
using Argument = std::optional<std::string_view>;

/// The number after the colon, from 1 to 1,000.
std::uint32_t number_of(std::string_view name, std::string_view number) {
    std::uint32_t value = 0;
    const char* const last = number.data() + number.size();
    const auto [end, error] = std::from_chars(number.data(), last, value);
    if (error != std::errc() || end != last || value < 1 || value > 1'000) {
        throw ValueError("\"" + std::string(name) +
                         "\" needs a number from 1 to 1000 after it: " + std::string(name) + ":3");
    }
    return value;
}

template <class Kind>
Made plain(Argument) {
    return std::make_unique<Kind>();
}

Made none(Argument) {
    return nullptr;
}

Made uniform_walk(Argument) {
    return std::make_unique<SurwStrategy>(SurwStrategy::Looks::at_all_steps);
}

Made priorities(Argument depth) {
    return std::make_unique<PctStrategy>(depth ? number_of("pct", *depth)
                                               : PctStrategy::default_depth);
}

Made bounded(Argument bound) {
    return std::make_unique<BoundedStrategy>(number_of("bounded", bound.value_or("")));
}

Made of_bytes(Argument hex) {
    return std::make_unique<ByteStrategy>(bytes_of_hex(hex.value_or("")));
}

constexpr std::array table{
    StrategyTraits{.name = "fifo",
                   .argument = "",
                   .help = "asyncio's own order",
                   .explores = false,
                   .make = none},
    StrategyTraits{.name = "random",
                   .argument = "",
                   .help = "every option is equally likely",
                   .make = plain<RandomStrategy>},
    StrategyTraits{.name = "pct",
                   .argument = "[:D]",
                   .help = "priorities, changed at D-1 places: finds bugs of D orderings",
                   .make = priorities},
    StrategyTraits{.name = "pos",
                   .argument = "",
                   .help = "priorities, drawn anew where steps conflict",
                   .make = plain<PosStrategy>},
    StrategyTraits{.name = "surw",
                   .argument = "",
                   .help = "the orders of one object's uses are about equally likely",
                   .make = plain<SurwStrategy>},
    StrategyTraits{.name = "urw",
                   .argument = "",
                   .help = "all orders of steps are about equally likely",
                   .make = uniform_walk},
    StrategyTraits{.name = "dfs",
                   .argument = "",
                   .help = "every order, each once",
                   .exhaustive = true,
                   .shared_out = true,
                   .make = plain<DfsStrategy>},
    StrategyTraits{.name = "dpor",
                   .argument = "",
                   .help = "every outcome, in fewer runs",
                   .exhaustive = true,
                   .racing_clock = false,
                   .make = plain<DporStrategy>},
    StrategyTraits{.name = "bounded",
                   .argument = ":K",
                   .help = "every run with at most K choices other than fifo's",
                   .exhaustive = true,
                   .make = bounded},
    StrategyTraits{.name = "portfolio",
                   .argument = "",
                   .help = "a mix of random, urw, surw, pos and pct",
                   .make = plain<PortfolioStrategy>},
    StrategyTraits{.name = "bytes",
                   .argument = "[:HEX]",
                   .help = "choices from a string of bytes, as fuzzers make them",
                   .make = of_bytes},
};

/// What stands behind the colon; nothing without one.
Argument argument_of(std::string_view name) {
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    return name.substr(colon + 1);
}

}  // namespace

std::span<const StrategyTraits> strategies() {
    return table;
}

const StrategyTraits* find_strategy(std::string_view name) {
    const std::string_view family = name.substr(0, name.find(':'));
    const auto* const found =
        std::find_if(table.begin(), table.end(),
                     [family](const StrategyTraits& each) { return each.name == family; });
    const bool fits = found != table.end() && (!argument_of(name) || !found->argument.empty());
    return fits ? found : nullptr;
}

const StrategyTraits& strategy_traits(std::string_view name) {
    if (const StrategyTraits* const found = find_strategy(name)) return *found;
    if (name == "replay") throw ValueError("\"replay\" needs a trace: foliot replay TRACE");
    throw ValueError("unknown strategy \"" + std::string(name) +
                     "\"; there are: " + strategy_names());
}

std::unique_ptr<Strategy> make_strategy(std::string_view name) {
    return strategy_traits(name).make(argument_of(name));
}

std::string strategy_names() {
    std::string names;
    for (const StrategyTraits& each : table) {
        names += names.empty() ? "" : " ";
        names += std::string(each.name) + std::string(each.argument);
    }
    return names;
}

std::string strategy_help() {
    constexpr std::size_t width = 14;
    std::string text = "Strategies:\n";
    for (const StrategyTraits& each : table) {
        std::string line = "  " + std::string(each.name) + std::string(each.argument);
        line.resize(width + 2, ' ');
        text += line + std::string(each.help) + "\n";
    }
    return text;
}

}  // namespace foliot
