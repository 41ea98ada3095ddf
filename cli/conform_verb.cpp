#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/verbs.h"
#include "explore/environment.h"
#include "programs/conform.h"
#include "programs/program.h"

namespace foliot {

namespace {

std::vector<std::string> files_of(const std::vector<std::string>& words) {
    std::vector<std::string> files;
    for (const std::string& word : words) {
        if (!std::filesystem::is_directory(word)) {
            files.push_back(word);
            continue;
        }
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(word)) {
            if (entry.path().extension() == ".json") found.push_back(entry.path().string());
        }
        if (found.empty()) throw UsageError(word + ": holds no .json file");
        std::sort(found.begin(), found.end());
        files.insert(files.end(), found.begin(), found.end());
    }
    return files;
}

}  // namespace

ExitCode conform_verb(const Command& command) {
    std::size_t passed = 0;
    std::size_t failed = 0;
    auto document = nlohmann::ordered_json::array();
    for (const std::string& file : files_of(command.subjects)) {
        const Conformance result = conform(file);
        passed += result.passed;
        failed += result.failed;
        if (command.json) {
            document.push_back({{"file", file},
                                {"passed", result.passed},
                                {"failed", result.failed},
                                {"differences", result.differences}});
            continue;
        }
        fmt::print("{}  {} of {}\n", file, result.passed, result.passed + result.failed);
        for (const std::string& difference : result.differences)
            fmt::print("{}", difference);
    }
    if (command.json) {
        fmt::print("{}\n",
                   nlohmann::ordered_json(
                       {{"passed", passed}, {"failed", failed}, {"files", std::move(document)}})
                       .dump(2));
    } else {
        fmt::print("{} of {} vectors conform\n", passed, passed + failed);
    }
    if (passed + failed == 0) return ExitCode::nothing_ran;
    return failed == 0 ? ExitCode::held : ExitCode::failed;
}

}  // namespace foliot
