#include "properties/primitive_uses.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "explore/text_table.h"
#include "sim/duration_text.h"
#include "sim/object.h"
#include "sim/task_state.h"

namespace foliot {

namespace {

/// Whether the event says that a task got what it came for.
bool serves(const EventKind& kind) {
    return kind.is(Meaning::granted) ||
           (kind.is(Meaning::passes) && kind.quantity() != Quantity::unfinished) ||
           kind.changes(Quantity::parties, 1) || kind.changes(Quantity::items, 1) ||
           kind.changes(Quantity::items, -1);
}

}  // namespace

PrimitiveUses::PrimitiveUses() : waits_(std::numeric_limits<std::uint64_t>::max()) {}

void PrimitiveUses::watch(Loop& loop) {
    waits_.watch(loop);
    ReportSection::watch(loop);
}

void PrimitiveUses::finish(Outcome& outcome) {
    waits_.finish(outcome);
}

void PrimitiveUses::on_event(const TraceEvent& event) {
    if (event.object == nullptr || (!event.kind.is(Meaning::waits_for) && !serves(event.kind)))
        return;
    const PathId object = event.object->path();
    const auto [at, added] = places_.try_emplace(object, uses_.size());
    if (added) uses_.emplace_back().object = event.object->label();
    Use& use = uses_[at->second];
    const PathId task = event.task == nullptr ? root_path : event.task->path();
    if (event.kind.is(Meaning::waits_for)) {
        ++use.in_vain;  // unless it turns out otherwise
        waiting_[task] = object;
        return;
    }
    ++use.served;
    const auto waited = waiting_.find(task);
    if (waited == waiting_.end() || waited->second != object) return;
    --use.in_vain;
    waiting_.erase(waited);
}

std::vector<PrimitiveUses::Use> PrimitiveUses::uses() const {
    std::vector<Use> uses = uses_;
    for (const FirstComeFirstServed::Figures& waited : waits_.figures()) {
        const auto at = places_.find(waited.path);
        if (at == places_.end()) continue;
        Use& use = uses[at->second];
        use.waits = waited.waits;
        use.overtaken = waited.overtaken;
        use.longest_steps = waited.longest_steps;
        use.longest_time = waited.longest_time;
    }
    return uses;
}

void PrimitiveUses::print(std::ostream& out) const {
    const std::vector<Use> uses = this->uses();
    if (uses.empty()) return;
    TextTable table(
        {"primitive", "acquired", "waits", "in vain", "contention", "overtaken", "longest wait"});
    for (const Use& use : uses) {
        std::string longest = "-";
        if (use.waits > 0) {
            longest = duration_text(use.longest_time.count()) + ", " +
                      std::to_string(use.longest_steps) +
                      (use.longest_steps == 1 ? " step" : " steps");
        }
        table.add({use.object, std::to_string(use.served), std::to_string(use.waits),
                   std::to_string(use.in_vain), std::to_string(use.contention()) + "%",
                   std::to_string(use.overtaken), longest});
    }
    table.print(out, 1);
}

nlohmann::ordered_json PrimitiveUses::json() const {
    nlohmann::ordered_json primitives = nlohmann::ordered_json::array();
    for (const Use& use : uses()) {
        primitives.push_back({{"object", use.object},
                              {"acquired", use.served},
                              {"waits", use.waits},
                              {"waits_in_vain", use.in_vain},
                              {"contention_percent", use.contention()},
                              {"overtaken", use.overtaken},
                              {"longest_wait_steps", use.longest_steps},
                              {"longest_wait_ns", use.longest_time.count()}});
    }
    return primitives;
}

}  // namespace foliot
