#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

#include "traces/file/trace.h"

namespace foliot {

/// Why a trace file cannot be read or written: one line that names the file, the place in it and
/// what to do.
class TraceError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Larger files are refused.
inline constexpr std::size_t trace_size_limit = std::size_t{1} << 30U;

/// Reads a trace file, strictly: unknown keys are errors. Whether its choices and events fit
/// together is for a replay to say. Raises TraceError.
Trace read_trace(const std::string& path);
/// The same with the text itself; `name` stands for the file in messages.
Trace parse_trace(std::string_view text, std::string_view name);

/// Writes a trace file: beside its place first, then renamed, so that what is there is whole at any
/// time. Makes the folder where there is none. Raises TraceError, and leaves nothing behind then.
void write_trace(const std::string& path, const Trace& trace);
/// The text of the file. Each task, object, choice and event stands on a line of its own.
std::string trace_text(const Trace& trace);
/// The list of choices as it stands in the file.
nlohmann::ordered_json choices_to_json(const Trace& trace);

}  // namespace foliot
