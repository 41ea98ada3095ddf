#include "strategies/profile.h"

#include <algorithm>
#include <utility>

#include "sim/rng.h"
#include "sim/task_state.h"

namespace foliot {

namespace {

/// The average of a sum over runs, for use as a weight.
std::uint64_t average(std::uint64_t sum, std::uint64_t runs) {
    return std::max<std::uint64_t>(1, (sum + runs / 2) / std::max<std::uint64_t>(1, runs));
}

/// Adds to each chain's weight what those that it spawned have, and they in turn.
void add_descendants(std::vector<Profile::Chain>& chains) {
    detail::PathMap<std::size_t> index;
    for (std::size_t i = 0; i < chains.size(); ++i)
        index[chains[i].path] = i + 1;
    // Whoever is spawned was seen after the one who spawned it.
    for (std::size_t i = chains.size(); i-- > 0;) {
        const std::size_t* const parent = index.find(chains[i].parent);
        if (parent != nullptr && *parent != 0 && *parent <= i)
            chains[*parent - 1].weight += chains[i].weight;
    }
}

}  // namespace

std::size_t Profiler::chain_of(const Handle& handle) {
    const auto path = static_cast<std::uint64_t>(handle.path());
    std::size_t& index = chain_index_[path];
    if (index != 0 || chains_.size() == most_chains) return index;
    const auto* const task = dynamic_cast<const TaskState*>(&handle);
    const std::uint64_t parent = task == nullptr ? 0 : static_cast<std::uint64_t>(task->parent());
    Seen seen;
    seen.path = path;
    seen.parent = parent;
    chains_.push_back(std::move(seen));
    return index = chains_.size();
}

void Profiler::on_choice(const Decision& decision) {
    if (decision.point.kind == ChoiceKind::ready) ++choices_;
}

void Profiler::on_step(const Step& step) {
    footprint_.clear();
    chain_ = chain_of(step.handle);
    if (chain_ == 0) return;
    Seen& chain = chains_[chain_ - 1];
    ++chain.steps;
    key_ = Profile::step_key(chain.path, ++chain.ordinal);
    steps_[key_];
}

void Profiler::on_access(PathId object, Access access) {
    if (chain_ == 0) return;
    steps_[key_].add(object, access);
    const auto path = static_cast<std::uint64_t>(object);
    std::size_t& index = object_index_[path];
    if (index != 0 && access == Access::write) objects_[index - 1].written = true;
    const std::size_t known = footprint_.entries().size();
    footprint_.add(object, access);
    if (footprint_.entries().size() == known) return;
    if (index == 0) {
        if (objects_.size() == most_objects) return;
        objects_.emplace_back().path = path;
        index = objects_.size();
        objects_.back().written = access == Access::write;
    }
    SeenObject& seen = objects_[index - 1];
    bool& in_steps = seen.known_steps[key_];
    if (!in_steps) seen.steps.push_back(key_);
    in_steps = true;
    std::size_t& use = use_index_[mix(path, chains_[chain_ - 1].path)];
    if (use == 0) {
        uses_.push_back({index - 1, chain_ - 1, 0});
        use = uses_.size();
        seen.uses.push_back(use - 1);
    }
    ++uses_[use - 1].count;
}

void Profiler::end_run() {
    ++runs_;
    most_choices_ = std::max(most_choices_, std::exchange(choices_, 0));
    for (Seen& chain : chains_)
        chain.ordinal = 0;
    chain_ = 0;
}

Profile Profiler::take() {
    Profile profile;
    profile.choices_ = most_choices_;
    for (const Seen& chain : chains_)
        profile.chains_.push_back({chain.path, chain.parent, average(chain.steps, runs_)});
    add_descendants(profile.chains_);
    for (SeenObject& object : objects_) {
        if (object.uses.size() < 2 || !object.written) continue;
        Profile::Contended contended;
        std::uint64_t uses = 0;
        std::uint64_t most = 0;
        detail::PathMap<std::uint64_t> counts;
        for (const std::size_t use : object.uses) {
            counts[chains_[uses_[use].chain].path] = average(uses_[use].count, runs_);
            uses += uses_[use].count;
            most = std::max(most, uses_[use].count);
        }
        // Also those who do not use it themselves, but may have spawned somebody who does.
        for (const Seen& chain : chains_) {
            const std::uint64_t* const count = counts.find(chain.path);
            contended.chains.push_back({chain.path, chain.parent, count == nullptr ? 0 : *count});
        }
        add_descendants(contended.chains);
        std::erase_if(contended.chains,
                      [](const Profile::Chain& chain) { return chain.weight == 0; });
        contended.uses = average(uses - most, runs_);
        contended.steps = std::move(object.steps);
        profile.contended_.push_back(std::move(contended));
    }
    profile.steps_ = std::move(steps_);
    return profile;
}

}  // namespace foliot
