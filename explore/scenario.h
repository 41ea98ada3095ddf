#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "explore/option.h"
#include "sim/coro.h"
#include "sim/loop.h"

namespace foliot {

struct Trace;

/// What a scenario may be given from outside, beside the seed.
struct Inputs {
    GivenOptions options;  ///< of the scenario's own, see Scenario::options()
    /// Choices are drawn: a run should be small, and as hard as it can be. False under fifo, which
    /// shows what the scenario does when nothing is drawn.
    bool exploring = false;
};

/// The inputs of a run under this strategy; the same for whoever makes the run, or replays it.
Inputs inputs_under(std::string_view strategy, GivenOptions options);

/// Something that can be run once in a loop: a coroutine, or a program in JSON. The same scenario
/// is run many times, each time in a new loop.
class Scenario {
  public:
    Scenario() = default;
    Scenario(const Scenario&) = delete;
    Scenario& operator=(const Scenario&) = delete;
    virtual ~Scenario() = default;

    virtual std::string name() const = 0;
    /// What it shows, in one line.
    virtual std::string summary() const = 0;
    /// What it may be given. Whoever makes its runs has checked what they are given; see
    /// check_options().
    virtual const Options& options() const;
    /// Sets the options of the loop that the scenario wants; seed and strategy are not its
    /// business.
    virtual void adjust(LoopOptions& options) const { static_cast<void>(options); }
    /// Runs in `loop`, which has not run yet.
    virtual Outcome run(Loop& loop, const Inputs& inputs) const = 0;
    /// The same, and tells what the run came to, so that runs can be compared: `verdict`, `now_ns`
    /// and what was published; of a program: `verdict`, `now`, `objects`, `tasks`, `vars`.
    virtual Outcome run_to_result(Loop& loop, const Inputs& inputs,
                                  nlohmann::ordered_json& result) const;

    /// Adds to the trace of a run what it takes to make the run again in a binary that does not
    /// have the scenario. Most can add nothing.
    virtual void describe(Trace& trace) const { static_cast<void>(trace); }
    /// How many statements it consists of, if those can be left out one by one; else 0.
    virtual std::size_t statements() const { return 0; }
    /// The scenarios that are one simplification away from this one, the boldest first, each of the
    /// same name. Going on from one of them again and again ends. None if it has no statements.
    virtual std::vector<std::unique_ptr<Scenario>> simpler() const;
};

/// A scenario whose root is a coroutine.
class CoroScenario final : public Scenario {
  public:
    using Body = std::function<Coro<void>(const Inputs&)>;

    CoroScenario(std::string name, std::string summary, Body body, Options options = {});

    std::string name() const override { return name_; }
    std::string summary() const override { return summary_; }
    const Options& options() const override { return options_; }
    Outcome run(Loop& loop, const Inputs& inputs) const override;

  private:
    std::string name_;
    std::string summary_;
    Body body_;
    Options options_;
};

/// The scenarios of this binary, by name.
class Scenarios {
  public:
    static Scenarios& all();

    /// Raises ValueError where the name is taken.
    void add(std::unique_ptr<Scenario> scenario);
    /// Null where there is none of that name.
    const Scenario* find(std::string_view name) const;
    /// Sorted by name.
    std::vector<const Scenario*> list() const;

  private:
    std::vector<std::unique_ptr<Scenario>> scenarios_;
};

/// Registers a scenario before main().
struct ScenarioRegistration {
    ScenarioRegistration(std::string name, std::string summary, CoroScenario::Body body,
                         Options options);
};

namespace detail {
/// The name as the macro got it: without the quotes of a string literal.
std::string scenario_name(std::string_view token);
}  // namespace detail

}  // namespace foliot

#define FOLIOT_SCENARIO_NAME2(line) foliot_scenario_##line
#define FOLIOT_SCENARIO_NAME1(line) FOLIOT_SCENARIO_NAME2(line)
#define FOLIOT_SCENARIO_BODY2(line) foliot_scenario_body_##line
#define FOLIOT_SCENARIO_BODY1(line) FOLIOT_SCENARIO_BODY2(line)

/// Registers the coroutine body that follows as a scenario of the tool:
/// `FOLIOT_SCENARIO(lost_update, "two tasks add without a lock") { ...; co_await ...; }`
/// The name is an identifier, or a string literal if it has other characters. Further arguments are
/// options that the scenario takes: `option<int>("--n", "how many")`, see option(). `inputs` is in
/// scope in the body: `inputs.options.get_or<int>("--n", 3)`.
#define FOLIOT_SCENARIO(name, summary, ...)                                               \
    static ::foliot::Coro<void> FOLIOT_SCENARIO_BODY1(__LINE__)(::foliot::Inputs inputs); \
    static const ::foliot::ScenarioRegistration FOLIOT_SCENARIO_NAME1(__LINE__)(          \
        ::foliot::detail::scenario_name(#name), summary, FOLIOT_SCENARIO_BODY1(__LINE__), \
        ::foliot::Options{__VA_ARGS__});                                                  \
    static ::foliot::Coro<void> FOLIOT_SCENARIO_BODY1(__LINE__)(                          \
        [[maybe_unused]] ::foliot::Inputs inputs)
