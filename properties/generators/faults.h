#pragma once

#include <rapidcheck.h>

#include <ostream>

#include "sim/fault.h"

namespace foliot {

/// "2 failures, 1 stall of 3ms"; "no faults".
std::ostream& operator<<(std::ostream& stream, const FaultBudget& budget);

}  // namespace foliot

namespace rc {

/// For allow_faults(): up to four faults of each kind; delays and stalls take 0 to 5 ms, as times
/// in a Workload do. Shrinks to fewer kinds and fewer faults.
template <>
struct Arbitrary<foliot::FaultBudget> {
    static Gen<foliot::FaultBudget> arbitrary();
};

}  // namespace rc
