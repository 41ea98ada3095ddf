#include "sim/strategies.h"

#include "sim/error.h"
#include "sim/random.h"

namespace foliot {

std::unique_ptr<Strategy> make_strategy(std::string_view name) {
    if (name == "fifo") return nullptr;
    if (name == "random") return std::make_unique<RandomStrategy>();
    throw ValueError("unknown strategy \"" + std::string(name) +
                     "\"; there are: " + strategy_names());
}

std::string strategy_names() {
    return "fifo random";
}

}  // namespace foliot
