#pragma once

#include <cstddef>

namespace foliot::detail {

/// Whether a table has a row for each value of an enumeration whose values count from 0 up to
/// `last`, in their order; `value` is the member of a row that says whose it is. To be asserted: a
/// table that is not kept in step does not compile.
template <class Table, class Row, class Enum>
constexpr bool has_row_for_each(const Table& table, Enum Row::*value, Enum last) {
    if (table.size() != static_cast<std::size_t>(last) + 1) return false;
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].*value != static_cast<Enum>(i)) return false;
    }
    return true;
}

}  // namespace foliot::detail
