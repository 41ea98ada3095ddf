#include "cli/subjects.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "cli/scenario_words.h"
#include "explore/environment.h"

namespace foliot {

namespace {

bool is_file(const std::string& word) {
    return word.ends_with(".json") || word.find('/') != std::string::npos ||
           std::filesystem::exists(word);
}

void add_programs(std::vector<Subject>& to, const std::string& file,
                  const std::optional<std::string>& wanted) {
    const std::vector<ProgramEntry> entries = read_programs(file);
    bool found = false;
    for (const ProgramEntry& entry : entries) {
        if (wanted && entry.name != *wanted) continue;
        found = true;
        Subject subject;
        subject.word = file;
        try {
            subject.owned = std::make_unique<ProgramScenario>(entry.name, *entry.program);
        } catch (const ProgramError& error) {
            throw ProgramError(file + ": " + (entries.size() > 1 ? entry.name + ": " : "") +
                               error.what());
        }
        subject.scenario = subject.owned.get();
        subject.one_of_many = entries.size() > 1;
        to.push_back(std::move(subject));
    }
    if (!found) {
        throw UsageError(wanted ? file + ": holds no program \"" + *wanted + "\""
                                : file + ": holds no program");
    }
}

}  // namespace

std::vector<Subject> find_subjects(const Command& command) {
    const std::optional<std::string>& program = command.program;
    std::vector<Subject> subjects;
    for (const std::string& word : command.subjects) {
        if (const Scenario* const scenario = Scenarios::all().find(word)) {
            if (program) {
                throw UsageError("--program: " + word + " is a scenario, not a file of programs");
            }
            subjects.push_back({word, scenario, nullptr, nullptr, false});
        } else if (is_file(word)) {
            add_programs(subjects, word, program);
        } else {
            throw UsageError("unknown scenario \"" + word + "\"; see foliot list");
        }
    }
    if (command.laws.empty()) return subjects;
    for (Subject& subject : subjects) {
        subject.watched = std::make_unique<Watched>(*subject.scenario, command.laws);
        subject.scenario = subject.watched.get();
    }
    return subjects;
}

RunSettings settings_of(const Command& command, const Scenario& scenario) {
    RunSettings settings = command.settings;
    settings.strategy = command.strategy.value_or(command.seed_given ? "portfolio" : "fifo");
    settings.options = options_for(scenario, settings.options);
    return settings;
}

}  // namespace foliot
