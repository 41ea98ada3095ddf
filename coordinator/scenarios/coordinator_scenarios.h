#pragma once

namespace foliot {

/// Adds the scenarios `coordinator` and `coordinator-as-documented` to Scenarios::all(); no effect
/// where they are there.
///
/// Both work on simulated data for 65 s, or on the feeds that the inputs name until these have
/// ended. While exploring, runs are small and hard: choices make the shutdown strike within 0 to
/// 2 s, the pool slow, the network uneven and the buffer small; for `coordinator` also batches,
/// subscriptions, a slow log, interrupts, and faults of every kind, as docs/coordinator.md tells.
///
/// The figures that a run publishes: received, processed, failed, dropped, lost,
/// received_at_shutdown, shutdown_requested_ns, shutdown_returned_ns, pipeline_ended_ns; and for
/// `coordinator` skipped, polls, polls_failed, disconnects, restarts, cancellations,
/// processors_most, interrupts, log_written, log_dropped, log_waiting. A feed that is missing or
/// damaged raises FeedError: a missing one before the run begins.
void register_coordinator_scenarios();

}  // namespace foliot
