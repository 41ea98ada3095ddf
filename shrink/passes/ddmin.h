#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace foliot {

/// Delta debugging (Zeller, Hildebrandt 2002): a part of `items` that still passes `test`, from
/// which no single one can be left out. `test` is not asked about all of them, which pass. Gives up
/// where `stop` says so.
template <class Item, class Test, class Stop>
std::vector<Item> ddmin(std::vector<Item> items, const Test& test, const Stop& stop) {
    std::size_t chunks = 2;
    while (!items.empty() && !stop()) {
        const std::size_t size = std::max<std::size_t>(1, items.size() / chunks);
        bool reduced = false;
        for (std::size_t start = 0; start < items.size() && !stop();) {
            const std::size_t end = std::min(items.size(), start + size);
            std::vector<Item> rest(items.begin(),
                                   items.begin() + static_cast<std::ptrdiff_t>(start));
            rest.insert(rest.end(), items.begin() + static_cast<std::ptrdiff_t>(end), items.end());
            if (test(rest)) {
                items = std::move(rest);
                reduced = true;
            } else {
                start = end;
            }
        }
        if (size == 1 && !reduced) break;
        if (!reduced) chunks *= 2;
        chunks = std::min(chunks, std::max<std::size_t>(2, items.size()));
    }
    return items;
}

}  // namespace foliot
