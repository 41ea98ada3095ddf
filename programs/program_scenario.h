#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "explore/scenario.h"
#include "programs/interpreter.h"

namespace foliot {

/// A program in JSON as a scenario: fails on deadlock and where an assert ended a task, on nothing
/// else. Its run ends with its last task.
class ProgramScenario final : public Scenario {
  public:
    /// Raises ProgramError where the document is no program.
    ProgramScenario(std::string name, nlohmann::ordered_json document);
    ~ProgramScenario() override;

    std::string name() const override { return name_; }
    std::string summary() const override;
    void adjust(LoopOptions& options) const override;
    Outcome run(Loop& loop, const Inputs& inputs) const override;
    Outcome run_to_result(Loop& loop, const Inputs& inputs,
                          nlohmann::ordered_json& result) const override;

    /// The trace holds the program.
    void describe(Trace& trace) const override;
    /// The inner ones included.
    std::size_t statements() const override;
    std::vector<std::unique_ptr<Scenario>> simpler() const override;

    /// Runs, and gives the report that conformance vectors call `expected`, as JSON; see
    /// foliot::report_text.
    std::string report_text(Loop& loop, Outcome* outcome = nullptr) const;
    const nlohmann::ordered_json& document() const { return *document_; }

  private:
    std::string name_;
    std::unique_ptr<const nlohmann::ordered_json> document_;
    Program program_;
};

/// One entry of a file of programs.
struct ProgramEntry {
    std::string name;
    std::unique_ptr<const nlohmann::ordered_json> program;
    std::unique_ptr<const nlohmann::ordered_json> expected;  ///< null where the file has none
    std::unique_ptr<const nlohmann::ordered_json> choices;   ///< the same
};

/// Reads a file that holds one program, or an array of {name, program, ...}. Raises ProgramError,
/// naming the file and the place in it.
std::vector<ProgramEntry> read_programs(const std::string& file);

}  // namespace foliot
