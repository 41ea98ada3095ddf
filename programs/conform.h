#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "explore/choice_list.h"

namespace foliot {

/// How one file of conformance vectors went.
struct Conformance {
    std::string file;
    std::size_t passed = 0;
    std::size_t failed = 0;
    std::vector<std::string> differences;  ///< one text per failing vector, several lines each
};

/// Runs every vector of `file` and compares it with what is expected, row by row: under fifo, or in
/// the order of its "choices", a list of [options, taken], where it has one. Raises ProgramError
/// where the file cannot be read or is no file of vectors.
Conformance conform(const std::string& file);

/// The first row in which two reports of a program (see report_text) differ, with the
/// rows before it, or the figures that do; empty where nothing does.
std::string report_difference(const nlohmann::ordered_json& expected,
                              const nlohmann::ordered_json& got);

/// Reads a list of [options, taken]. Raises ProgramError with `place` where it is none.
ChoiceList parse_choices(const nlohmann::ordered_json& list, const std::string& place);

}  // namespace foliot
