#pragma once

#include "sim/error.h"

/// The misuses of primitives, worded as CPython words them.
namespace foliot::errors {

extern const ErrorKind lock_not_acquired;
extern const ErrorKind wait_without_lock;
extern const ErrorKind notify_without_lock;
extern const ErrorKind semaphore_value;
extern const ErrorKind released_too_often;
extern const ErrorKind barrier_parties;
extern const ErrorKind barrier_aborted;
extern const ErrorKind barrier_broken;
extern const ErrorKind timeout_entered;
extern const ErrorKind timeout_not_entered;
extern const ErrorKind timeout_expiring;
extern const ErrorKind timeout_expired;
extern const ErrorKind timeout_exited;
extern const ErrorKind group_finished;
extern const ErrorKind group_shutting_down;
extern const ErrorKind queue_empty;
extern const ErrorKind queue_full;
extern const ErrorKind queue_shut_down;
extern const ErrorKind task_done_too_often;
extern const ErrorKind nothing_to_wait_for;
extern const ErrorKind nothing_left_to_complete;

}  // namespace foliot::errors
