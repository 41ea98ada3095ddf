#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/law.h"

namespace foliot {

/// Makes the laws that runs are held to: those of folders above this one, and of users.
class LawFactories {
  public:
    using Factory = std::function<std::unique_ptr<Law>()>;

    static LawFactories& all();

    void add(Factory factory) { factories_.push_back(std::move(factory)); }
    /// One law of each kind, in the order in which they were added.
    std::vector<std::unique_ptr<Law>> make() const;

  private:
    std::vector<Factory> factories_;
};

}  // namespace foliot
