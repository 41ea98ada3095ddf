#include "sim/error.h"

#include <cxxabi.h>

namespace foliot {

TimeoutError::TimeoutError() : std::runtime_error("timed out") {}

ExceptionGroup::ExceptionGroup(std::vector<Failure> members)
    : std::runtime_error("unhandled errors in a TaskGroup"), members_(std::move(members)) {}

namespace errors {

namespace {
void raise_cancelled(const Failure&) {
    throw Cancelled();
}
void raise_timeout(const Failure&) {
    throw TimeoutError();
}
void raise_group(const Failure& failure) {
    throw ExceptionGroup(failure.members());
}
void raise_foreign(const Failure& failure) {
    std::rethrow_exception(failure.exception());
}
}  // namespace

const ErrorKind cancelled{"Cancelled", "the task was cancelled", raise_cancelled};
const ErrorKind timeout{"Timeout", "timed out", raise_timeout};
const ErrorKind group{"Group", "unhandled errors in a TaskGroup", raise_group};
const ErrorKind foreign{"Error", "", raise_foreign};
const ErrorKind no_running_loop{"Runtime", "no running event loop", raise_text<RuntimeError>};
const ErrorKind other_loop{"Runtime", "the object is bound to a different event loop",
                           raise_text<RuntimeError>};
const ErrorKind awaits_itself{"Runtime", "a task cannot await itself", raise_text<RuntimeError>};
const ErrorKind other_thread{"Runtime",
                             "Non-thread-safe operation invoked on an event loop other than the "
                             "current one",
                             raise_text<RuntimeError>};

}  // namespace errors

namespace {

std::string name_of_members(const std::vector<Failure>& members) {
    std::string name = "Group";
    const char* separator = "[";
    for (const Failure& member : members) {
        name += separator + member.name();
        separator = ",";
    }
    return name + "]";
}

/// The name that the kind of the same error has, where the exception is one of Foliot's own.
std::string name_of_exception(const std::exception_ptr& exception) {
    try {
        std::rethrow_exception(exception);
    } catch (const TimeoutError&) {
        return "Timeout";
    } catch (const BrokenBarrierError&) {
        return "BrokenBarrier";
    } catch (const RuntimeError&) {
        return "Runtime";
    } catch (const ValueError&) {
        return "Value";
    } catch (const QueueEmpty&) {
        return "QueueEmpty";
    } catch (const QueueFull&) {
        return "QueueFull";
    } catch (const QueueShutDown&) {
        return "QueueShutDown";
    } catch (const ExceptionGroup& group) {
        return name_of_members(group.members());
    } catch (...) {
        return "Error";
    }
}

}  // namespace

bool detail::current_exception_is_cancelled() noexcept {
    const std::type_info* const type = abi::__cxa_current_exception_type();
    return type != nullptr && *type == typeid(Cancelled);
}

Failure Failure::current() {
    if (detail::current_exception_is_cancelled()) return Failure(errors::cancelled);
    return of(std::current_exception());
}

Failure Failure::of(std::exception_ptr exception) {
    return Failure(new Details{&errors::foreign, std::move(exception), {}});
}

Failure Failure::group(std::vector<Failure> members) {
    return Failure(new Details{&errors::group, nullptr, std::move(members)});
}

void Failure::drop() noexcept {
    delete details();
}

bool Failure::is_cancelled() const {
    return is(errors::cancelled);
}

const std::vector<Failure>& Failure::members() const {
    static const std::vector<Failure> none;
    return detailed() ? details()->members : none;
}

std::string Failure::name() const {
    if (is(errors::foreign)) return name_of_exception(details()->exception);
    return is(errors::group) ? name_of_members(members()) : std::string(kind().name);
}

std::string Failure::text() const {
    if (is(errors::group)) return std::string(kind().text) + ": " + name();
    if (!detailed() || !details()->exception) return std::string(kind().text);
    try {
        std::rethrow_exception(details()->exception);
    } catch (const std::exception& error) {
        return error.what();
    } catch (...) {
        return "an exception that is not a std::exception";
    }
}

std::exception_ptr Failure::exception() const {
    if (word_ == 0) return nullptr;
    if (detailed() && details()->exception) return details()->exception;
    try {
        kind().raise(*this);
    } catch (...) {
        return std::current_exception();
    }
    return nullptr;
}

void Failure::raise() const {
    kind().raise(*this);
    std::terminate();  // a kind's raise throws
}

}  // namespace foliot
