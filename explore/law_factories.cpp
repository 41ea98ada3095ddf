#include "explore/law_factories.h"

namespace foliot {

LawFactories& LawFactories::all() {
    static LawFactories instance;
    return instance;
}

std::vector<std::unique_ptr<Law>> LawFactories::make() const {
    std::vector<std::unique_ptr<Law>> laws;
    for (const Factory& factory : factories_)
        laws.push_back(factory());
    return laws;
}

}  // namespace foliot
