#pragma once

#include <ostream>

#include "sim/fault.h"

namespace rc {

template <class T>
class Gen;

}  // namespace rc

namespace foliot {

/// "2 failures, 1 stall of 3ms"; "no faults".
std::ostream& operator<<(std::ostream& stream, const FaultBudget& budget);

/// For allow_faults(): up to four faults of each kind; delays and stalls take 0 to 5 ms, as times
/// in a Workload do. Shrinks to fewer kinds and fewer faults.
rc::Gen<FaultBudget> any_fault_budget();

}  // namespace foliot
