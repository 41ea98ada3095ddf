#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace foliot {

/// A table of left-aligned words and right-aligned figures, each column as wide as it must be.
class TextTable {
  public:
    using Row = std::vector<std::string>;

    explicit TextTable(Row heads) : rows_{std::move(heads)} {}

    void add(Row row) { rows_.push_back(std::move(row)); }
    /// `words`: so many columns on the left hold words.
    void print(std::ostream& out, std::size_t words) const;

  private:
    std::vector<Row> rows_;
};

}  // namespace foliot
