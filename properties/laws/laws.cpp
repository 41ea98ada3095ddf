#include "properties/laws/laws.h"

namespace foliot {

void Laws::add_all() {
    add<MutualExclusion>();
    add<FirstComeFirstServed>();
    add<NoLostWakeup>();
    add<PermitsConserved>();
    add<ConditionHoldsLock>();
    add<BarrierRounds>();
    add<QueueCounts>();
    add<AllTasksEnd>();
    add<SteadyTime>();
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
