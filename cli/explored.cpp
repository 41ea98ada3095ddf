#include "cli/explored.h"

#include <fmt/core.h>

#include "cli/report.h"

namespace foliot {

namespace {

ExitCode code_of(const nlohmann::ordered_json& settings, const Explored& explored,
                 const std::vector<Finding>& findings) {
    for (const Finding& finding : findings) {
        if (!finding.deterministic()) return ExitCode::not_deterministic;
    }
    if (!findings.empty()) return ExitCode::failed;
    if (explored.sum.runs == 0) return ExitCode::nothing_ran;
    // An exhaustive search that did not come to its end proves nothing.
    const bool ended = explored.sum.complete || !settings.at("exhaustive");
    return ended ? ExitCode::held : ExitCode::incomplete;
}

/// Which of two explorations says more about the whole.
ExitCode worse(ExitCode a, ExitCode b) {
    for (const ExitCode code : {ExitCode::not_deterministic, ExitCode::failed,
                                ExitCode::nothing_ran, ExitCode::incomplete}) {
        if (a == code || b == code) return code;
    }
    return a;
}

}  // namespace

void ExplorationPrinter::add(const nlohmann::ordered_json& settings, const Explored& explored,
                             const std::vector<Finding>& findings) {
    code_ = worse(code_, code_of(settings, explored, findings));
    if (command_.json) {
        results_.push_back(exploration_json(explored, settings, findings));
    } else {
        print(settings, explored, findings);
    }
}

void ExplorationPrinter::print(const nlohmann::ordered_json& settings, const Explored& explored,
                               const std::vector<Finding>& findings) const {
    const PartReport& sum = explored.sum;
    fmt::print(stderr, "{}", sum.warnings.text());
    for (const Finding& finding : findings)
        fmt::print("{}", finding.text());
    std::string end;
    if (sum.interrupted) {
        end = " (ended early)";
    } else if (sum.complete) {
        end = ": every order has been tried";
    } else if (settings.at("exhaustive") && findings.empty()) {
        end = ": INCOMPLETE, there are more orders";
    }
    fmt::print("{}: {} run{} under {} from seed {}, {} failed{}\n",
               settings.at("scenario").get<std::string>(), sum.runs, sum.runs == 1 ? "" : "s",
               settings.at("strategy").get<std::string>(), settings.at("seed").get<std::string>(),
               findings.size(), end);
    if (!command_.quiet && findings.empty()) fmt::print("{}", sum.coverage.text());
}

ExitCode ExplorationPrinter::finish(bool several) {
    if (command_.json && (several || !results_.empty())) {
        fmt::print("{}\n", several ? nlohmann::ordered_json({{"results", results_}}).dump(2)
                                   : results_.front().dump(2));
    }
    return code_;
}

}  // namespace foliot
