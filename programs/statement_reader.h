#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "programs/flat_json.h"
#include "programs/program.h"
#include "programs/program_names.h"
#include "programs/statement_form.h"

namespace foliot {

/// Reads the statements of a program's tasks, once the names of all objects, variables and tasks
/// are known. Both arguments outlive it.
class StatementReader {
  public:
    StatementReader(Program& program, ProgramNames& names) : program_(program), names_(names) {}

    /// Reads the body of a task. Raises ProgramError.
    void read(TaskSpec& task, const FlatJson::Value& body, const ProgramPlace& place);

  private:
    using Json = FlatJson::Value;

    /// `inner` stands in the paths between that of the statement around it, `outer`, and a number.
    Slice body(const Json& statements, const ProgramPlace& place, Slice outer,
               std::string_view inner, int depth);
    Slice path(Slice outer, std::string_view inner, std::size_t index);
    Statement statement(const Json& source, const ProgramPlace& place, Slice path, int depth);
    void argument(Statement& to, Argument argument, const Json& value, const ProgramPlace& place,
                  int depth);
    Slice spawned_tasks(const Json& tasks, const ProgramPlace& place);
    Slice caught_names(const Json& names, const ProgramPlace& place);
    std::uint32_t register_named(std::string_view name);

    Program& program_;                         // outlives this
    ProgramNames& names_;                      // the same
    std::vector<std::string_view> registers_;  // of the task that is read
};

}  // namespace foliot
