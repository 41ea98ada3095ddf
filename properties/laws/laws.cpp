#include "properties/laws/laws.h"

#include "explore/law_factories.h"

namespace foliot {

namespace {

template <class Kind>
void add_law() {
    LawFactories::all().add([] { return std::make_unique<Kind>(); });
}

bool add_laws() {
    add_law<MutualExclusion>();
    add_law<FirstComeFirstServed>();
    add_law<NoLostWakeup>();
    add_law<PermitsConserved>();
    add_law<ConditionHoldsLock>();
    add_law<BarrierRounds>();
    add_law<QueueCounts>();
    add_law<AllTasksEnd>();
    add_law<SteadyTime>();
    return true;
}

}  // namespace

void register_laws() {
    [[maybe_unused]] static const bool registered = add_laws();
}

void Laws::add_all() {
    register_laws();
    for (std::unique_ptr<Law>& law : LawFactories::all().make()) {
        law->watch(*loop_);
        laws_.push_back(std::move(law));
    }
}

Outcome Laws::finish(Outcome outcome) {
    for (const std::unique_ptr<Law>& law : laws_)
        law->finish(outcome);
    return outcome;
}

const Law* Laws::broken() const {
    for (const std::unique_ptr<Law>& law : laws_) {
        if (law->broken()) return law.get();
    }
    return nullptr;
}

}  // namespace foliot
