#include "properties/generators/faults.h"

#include <rapidcheck.h>

#include <utility>
#include <vector>

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

}  // namespace

std::ostream& operator<<(std::ostream& stream, const FaultBudget& budget) {
    const char* separator = "";
    for (const Fault* const fault : Fault::all()) {
        const std::uint32_t count = budget.count(*fault);
        if (count == 0) continue;
        stream << separator << count << ' ' << fault->counted(count);
        const Duration takes = budget.takes(*fault);
        if (takes != Duration::zero()) stream << " of " << duration_text(takes.count());
        separator = ", ";
    }
    return *separator == '\0' ? stream << "no faults" : stream;
}

rc::Gen<FaultBudget> any_fault_budget() {
    using Some = std::pair<std::uint32_t, Duration>;
    const std::vector<const Fault*>& kinds = Fault::all();
    const auto some = rc::gen::container<std::vector<Some>>(
        kinds.size(), rc::gen::pair(some_faults(), some_time()));
    return rc::gen::map(some, [](const std::vector<Some>& each) {
        FaultBudget budget;
        for (std::size_t i = 0; i < each.size(); ++i)
            budget.allow({*Fault::all()[i], each[i].first, each[i].second});
        return budget;
    });
}

}  // namespace foliot
