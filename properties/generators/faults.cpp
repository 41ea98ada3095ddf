#include "properties/generators/faults.h"

#include <rapidcheck.h>

#include <string>

#include "explore/failure.h"
#include "properties/generators/some_time.h"
#include "sim/duration_text.h"

namespace foliot {

namespace {

constexpr std::uint32_t most_faults = 4;
/// None as often as some: a kind shows best alone.
rc::Gen<std::uint32_t> some_faults() {
    return rc::gen::oneOf(rc::gen::just<std::uint32_t>(0),
                          rc::gen::inRange<std::uint32_t>(1, most_faults + 1));
}

struct Kind {
    std::uint32_t count;
    const char* one;
    const char* many;
    Duration takes{};
};

}  // namespace

std::ostream& operator<<(std::ostream& stream, const FaultBudget& budget) {
    const char* separator = "";
    for (const Kind& kind : {Kind{budget.delays, "delay", "delays", budget.delay},
                             Kind{budget.failures, "failure", "failures"},
                             Kind{budget.stalls, "stall", "stalls", budget.stall},
                             Kind{budget.disconnects, "disconnect", "disconnects"},
                             Kind{budget.cancellations, "cancellation", "cancellations"}}) {
        if (kind.count == 0) continue;
        stream << separator << kind.count << ' ' << (kind.count == 1 ? kind.one : kind.many);
        if (kind.takes != Duration::zero()) stream << " of " << duration_text(kind.takes.count());
        separator = ", ";
    }
    return *separator == '\0' ? stream << "no faults" : stream;
}

rc::Gen<FaultBudget> any_fault_budget() {
    return rc::gen::build<FaultBudget>(rc::gen::set(&FaultBudget::delays, some_faults()),
                                       rc::gen::set(&FaultBudget::failures, some_faults()),
                                       rc::gen::set(&FaultBudget::stalls, some_faults()),
                                       rc::gen::set(&FaultBudget::disconnects, some_faults()),
                                       rc::gen::set(&FaultBudget::cancellations, some_faults()),
                                       rc::gen::set(&FaultBudget::delay, some_time()),
                                       rc::gen::set(&FaultBudget::stall, some_time()));
}

}  // namespace foliot
