#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace foliot {

/// How one file of conformance vectors went.
struct Conformance {
    std::string file;
    std::size_t passed = 0;
    std::size_t failed = 0;
    std::vector<std::string> differences;  ///< one text per failing vector, several lines each
};

/// Runs every vector of `file` under fifo and compares it with what is expected, row by row. Raises
/// ProgramError where the file cannot be read or is no file of vectors.
Conformance conform(const std::string& file);

}  // namespace foliot
