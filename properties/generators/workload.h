#pragma once

#include <functional>
#include <optional>
#include <ostream>
#include <vector>

#include "sim/clock.h"
#include "sim/coro.h"

namespace rc {

template <class T>
class Gen;

}  // namespace rc

namespace foliot {

/// What one task of a workload does: it comes, waits for its turn, stays, goes.
struct Visit {
    Duration arrives{};                 ///< after the start
    Duration stays{};                   ///< once it has what it came for
    std::optional<Duration> patience;   ///< how long it waits; none: for ever
    std::optional<Duration> cancelled;  ///< the instant, after the start, at which it is cancelled
};

/// Some tasks that want the same thing. Times are whole milliseconds from 0 to 5, so that instants
/// coincide, as they must for order to matter. Shrinks to fewer visits that wait for each other
/// less.
struct Workload {
    std::vector<Visit> visits;
};

/// The same without cancellations and without impatience: everybody gets a turn.
struct CalmWorkload : Workload {};

std::ostream& operator<<(std::ostream& stream, const Visit& visit);
std::ostream& operator<<(std::ostream& stream, const Workload& workload);

/// Runs `visit` as a task for each of the visits, from its arrival on, and cancels those that are
/// to be cancelled. Ends when all have ended, whatever they ended with.
Coro<> run_workload(Workload workload, std::function<Coro<>(Visit)> visit);

rc::Gen<Visit> any_visit();
rc::Gen<Workload> any_workload();
rc::Gen<CalmWorkload> any_calm_workload();

}  // namespace foliot
