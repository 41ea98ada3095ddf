#include "strategies/registry.h"

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

}  // namespace

std::unique_ptr<Strategy> make_strategy(std::string_view name) {
    const std::size_t colon = name.find(':');
    const bool plain = colon == std::string_view::npos;
    const std::string_view family = name.substr(0, colon);
    const std::string_view argument = plain ? std::string_view() : name.substr(colon + 1);
    if (family == "bounded") {
        return std::make_unique<BoundedStrategy>(number_of(family, argument));
    }
    if (family == "pct") {
        const std::uint32_t depth =
            plain ? PctStrategy::default_depth : number_of(family, argument);
        return std::make_unique<PctStrategy>(depth);
    }
    if (family == "bytes") return std::make_unique<ByteStrategy>(bytes_of_hex(argument));
    if (name == "fifo") return nullptr;
    if (name == "random") return std::make_unique<RandomStrategy>();
    if (name == "pos") return std::make_unique<PosStrategy>();
    if (name == "surw") return std::make_unique<SurwStrategy>();
    if (name == "urw") return std::make_unique<SurwStrategy>(SurwStrategy::Looks::at_all_steps);
    if (name == "dfs") return std::make_unique<DfsStrategy>();
    if (name == "dpor") return std::make_unique<DporStrategy>();
    if (name == "portfolio") return std::make_unique<PortfolioStrategy>();
    if (name == "replay") throw ValueError("\"replay\" needs a trace: foliot replay TRACE");
    throw ValueError("unknown strategy \"" + std::string(name) +
                     "\"; there are: " + strategy_names());
}

bool is_exhaustive(std::string_view name) {
    const std::unique_ptr<Strategy> strategy = make_strategy(name);
    return strategy != nullptr && strategy->exhaustive();
}

std::string strategy_names() {
    return "fifo random pct[:D] pos surw urw dfs dpor bounded:K portfolio bytes[:HEX]";
}

}  // namespace foliot
