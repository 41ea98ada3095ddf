#include "sim/fault.h"

#include <utility>
#include <vector>

#include "sim/detail/enum_names.h"
#include "sim/detail/kernel.h"
#include "sim/error.h"
#include "sim/task_state.h"

namespace foliot {

namespace {

constexpr detail::EnumNames<Fault::cancel> fault_names("delay", "failure", "stall", "disconnect",
                                                       "cancel");
// What the two choices about the next fault are called, by kind.
constexpr detail::EnumNames<Fault::cancel> magnitudes("delay far off", "failure far off",
                                                      "stall far off", "disconnect far off",
                                                      "cancel far off");
constexpr detail::EnumNames<Fault::cancel> remainders("delay offset", "failure offset",
                                                      "stall offset", "disconnect offset",
                                                      "cancel offset");

/// The next fault is less than 2^12 opportunities off, or there is none.
constexpr std::uint32_t magnitudes_max = 12;

}  // namespace

std::string_view name_of(Fault fault) {
    return fault_names[fault];
}

FaultPlan::FaultPlan(detail::Kernel& loop, const FaultBudget& budget)
    : loop_(loop), budget_(budget) {
    of(Fault::delay).left = budget.delays;
    of(Fault::failure).left = budget.failures;
    of(Fault::stall).left = budget.stalls;
    of(Fault::disconnect).left = budget.disconnects;
    of(Fault::cancel).left = budget.cancellations;
}

bool FaultPlan::due(Fault fault) {
    Countdown& countdown = of(fault);
    if (countdown.left == 0) return false;
    if (countdown.distance == 0) {
        const std::uint32_t magnitude = choose(fault, magnitudes_max + 1, magnitudes[fault]);
        if (magnitude == 0) {
            countdown.left = 0;
            return false;
        }
        const std::uint32_t least = 1U << (magnitude - 1);
        countdown.distance = least + choose(fault, least, remainders[fault]);
    }
    if (--countdown.distance > 0) return false;
    --countdown.left;
    ++countdown.struck;
    return true;
}

std::uint32_t FaultPlan::choose(Fault fault, std::uint32_t of_options, std::string_view label) {
    // Kinds have keys of their own, so that one fault more of one kind moves none of another.
    const auto kind = static_cast<std::uint64_t>(fault) + 1;
    const PathId key = child_path(root_path, Branch::choose, (kind << 32U) + of(fault).chosen++);
    const ChoiceKind choice = fault == Fault::cancel ? ChoiceKind::cancel : ChoiceKind::fault;
    return loop_.choose_unasked(choice, of_options, label, key);
}

bool FaultPlan::strikes(Fault fault, std::string_view what) {
    const bool yes = due(fault);
    if (yes) tell(fault, what);
    return yes;
}

void FaultPlan::tell(Fault fault, std::string_view what) const {
    if (!loop_.observed()) return;
    std::string text(name_of(fault));
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
    cancel(*victims[choose(Fault::cancel, count, "cancel whom")]);
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

bool strikes(Fault fault, std::string_view what) {
    detail::Kernel* const loop = detail::Kernel::current();
    if (loop == nullptr || loop->faults() == nullptr) return false;
    return loop->faults()->strikes(fault, what);
}

}  // namespace foliot
