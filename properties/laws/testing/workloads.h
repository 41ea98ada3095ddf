#pragma once

#include "sim/coro.h"

// Small workloads that lean on one kind of primitive each: contention, timeouts, and cancellations
// at arbitrary instants. What they do is drawn, so every seed gives another one. All of their tasks
// end, whatever the order of the steps.
namespace foliot::law_tests {

Coro<> lock_workload();
Coro<> semaphore_workload();
Coro<> bounded_semaphore_workload();
Coro<> event_workload();
Coro<> condition_workload();
Coro<> barrier_workload();
Coro<> queue_workload();
Coro<> lifo_queue_workload();

}  // namespace foliot::law_tests
