#include "cli/asyncio/cross_check.h"

#include <chrono>

#include "explore/choice_list.h"
#include "programs/conform.h"
#include "programs/program_report.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t step_limit = 100'000;

/// What Foliot makes of the program, as text.
std::string report_of(const std::string& program, Strategy* strategy, std::uint64_t seed) {
    LoopOptions options;
    options.seed = seed;
    options.step_limit = step_limit;
    options.strategy = strategy;
    return run_program_text(program, options);
}

}  // namespace

CrossChecked CrossCheck::check(const Json& program, std::uint64_t seed) {
    CrossChecked in_fifo_order = under(program, nullptr, seed);
    if (!in_fifo_order.difference.empty()) return in_fifo_order;
    constexpr std::uint32_t some_tameness = 70;
    Wandering strategy(seed % 2 == 0 ? 0 : some_tameness);
    return under(program, &strategy, seed);
}

CrossChecked CrossCheck::under(const Json& program, Wandering* strategy, std::uint64_t seed) {
    using Clock = std::chrono::steady_clock;
    const std::string text = program.dump();
    const Clock::time_point start = Clock::now();
    const std::string report = report_of(text, strategy, seed);
    const auto took = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start);
    nanoseconds_ += static_cast<std::uint64_t>(took.count());
    ++runs_;

    CrossChecked result;
    Json& vector = result.vector;
    vector["name"] = "fuzz-" + std::to_string(seed);
    vector["program"] = program;
    if (strategy != nullptr) vector["choices"] = strategy->choices();
    vector["expected"] = judge_->expected(program, vector.value("choices", Json()));
    if (vector["expected"].is_string()) {  // the choices do not fit
        result.difference = "  " + vector["expected"].get<std::string>() + "\n";
    } else {
        result.difference = report_difference(vector["expected"], Json::parse(report));
    }
    return result;
}

}  // namespace foliot
