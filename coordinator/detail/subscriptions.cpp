#include "coordinator/detail/subscriptions.h"

#include "sim/error.h"

namespace foliot {

Subscriptions::Subscriptions(const std::vector<std::string>& symbols) : all_(symbols.empty()) {
    for (const std::string& symbol : symbols)
        subscribe(symbol);
}

void Subscriptions::unsubscribe(const std::string& symbol) {
    const auto at = subscribers_.find(symbol);
    if (at == subscribers_.end()) throw ValueError("nobody is subscribed to " + symbol);
    if (--at->second == 0) subscribers_.erase(at);
}

}  // namespace foliot
