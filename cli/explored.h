#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "explore/workers/part.h"
#include "shrink/finding.h"

namespace foliot {

/// Prints what explorations came to, and knows the exit status.
class ExplorationPrinter {
  public:
    explicit ExplorationPrinter(const Command& command) : command_(command) {}

    /// `settings` as shards have them.
    void add(const nlohmann::ordered_json& settings, const Explored& explored,
             const std::vector<Finding>& findings);
    void interrupt() { code_ = ExitCode::interrupted; }
    /// Prints what is left to print.
    ExitCode finish(bool several);

  private:
    void print(const nlohmann::ordered_json& settings, const Explored& explored,
               const std::vector<Finding>& findings) const;

    const Command& command_;
    nlohmann::ordered_json results_ = nlohmann::ordered_json::array();
    ExitCode code_ = ExitCode::held;
};

}  // namespace foliot
