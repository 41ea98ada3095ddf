#include "explore/law_factories.h"

#include <algorithm>
#include <utility>

#include "explore/environment.h"

namespace foliot {

namespace {

/// "first come, first served" is first-come-first-served.
std::string word_of(std::string_view name) {
    std::string word;
    for (const char c : name) {
        if (c == ' ') {
            word += '-';
        } else if (c != ',') {
            word += c;
        }
    }
    return word;
}

bool holds(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

LawFactories& LawFactories::all() {
    static LawFactories instance;
    return instance;
}

void LawFactories::add(Factory factory) {
    std::string word = word_of(factory()->name());
    entries_.push_back({std::move(word), std::move(factory)});
}

std::vector<std::unique_ptr<Law>> LawFactories::make() const {
    return make(words());
}

std::vector<std::unique_ptr<Law>> LawFactories::make(const std::vector<std::string>& words) const {
    std::vector<std::unique_ptr<Law>> laws;
    for (const Entry& entry : entries_) {
        if (holds(words, entry.word)) laws.push_back(entry.factory());
    }
    return laws;
}

std::vector<std::string> LawFactories::words() const {
    std::vector<std::string> words;
    for (const Entry& entry : entries_)
        words.push_back(entry.word);
    return words;
}

std::vector<std::string> laws_named(std::string_view text, const std::string& what) {
    const std::vector<std::string> known = LawFactories::all().words();
    if (text == "all") return known;
    std::vector<std::string> words;
    while (true) {
        const std::size_t comma = text.find(',');
        const std::string word(text.substr(0, comma));
        if (!holds(known, word)) {
            std::string all = "all";
            for (const std::string& each : known)
                all += " " + each;
            throw UsageError(what + ": no law is called \"" + word + "\"; there are: " + all);
        }
        if (!holds(words, word)) words.push_back(word);
        if (comma == std::string_view::npos) return words;
        text.remove_prefix(comma + 1);
    }
}

Outcome watched_run(Loop& loop, const std::vector<std::string>& laws,
                    const std::function<Outcome()>& run) {
    const std::vector<std::unique_ptr<Law>> watching = LawFactories::all().make(laws);
    for (const std::unique_ptr<Law>& law : watching)
        law->watch(loop);
    Outcome outcome = run();
    for (const std::unique_ptr<Law>& law : watching)
        law->finish(outcome);
    return outcome;
}

}  // namespace foliot
