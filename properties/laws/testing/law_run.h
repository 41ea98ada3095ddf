#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>

#include "properties/laws/laws.h"
#include "sim/coro.h"
#include "sim/loop.h"
#include "sim/rng.h"
#include "strategies/random.h"

// How the tests of the laws make their runs.
namespace foliot::law_tests {

using LawBody = Coro<> (*)();

inline constexpr std::uint64_t law_runs = 300;

/// The options of the random run number `run`; every third one has a racing clock.
inline LoopOptions random_options(std::uint64_t run, Strategy& strategy) {
    LoopOptions options;
    options.seed = run_seed(1, run);
    options.strategy = &strategy;
    options.step_limit = 100'000;
    options.racing_clock = run % 3 == 2;
    return options;
}

/// How `law`, and nothing else, is broken first in random runs of `body`; empty where it holds in
/// all of them. A run that the law does not break must complete, or deadlock.
template <class Kind, class... Args>
std::string first_violation(LawBody body, Args... args) {
    RandomStrategy strategy;
    for (std::uint64_t run = 0; run < law_runs; ++run) {
        Loop loop(random_options(run, strategy));
        Laws laws(loop);
        const Kind& law = laws.add<Kind>(args...);
        const Outcome outcome = laws.finish(loop.run(body()));
        if (law.broken() && outcome.verdict == Verdict::check) return law.violation();
        const bool quiet = !outcome.failed() || outcome.verdict == Verdict::deadlock;
        if (law.broken() || !quiet) return "another failure: " + outcome.message;
    }
    return {};
}

/// What goes wrong first in random runs of `body` under all laws; empty where nothing does.
/// `verbs` counts what happened in them.
class LawfulRuns final {
  public:
    explicit LawfulRuns(LawBody body) {
        RandomStrategy strategy;
        for (std::uint64_t run = 0; run < law_runs && failure_.empty(); ++run) {
            Loop loop(random_options(run, strategy));
            Laws laws(loop);
            laws.add_all();
            loop.observe(verbs_);
            const Outcome outcome = laws.finish(loop.run(body()));
            if (!outcome.failed()) continue;
            failure_ = "seed " + std::to_string(run_seed(1, run)) + ": " + outcome.message;
        }
    }

    const std::string& failure() const { return failure_; }
    /// How often "Lock acquire" happened, or "advance".
    std::uint64_t count(const std::string& verb) const {
        const auto at = verbs_.counts.find(verb);
        return at == verbs_.counts.end() ? 0 : at->second;
    }

  private:
    struct Verbs final : Observer {
        std::map<std::string, std::uint64_t> counts;
        void on_event(const TraceEvent& event) override {
            std::string verb(event.kind.name());
            if (event.object != nullptr)
                verb.insert(0, std::string(event.object->kind().name()) + " ");
            ++counts[verb];
        }
    };
    std::string failure_;
    Verbs verbs_;
};

inline bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// Some run of the body breaks the law, which says how.
template <class Kind>
void expect_caught(LawBody body, const std::string& how) {
    const std::string found = first_violation<Kind>(body);
    EXPECT_TRUE(contains(found, "law " + std::string(Kind().name()) + ": ")) << found;
    EXPECT_TRUE(contains(found, how)) << found;
}

}  // namespace foliot::law_tests
