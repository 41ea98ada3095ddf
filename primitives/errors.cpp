#include "primitives/errors.h"

namespace foliot::errors {

const ErrorKind lock_not_acquired{"Runtime", "Lock is not acquired.", raise_text<RuntimeError>};
const ErrorKind wait_without_lock{"Runtime", "cannot wait on un-acquired lock",
                                  raise_text<RuntimeError>};
const ErrorKind notify_without_lock{"Runtime", "cannot notify on un-acquired lock",
                                    raise_text<RuntimeError>};
const ErrorKind semaphore_value{"Value", "Semaphore initial value must be >= 0",
                                raise_text<ValueError>};
const ErrorKind released_too_often{"Value", "BoundedSemaphore released too many times",
                                   raise_text<ValueError>};
const ErrorKind barrier_parties{"Value", "parties must be > 0", raise_text<ValueError>};
const ErrorKind barrier_aborted{"BrokenBarrier", "Barrier aborted", raise_text<BrokenBarrierError>};
const ErrorKind barrier_broken{"BrokenBarrier", "Abort or reset of barrier",
                               raise_text<BrokenBarrierError>};
const ErrorKind timeout_entered{"Runtime", "Timeout has already been entered",
                                raise_text<RuntimeError>};
const ErrorKind timeout_not_entered{"Runtime", "Timeout has not been entered",
                                    raise_text<RuntimeError>};
const ErrorKind timeout_expiring{"Runtime", "Cannot change state of expiring Timeout",
                                 raise_text<RuntimeError>};
const ErrorKind timeout_expired{"Runtime", "Cannot change state of expired Timeout",
                                raise_text<RuntimeError>};
const ErrorKind timeout_exited{"Runtime", "Cannot change state of finished Timeout",
                               raise_text<RuntimeError>};
const ErrorKind group_finished{"Runtime", "TaskGroup is finished", raise_text<RuntimeError>};
const ErrorKind group_shutting_down{"Runtime", "TaskGroup is shutting down",
                                    raise_text<RuntimeError>};
const ErrorKind queue_empty{"QueueEmpty", "the queue is empty", raise_text<QueueEmpty>};
const ErrorKind queue_full{"QueueFull", "the queue is full", raise_text<QueueFull>};
const ErrorKind queue_shut_down{"QueueShutDown", "the queue is shut down",
                                raise_text<QueueShutDown>};
const ErrorKind task_done_too_often{"Value", "task_done() called too many times",
                                    raise_text<ValueError>};
const ErrorKind nothing_to_wait_for{"Value", "Set of Tasks/Futures is empty.",
                                    raise_text<ValueError>};
const ErrorKind nothing_left_to_complete{"Runtime", "as_completed() has no more tasks to give",
                                         raise_text<RuntimeError>};

}  // namespace foliot::errors
