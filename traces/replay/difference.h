#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "traces/file/trace.h"

namespace foliot {

/// The first event in which two runs differ, and what each of them did there.
struct Difference {
    std::size_t event;   ///< its index in both lists
    std::uint64_t step;  ///< the earlier of the two events' steps
    std::string first;   ///< the event of the first trace, or that the run had ended
    std::string second;
};

/// Compares what a digest covers: places and the texts of errors do not count.
std::optional<Difference> first_difference(const Trace& first, const Trace& second);

}  // namespace foliot
