#include "sim/fault.h"

#include <algorithm>
#include <utility>

#include "sim/detail/kernel.h"
#include "sim/error.h"
#include "sim/task_state.h"

namespace foliot {

namespace {

/// The next fault is less than 2^12 opportunities off, or there is none.
constexpr std::uint32_t magnitudes_max = 12;

}  // namespace

FaultPlan::FaultPlan(detail::Kernel& loop, const FaultBudget& budget)
    : loop_(loop), budget_(budget) {
    for (const Fault* const fault : Fault::all()) {
        if (budget.count(*fault) > 0) countdowns_.push_back({fault, budget.count(*fault)});
    }
}

FaultPlan::Countdown* FaultPlan::find(const Fault& fault) {
    const auto at = std::find_if(countdowns_.begin(), countdowns_.end(),
                                 [&fault](const auto& each) { return each.fault == &fault; });
    return at == countdowns_.end() ? nullptr : &*at;
}

std::uint32_t FaultPlan::struck(const Fault& fault) const {
    const auto at = std::find_if(countdowns_.begin(), countdowns_.end(),
                                 [&fault](const auto& each) { return each.fault == &fault; });
    return at == countdowns_.end() ? 0 : at->struck;
}

bool FaultPlan::due(const Fault& fault) {
    Countdown* const countdown = find(fault);
    if (countdown == nullptr || countdown->left == 0) return false;
    if (countdown->distance == 0) {
        const std::uint32_t magnitude = choose(*countdown, magnitudes_max + 1, fault.far_off());
        if (magnitude == 0) {
            countdown->left = 0;
            return false;
        }
        const std::uint32_t least = 1U << (magnitude - 1);
        countdown->distance = least + choose(*countdown, least, fault.offset());
    }
    if (--countdown->distance > 0) return false;
    --countdown->left;
    ++countdown->struck;
    return true;
}

std::uint32_t FaultPlan::choose(Countdown& countdown, std::uint32_t of, std::string_view label) {
    // Kinds have keys of their own, so that one fault more of one kind moves none of another.
    const Fault& fault = *countdown.fault;
    const PathId key =
        child_path(root_path, Branch::choose, (fault.key() << 32U) + countdown.chosen++);
    return loop_.choose_unasked(fault.choice(), of, label, key);
}

bool FaultPlan::strikes(const Fault& fault, std::string_view what) {
    const bool yes = due(fault);
    if (yes) tell(fault, what);
    return yes;
}

void FaultPlan::tell(const Fault& fault, std::string_view what) const {
    if (!loop_.observed()) return;
    std::string text(fault.name());
    if (!what.empty()) text += " " + std::string(what);
    TraceEvent event{events::fault, loop_.current_task()};
    event.text = text;
    loop_.emit(event);
}

bool FaultPlan::exposed(const TaskState& task) const {
    return !task.is_thread() && !loop_.is_root(task);
}

void FaultPlan::cancel_at(TaskState& task) {
    if (exposed(task) && due(Fault::cancel)) cancel(task);
}

void FaultPlan::cancel(TaskState& victim) const {
    tell(Fault::cancel, victim.name());
    try {
        victim.cancel();
    } catch (const RuntimeError&) {
        // A cancellation is on its way through it already, or its joins form a circle.
    }
}

void FaultPlan::waits(TaskState& task) {
    if (task.is_thread() || !due(Fault::cancel)) return;
    std::vector<TaskState*> victims;
    if (exposed(task)) victims.push_back(&task);
    for (TaskState* const each : loop_.all_tasks()) {
        if (each != &task && exposed(*each)) victims.push_back(each);
    }
    if (victims.empty()) return;
    const auto count = static_cast<std::uint32_t>(victims.size());
    cancel(*victims[choose(*find(Fault::cancel), count, "cancel whom")]);
}

std::uint32_t detail::Kernel::choose_unasked(ChoiceKind kind, std::uint32_t of,
                                             std::string_view label, PathId key) {
    if (!decides(of)) return 0;
    return as_own([&] {
        const ChoicePoint point{kind, of, static_cast<std::uint64_t>(key), label, this};
        return decide(point, step_);
    });
}

void detail::Kernel::allow_faults(const FaultBudget& budget) {
    faults_ = std::make_unique<FaultPlan>(*this, budget);
    attends_waits_ = true;
}

void allow_faults(const FaultBudget& budget) {
    detail::Kernel::running().allow_faults(budget);
}

bool strikes(const Fault& fault, std::string_view what) {
    detail::Kernel* const loop = detail::Kernel::current();
    if (loop == nullptr || loop->faults() == nullptr) return false;
    return loop->faults()->strikes(fault, what);
}

}  // namespace foliot
