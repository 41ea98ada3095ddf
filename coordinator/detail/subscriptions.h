#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace foliot {

/// Which symbols somebody wants. Several may want the same one: it is wanted until the last of them
/// has gone.
class Subscriptions {
  public:
    /// Each of `symbols` has one subscriber; none at all stands for all symbols, for good.
    explicit Subscriptions(const std::vector<std::string>& symbols = {});

    void subscribe(const std::string& symbol) { ++subscribers_[symbol]; }
    /// Raises ValueError where nobody is subscribed.
    void unsubscribe(const std::string& symbol);
    bool wanted(const std::string& symbol) const { return all_ || subscribers_.count(symbol) > 0; }

  private:
    bool all_;
    std::map<std::string, std::size_t> subscribers_;
};

}  // namespace foliot
