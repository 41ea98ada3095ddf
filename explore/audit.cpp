#include "explore/audit.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "sim/detail/path_map.h"
#include "sim/handle_id.h"
#include "sim/task_state.h"
#include "strategies/footprint.h"
#include "strategies/random.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

struct Made {
    std::uint64_t id;
    std::string who;
    std::uint64_t enabler;                // the step that made it ready
    std::vector<std::uint64_t> beside{};  // what could have run instead
    Footprint footprint{};
};

/// Writes down the steps of a run, what could have run instead, and the values chosen.
class Script final : public Observer {
  public:
    Hears hears() const override { return {false, true, true, false, true}; }
    void on_choice(const Decision& decision) override {
        const ChoicePoint& point = decision.point;
        if (point.kind != ChoiceKind::ready) {
            values_[point.key] = decision.taken;
            return;
        }
        for (std::uint32_t rank = 0; rank < point.of; ++rank) {
            const std::uint64_t id = id_of(point.loop->option(rank));
            alike_ |= std::find(options_.begin(), options_.end(), id) != options_.end();
            options_.push_back(id);
        }
    }
    void on_step(const Step& step) override {
        const auto* const task = dynamic_cast<const TaskState*>(&step.handle);
        const std::string who =
            task == nullptr ? "a " + std::string(name_of(step.handle.kind())) : task->name();
        steps_.push_back({id_of(step.handle), who, step.cause});
        steps_.back().beside = std::exchange(options_, {});
    }
    void on_access(PathId object, Access access) override {
        if (!steps_.empty()) steps_.back().footprint.add(object, access);
    }

    const std::vector<Made>& steps() const { return steps_; }
    /// Two handles were ready that cannot be told apart, so nobody can follow the script.
    bool ambiguous() const { return alike_; }
    const detail::PathMap<std::uint32_t>& values() const { return values_; }

  private:
    std::vector<Made> steps_;
    std::vector<std::uint64_t> options_;
    detail::PathMap<std::uint32_t> values_;
    bool alike_ = false;
};

/// Follows a script with two neighbours swapped, by who runs and not by rank.
class Swapped final : public Strategy, private Observer {
  public:
    Swapped(const Script& script, std::size_t first) : script_(script), first_(first) {}

    void begin(std::uint64_t) override {}
    Observer* observer() override { return this; }
    std::uint32_t pick(const ChoicePoint& point) override {
        if (point.kind != ChoiceKind::ready) {
            const std::uint32_t* const value = script_.values().find(point.key);
            if (value != nullptr && *value < point.of) return *value;
            return 0;
        }
        if (step_ < script_.steps().size()) {
            const std::uint64_t wanted = script_.steps()[place(step_)].id;
            for (std::uint32_t rank = 0; rank < point.of; ++rank) {
                if (id_of(point.loop->option(rank)) == wanted) return rank;
            }
        }
        return 0;  // another run by now, which its result will show
    }

  private:
    Hears hears() const override { return {false, false, true, false, false}; }
    void on_step(const Step&) override { ++step_; }
    std::size_t place(std::size_t step) const {
        if (step == first_) return first_ + 1;
        return step == first_ + 1 ? first_ : step;
    }

    const Script& script_;
    std::size_t first_;
    std::size_t step_ = 0;
};

/// The two could change places, and by their footprints nothing would come of it.
bool independent(const std::vector<Made>& steps, std::size_t first) {
    const Made& one = steps[first];
    const Made& other = steps[first + 1];
    if (one.id == other.id || other.enabler == first) return false;
    const auto ready = std::find(one.beside.begin(), one.beside.end(), other.id);
    return ready != one.beside.end() && !one.footprint.conflicts(other.footprint);
}

/// What a run came to; the steps themselves are numbered in another order.
std::string result_of(Runner& runner, std::uint64_t seed, Observer* observer) {
    Json json;
    const Outcome outcome = runner.run(seed, {observer, &json});
    json["steps"] = outcome.steps;
    // A deadlock names its tasks in the order of their creation, which need not matter.
    if (outcome.verdict != Verdict::deadlock) json["message"] = outcome.message;
    return json.dump();
}

}  // namespace

Audit audit(const Scenario& scenario, const RunSettings& settings, std::uint64_t runs,
            const std::function<bool()>& stop) {
    RunSettings random = settings;
    random.strategy = "random";
    Audit result;
    for (std::uint64_t run = 0; run < runs && !(stop && stop()); ++run) {
        const std::uint64_t seed = run_seed(settings.seed, run);
        Script script;
        Runner runner(scenario, random);
        const std::string plain = result_of(runner, seed, &script);
        ++result.runs;
        const std::vector<Made>& steps = script.steps();
        std::vector<std::size_t> pairs;
        for (std::size_t first = 0; first + 2 < steps.size(); ++first) {
            if (independent(steps, first)) pairs.push_back(first);
        }
        if (pairs.empty() || script.ambiguous()) continue;
        constexpr std::uint64_t tag = 0x6175646974;  // the run itself uses the seed
        const std::size_t first = pairs[scale(mix(seed, tag), pairs.size())];
        Runner again(scenario, random, std::make_unique<Swapped>(script, first));
        const std::string swapped = result_of(again, seed, nullptr);
        ++result.swaps;
        if (swapped == plain) continue;
        result.unseen = Unseen{
            run, seed, first, steps[first].who, steps[first + 1].who, plain + " became " + swapped};
        break;
    }
    return result;
}

}  // namespace foliot
