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
const ErrorKind group_finished{"Runtime", "TaskGroup is finished", raise_text<RuntimeError>};
const ErrorKind group_shutting_down{"Runtime", "TaskGroup is shutting down",
                                    raise_text<RuntimeError>};

}  // namespace foliot::errors
