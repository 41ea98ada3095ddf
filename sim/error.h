#pragma once

#include <stdexcept>
#include <vector>

#include "sim/failure.h"

namespace foliot {

/// Thrown at the await of a task that was cancelled. Not a std::exception, so that `catch (const
/// std::exception&)` around an await does not swallow a cancellation; as asyncio.CancelledError.
class Cancelled final {};

/// A deadline passed (asyncio.TimeoutError).
class TimeoutError : public std::runtime_error {
  public:
    TimeoutError();
};

/// Misuse of a primitive or of the loop (Python's RuntimeError).
class RuntimeError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// An argument or a count out of range (Python's ValueError).
class ValueError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A result was asked of a future that has none yet, or set on one that is done.
class InvalidStateError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// The barrier was aborted or reset while a task waited at it.
class BrokenBarrierError : public RuntimeError {
  public:
    using RuntimeError::RuntimeError;
};

/// get_nowait() found no item.
class QueueEmpty : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// put_nowait() found no room.
class QueueFull : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// The queue was shut down, and has nothing left to give.
class QueueShutDown : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// The errors of a TaskGroup's tasks, in the order in which they happened (Python's
/// ExceptionGroup).
class ExceptionGroup : public std::runtime_error {
  public:
    explicit ExceptionGroup(std::vector<Failure> members);
    const std::vector<Failure>& members() const { return members_; }

  private:
    std::vector<Failure> members_;
};

namespace errors {

extern const ErrorKind cancelled;
extern const ErrorKind timeout;
extern const ErrorKind group;
/// A C++ exception of the user's own.
extern const ErrorKind foreign;
extern const ErrorKind no_running_loop;
extern const ErrorKind other_loop;
extern const ErrorKind awaits_itself;
/// An operation that is not thread-safe, called from a wrong thread; refused in debug mode only.
extern const ErrorKind other_thread;

/// Throws `Exception(text of the kind)`: the `raise` of every kind that has a text of its own.
template <class Exception>
void raise_text(const Failure& failure) {
    throw Exception(std::string(failure.kind().text));
}

}  // namespace errors

}  // namespace foliot
