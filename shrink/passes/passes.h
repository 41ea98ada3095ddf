#pragma once

#include <cstddef>

#include "shrink/trials/trials.h"

namespace foliot {

// Each pass looks for simpler failing runs near the simplest one known, and leaves what it finds in
// `trials`. In the order of their first use; docs/shrinking.md says what each is for.

/// Fifo's own run; then the shortest beginning of the choices that fails with fifo's run after it.
void cut_the_end(Trials& trials);
/// All faults, all cancellations, all values, all ticks made tame.
void tame_kinds(Trials& trials);
/// Leaves out choices that the failure does not need: by who overtakes whom, then by place.
void drop_deviations(Trials& trials);
/// The orders of conflicting steps that the failure needs, in a run otherwise like fifo's.
void keep_needed_orders(Trials& trials);
/// One choice in place of several: overtaking earlier, or staying behind for longer.
void replace_by_fewer(Trials& trials);
/// Any choice in place of any two.
void exchange_two_for_one(Trials& trials);
/// Lower options, and choices deleted before those that deviate.
void lower_choices(Trials& trials);
/// Steps of one handle that others only interrupt brought together.
void join_steps(Trials& trials);

/// All runs with less than `limit` deviations, fewest first, up to the first that fails. True where
/// there was time for all of them, so that no run with fewer fails.
bool search_below(Trials& trials, std::size_t limit);
/// How many runs that is, about.
double runs_below(const Trials& trials, std::size_t limit);

}  // namespace foliot
