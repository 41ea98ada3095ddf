#include "strategies/dpor.h"

#include <algorithm>
#include <utility>

#include "sim/detail/kernel.h"
#include "sim/handle_id.h"
#include "strategies/dfs.h"

namespace foliot {

namespace {

template <class Trieds>
auto find(Trieds& trieds, std::uint64_t id) {
    return std::find_if(trieds.begin(), trieds.end(),
                        [id](const auto& tried) { return tried.id == id; });
}

template <class Trieds>
bool contains(const Trieds& trieds, std::uint64_t id) {
    return find(trieds, id) != trieds.end();
}

}  // namespace

void DporStrategy::begin(std::uint64_t) {
    depth_ = 0;
    chosen_at_ = none;
    events_.clear();
    epochs_.clear();
    sleeping_.clear();
    blocked_ = false;
}

std::uint32_t DporStrategy::pick(const ChoicePoint& point) {
    if (blocked_) return 0;
    if (point.kind == ChoiceKind::ready) return pick_ready(point);
    if (point.kind == ChoiceKind::tick) {
        point.loop->fail(Verdict::error, "dpor knows no racing clock; search with dfs");
        return 0;
    }
    if (depth_ == nodes_.size()) nodes_.push_back({false, point.of, 0});
    const std::size_t at = depth_++;
    return retake(point, {nodes_[at].taken, nodes_[at].of}, at);
}

std::uint32_t DporStrategy::pick_ready(const ChoicePoint& point) {
    end_event();
    if (depth_ == nodes_.size()) {
        plan_node(point);
        if (blocked_) return 0;
    }
    chosen_at_ = depth_++;
    const Node& node = nodes_[chosen_at_];
    fall_asleep(node);
    return retake(point, {node.taken, node.of}, chosen_at_);
}

/// Looks at the options of a choice that is met for the first time, and takes the oldest one that
/// was not tried before.
void DporStrategy::plan_node(const ChoicePoint& point) {
    Node node;
    node.of = point.of;
    node.sleep = sleeping_;
    node.taken = point.of;
    for (std::uint32_t rank = 0; rank < point.of; ++rank) {
        Id id = id_of(point.loop->option(rank));
        while (std::find(node.options.begin(), node.options.end(), id) != node.options.end())
            id = mix(id, 0);  // another timer of the same task, say
        node.options.push_back(id);
        if (node.taken == point.of && !contains(sleeping_, id)) node.taken = rank;
    }
    if (node.taken == point.of) return give_up(*point.loop);
    node.planned.resize(point.of);
    node.planned[node.taken] = true;
    nodes_.push_back(std::move(node));
}

/// What was tried here before sleeps below, until something happens that it conflicts with.
void DporStrategy::fall_asleep(const Node& node) {
    sleeping_ = node.sleep;
    sleeping_.insert(sleeping_.end(), node.done.begin(), node.done.end());
}

void DporStrategy::give_up(detail::Kernel& loop) {
    blocked_ = true;
    loop.halt();
}

void DporStrategy::on_step(const Step& step) {
    if (blocked_) return;
    const std::size_t node = std::exchange(chosen_at_, none);
    Id id;
    if (node == none) {
        end_event();
        id = id_of(step.handle);
        if (contains(sleeping_, id)) return give_up(*detail::Kernel::current());
    } else {
        id = nodes_[node].options[nodes_[node].taken];
    }
    events_.push_back({id, step.number, step.cause, node, {}});
    // A step that takes time decides what is due.
    if (!step.handle.is_step()) on_access(clock_path, Access::read);
}

void DporStrategy::on_access(PathId object, Access access) {
    if (events_.empty() || blocked_) return;
    const bool end = ends_conflict_ && object == ends_path;
    events_.back().footprint.add(object, end ? Access::write : access);
}

void DporStrategy::on_advance(VirtualTime) {
    if (!blocked_) epochs_.push_back(events_.size());
}

void DporStrategy::on_end(std::size_t ready) {
    if (ready > 0 && !blocked_) left_ready_ = true;
}

/// The running event is over: wakes what conflicts with it.
void DporStrategy::end_event() {
    if (events_.empty() || sleeping_.empty()) return;
    const Footprint& footprint = events_.back().footprint;
    std::erase_if(sleeping_,
                  [&](const Tried& tried) { return tried.footprint.conflicts(footprint); });
}

bool DporStrategy::next() {
    // What was left ready, and what it conflicts with, shows where another task ends last.
    // Conflicts must be the same in all runs: the search begins anew.
    if (left_ready_ && !ends_conflict_) {
        ends_conflict_ = true;
        nodes_.clear();
        return true;
    }
    for (const Event& event : events_) {
        if (event.node != none) nodes_[event.node].touched.add(event.footprint);
    }
    order_.assign(events_.size(), {});
    // Time moves when nothing is ready: whatever came before comes before in every order.
    std::size_t first = 0;
    epochs_.push_back(events_.size());
    for (const std::size_t last : epochs_) {
        analyse(first, last);
        first = last;
    }
    for (std::size_t event = 0; event < events_.size(); ++event)
        plan_disabled(event);
    while (!nodes_.empty()) {
        Node& node = nodes_.back();
        if (!node.ready && node.taken + 1 < node.of) {
            ++node.taken;
            return true;
        }
        if (node.ready) {
            node.done.push_back({node.options[node.taken], std::exchange(node.touched, {})});
            for (std::uint32_t rank = 0; rank < node.of; ++rank) {
                const Id id = node.options[rank];
                if (!node.planned[rank] || contains(node.done, id) || contains(node.sleep, id))
                    continue;
                node.taken = rank;
                return true;
            }
        }
        nodes_.pop_back();
    }
    return false;
}

/// Plans what was ready beside an event and is not any more after it, for it will not show what it
/// conflicts with: a timer that the event has stopped, or all that was left when it ended the run.
void DporStrategy::plan_disabled(std::size_t event) {
    if (events_[event].node == none) return;
    Node& node = nodes_[events_[event].node];
    const bool last = event + 1 == events_.size();
    if (last && blocked_) return;  // and what comes after it is not known
    for (std::uint32_t rank = 0; rank < node.of; ++rank) {
        if (rank == node.taken || (!last && ready_at(event + 1, node.options[rank]))) continue;
        node.planned[rank] = true;
    }
}

/// Whether a handle could run instead of an event.
bool DporStrategy::ready_at(std::size_t event, Id id) const {
    if (events_[event].node == none) return events_[event].id == id;
    const std::vector<Id>& options = nodes_[events_[event].node].options;
    return std::find(options.begin(), options.end(), id) != options.end();
}

/// Finds the conflicts among the events of one epoch whose order could have been another.
void DporStrategy::analyse(std::size_t first, std::size_t last) {
    std::vector<std::pair<std::size_t, std::size_t>> races;
    for (std::size_t j = first; j < last; ++j) {
        std::vector<bool>& before_j = order_[j];
        before_j.assign(last, false);
        // From the latest on: what is in the order already has something in between.
        for (std::size_t i = j; i-- > first;) {
            if (before_j[i]) continue;
            const bool enabled = events_[j].enabler == events_[i].step;
            const bool same = events_[j].id == events_[i].id;
            if (!enabled && !same && !events_[i].footprint.conflicts(events_[j].footprint))
                continue;
            before_j[i] = true;
            for (std::size_t k = first; k < i; ++k) {
                if (order_[i][k]) before_j[k] = true;
            }
            if (!enabled && !same && events_[i].node != none) races.emplace_back(i, j);
        }
    }
    for (const auto& [i, j] : races)
        reverse(i, j, last);
}

/// Plans, where event i was chosen, an option from which j can come before i.
void DporStrategy::reverse(std::size_t i, std::size_t j, std::size_t last) {
    Node& node = nodes_[events_[i].node];
    const Id racing = events_[j].id;
    // What does not need i, in the whole run: it could all have happened without it.
    std::vector<std::size_t> free;
    bool racing_is_free = false;
    for (std::size_t x = i + 1; x < last; ++x) {
        if (before(i, x)) continue;
        free.push_back(x);
        racing_is_free |= events_[x].id == racing;
    }
    std::vector<Id> initials;
    for (const std::size_t x : free) {
        const bool first = std::none_of(free.begin(), free.end(),
                                        [&](std::size_t y) { return y < x && before(y, x); });
        if (first) initials.push_back(events_[x].id);
    }
    if (!racing_is_free) {
        // What it touched after i says nothing; what it touched when it ran here does.
        auto known = find(node.done, racing);
        const bool done = known != node.done.end();
        if (!done) known = find(node.sleep, racing);
        if (done || known != node.sleep.end()) {
            const bool independent = std::none_of(free.begin(), free.end(), [&](std::size_t x) {
                return known->footprint.conflicts(events_[x].footprint);
            });
            if (independent) initials.push_back(racing);
        } else if (free.empty()) {
            initials.push_back(racing);
        }
    }
    std::uint32_t plan = node.of;
    for (const Id id : initials) {
        const auto option = std::find(node.options.begin(), node.options.end(), id);
        const auto rank = static_cast<std::uint32_t>(option - node.options.begin());
        if (contains(node.sleep, id) || (rank < node.of && node.planned[rank])) return;
        if (rank < node.of && (plan == node.of || id == racing)) plan = rank;
    }
    if (plan < node.of) {
        node.planned[plan] = true;
    } else {
        node.planned.assign(node.of, true);  // it became ready in a way that is not known
    }
}

}  // namespace foliot
