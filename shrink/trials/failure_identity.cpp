#include "shrink/trials/failure_identity.h"

#include <algorithm>
#include <string_view>

namespace foliot {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '-' || c == '.' || c == '/';
}

/// Numbers of a word that is one: "12ms", "-5", "0x7ffd", "0/2", "1.5".
std::string blurred(std::string_view word) {
    if (word.starts_with("0x")) return "#";
    std::string text;
    for (const char c : word) {
        if (!is_digit(c)) {
            text += c;
        } else if (text.empty() || text.back() != '#') {
            text += '#';
        }
    }
    return text;
}

std::vector<std::string> waits_of(const Outcome& outcome) {
    std::vector<std::string> waits;
    for (const Blocked& blocked : outcome.blocked) {
        waits.push_back(describe({blocked}));
    }
    std::sort(waits.begin(), waits.end());
    return waits;
}

}  // namespace

FailureIdentity identity_of(const Outcome& outcome, const FollowedRun& run) {
    FailureIdentity identity;
    identity.verdict = outcome.verdict;
    identity.place = place_of(outcome.where);
    if (outcome.verdict == Verdict::deadlock) {
        // The message says the same in the order of the tasks' creation, which may differ.
        identity.tasks = waits_of(outcome);
        return identity;
    }
    identity.message = without_numbers(outcome.message);
    // Where the place is not known, neither is the step: such a failure was found after the run.
    if (outcome.where.line() != 0 && outcome.step < run.paths.size()) {
        const auto task = run.tasks.find(run.paths[outcome.step]);
        if (task != run.tasks.end()) identity.tasks.push_back(task->second);
    }
    return identity;
}

std::string without_numbers(const std::string& message) {
    std::string text;
    for (std::size_t i = 0; i < message.size();) {
        if (!is_word(message[i])) {
            text += message[i++];
            continue;
        }
        std::size_t end = i;
        while (end < message.size() && is_word(message[end]))
            ++end;
        const std::string_view word(message.data() + i, end - i);
        const bool number = word.find_first_not_of("-./") != std::string_view::npos &&
                            is_digit(word[word.find_first_not_of("-./")]);
        text += number ? blurred(word) : std::string(word);
        i = end;
    }
    return text;
}

}  // namespace foliot
