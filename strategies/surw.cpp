#include "strategies/surw.h"

#include <algorithm>

#include "sim/detail/kernel.h"
#include "sim/draw_option.h"

namespace foliot {

void SurwStrategy::begin(std::uint64_t seed) {
    seed_ = seed;
    rng_ = Rng(seed);
    interesting_.clear();
    chains_.clear();
    intended_ = 0;
    blocked_.clear();
    nothing_ = profile_ == nullptr;
    everything_ = looks_ == Looks::at_all_steps || nothing_ || profile_->contended().empty();
    if (nothing_) return;
    const std::vector<Profile::Chain>* weights = &profile_->chains();
    if (!everything_) {
        std::uint64_t uses = 0;
        for (const Profile::Contended& object : profile_->contended())
            uses += object.uses;
        std::uint64_t drawn = rng_.below(uses);
        const Profile::Contended* object = profile_->contended().data();
        while (drawn >= object->uses)
            drawn -= object++->uses;
        weights = &object->chains;
        for (const std::uint64_t step : object->steps)
            interesting_[step] = true;
    }
    for (const Profile::Chain& each : *weights) {
        Chain& chain = chains_[each.path];
        chain.left = each.weight;
        chain.parent = each.parent;
    }
}

void SurwStrategy::on_step(const Step& step) {
    ++chains_[static_cast<std::uint64_t>(step.handle.path())].steps;
}

bool SurwStrategy::interesting(std::uint64_t path, const Chain& chain) const {
    return everything_ || interesting_.find(Profile::step_key(path, chain.steps + 1)) != nullptr;
}

/// A chain is ready for the first time: what it will do is no longer its parent's.
void SurwStrategy::meet(std::uint64_t path) {
    const Chain child = chains_[path];
    chains_[path].seen = true;
    if (child.parent == 0 || chains_.find(child.parent) == nullptr) return;
    Chain& parent = chains_[child.parent];
    if (intended_ == child.parent && parent.left > 0 && rng_.below(parent.left) < child.left)
        intended_ = path;
    parent.left -= std::min(parent.left, child.left);
}

/// One of the chains, drawn by what is left of them.
std::uint64_t SurwStrategy::weighed(const std::vector<std::uint64_t>& paths) {
    std::uint64_t sum = 0;
    for (const std::uint64_t path : paths)
        sum += chains_[path].left;
    if (sum == 0) return paths[rng_.below(paths.size())];
    std::uint64_t drawn = rng_.below(sum);
    for (const std::uint64_t path : paths) {
        const std::uint64_t left = chains_[path].left;
        if (drawn < left) return path;
        drawn -= left;
    }
    return paths.back();
}

/// Whoever waited for the intended one may go on, and another one is drawn.
void SurwStrategy::unblock() {
    for (const std::uint64_t path : blocked_)
        chains_[path].blocked = false;
    blocked_.clear();
    intended_ = 0;
}

std::uint32_t SurwStrategy::pick(const ChoicePoint& point) {
    if (nothing_ || point.kind != ChoiceKind::ready) return drawn(point, seed_, rng_);
    return walk(point);
}

std::uint32_t SurwStrategy::walk(const ChoicePoint& point) {
    paths_.clear();
    for (std::uint32_t rank = 0; rank < point.of; ++rank) {
        paths_.push_back(static_cast<std::uint64_t>(point.loop->option(rank).path()));
        if (!chains_[paths_.back()].seen) meet(paths_.back());
    }
    for (;;) {
        free_.clear();
        for (std::uint32_t rank = 0; rank < point.of; ++rank) {
            if (!chains_[paths_[rank]].blocked) free_.push_back(rank);
        }
        if (free_.empty()) {
            unblock();
            continue;
        }
        const std::uint32_t rank = free_[rng_.below(free_.size())];
        const std::uint64_t path = paths_[rank];
        Chain& chain = chains_[path];
        if (!interesting(path, chain)) return rank;
        if (chain.left == 0) chain.left = 1;
        if (intended_ == 0) {
            candidates_.clear();
            for (const std::uint32_t each : free_)
                candidates_.push_back(paths_[each]);
            intended_ = weighed(candidates_);
        }
        if (path == intended_) {
            --chains_[path].left;
            unblock();
            return rank;
        }
        chains_[path].blocked = true;
        blocked_.push_back(path);
    }
}

}  // namespace foliot
