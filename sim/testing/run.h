#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>

#include "sim/coro.h"
#include "sim/failure.h"
#include "sim/loop.h"
#include "sim/outcome.h"
#include "sim/task.h"

// What the tests of the kernel and of the primitives share.
namespace foliot {

/// Runs the coroutine `body()` as the root of a loop of its own, under fifo unless told otherwise.
/// `body` may be a lambda with captures: it is kept until the run is over.
template <class Body>
Outcome outcome_of(const Body& body, const LoopOptions& options = {}) {
    Loop loop(options);
    return loop.run(body());
}

/// "completed", or "deadlock: main waits for Lock".
inline std::string text_of(const Outcome& outcome) {
    return std::string(name_of(outcome.verdict)) + (outcome.failed() ? ": " : "") + outcome.message;
}

/// The same for a run that must complete: throws where it fails, and so fails the test.
template <class Body>
Outcome run_to_end(const Body& body, const LoopOptions& options = {}) {
    Outcome outcome = outcome_of(body, options);
    if (outcome.failed()) throw std::runtime_error(text_of(outcome));
    return outcome;
}

/// What a test writes down: each word with its virtual time in whole milliseconds, "0 a, 5 b".
class Log {
  public:
    void add(std::string_view word) {
        const auto now = Loop::current()->now().time_since_epoch();
        const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
        text_ += (text_.empty() ? "" : ", ") + std::to_string(ms) + " " + std::string(word);
    }
    const std::string& text() const { return text_; }

  private:
    std::string text_;
};

/// "ok", or the failure's name.
inline std::string end_of(const Failure& failure) {
    return failure ? failure.name() : "ok";
}
template <class T>
std::string end_of(const Result<T>& result) {
    return end_of(result.failure());
}

/// "Runtime: Lock is not acquired.": what `action` raises; "nothing" where it raises nothing.
template <class Action>
std::string raised_by(const Action& action) {
    try {
        action();
    } catch (...) {
        const Failure failure = Failure::current();
        return failure.name() + ": " + failure.text();
    }
    return "nothing";
}

}  // namespace foliot
