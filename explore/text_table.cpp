#include "explore/text_table.h"

#include <algorithm>
#include <iomanip>

namespace foliot {

void TextTable::print(std::ostream& out, std::size_t words) const {
    std::vector<std::size_t> widths(rows_.front().size());
    for (const Row& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    for (const Row& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            out << (i == 0 ? "  " : "   ") << (i < words ? std::left : std::right)
                << std::setw(static_cast<int>(widths[i])) << row[i];
        }
        out << '\n';
    }
}

}  // namespace foliot
