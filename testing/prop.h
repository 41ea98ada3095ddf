#pragma once

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "explore/warnings.h"
#include "sim/loop.h"
#include "testing/test.h"
#include "traces/file/trace.h"

namespace foliot {

struct Environment;

/// A schedule as a generated value: the choices of a run as bytes (see ByteStrategy). Shrinks
/// towards fifo order.
struct Schedule {
    std::vector<std::uint8_t> bytes;
};

std::ostream& operator<<(std::ostream& stream, const Schedule& schedule);

namespace detail {

/// One property of a test binary: runs its cases, and reports the smallest that fails together
/// with its trace.
class PropTest {
  public:
    PropTest(const char* suite, const char* name, const char* file, int line);

    /// Checks the property as the environment says, or replays a trace of it.
    void check(const rc::detail::Property& property);
    /// For the property: runs one case, and throws what RapidCheck should see where it fails.
    void run_case(const Schedule& schedule, const std::function<Coro<void>()>& body);

  private:
    class Case;
    /// What the next case is run for.
    enum class Purpose : std::uint8_t { search, record, replay };

    rc::detail::TestResult checked(const rc::detail::Property& property,
                                   const rc::detail::TestParams& params) const;
    /// Runs the one case that RapidCheck's words describe.
    rc::detail::TestResult again(const rc::detail::Property& property,
                                 const std::string& arguments) const;
    void replay(const rc::detail::Property& property, const std::string& file);
    void report(const rc::detail::FailureResult& failure, const rc::detail::Property& property);
    void fail(const std::string& text) const;

    std::string name_;
    const char* file_;
    int line_;
    std::shared_ptr<const Environment> environment_;
    std::vector<std::string> laws_;
    Purpose purpose_ = Purpose::search;
    std::uint64_t seed_ = 1;
    std::uint64_t cases_ = 0;
    bool left_out_ = false;  // the next case is not run, and counts as one that holds
    FoundWarnings warnings_;
    Trace trace_;      // the recorded run's, or the one to be replayed
    Outcome outcome_;  // of the run that was made last
};

template <class... Args>
void run_prop(PropTest test, Coro<void> (*body)(Args...)) {
    test.check(
        rc::detail::toProperty([&test, body](const Schedule& schedule, std::decay_t<Args>... args) {
            test.run_case(schedule, [&] { return body(std::move(args)...); });
        }));
}

}  // namespace detail

}  // namespace foliot

namespace rc {

template <>
struct Arbitrary<foliot::Schedule> {
    static Gen<foliot::Schedule> arbitrary();
};

}  // namespace rc

/// A property whose arguments RapidCheck generates, and whose schedule it generates with them, so
/// that input and schedule shrink together: `FOLIOT_PROP(Lock, Serves, (std::vector<int> delays)) {
/// ...; co_await ...; RC_ASSERT(...); }` The body is a coroutine; arguments are taken by value.
/// FOLIOT_CHECK, RC_ASSERT and EXPECT_* fail the property, as do a deadlock, an exception, tasks
/// left over, and a law that the run breaks: of all, unless FOLIOT_LAWS names some.
///
/// It is tried with 1,000 cases from a fixed seed, unless FOLIOT_RUNS and FOLIOT_SEED, or
/// RapidCheck's own RC_PARAMS, say otherwise. A failure shows the smallest arguments and schedule,
/// RapidCheck's words that make them again, and the trace, which FOLIOT_REPLAY replays with the
/// same arguments.
#define FOLIOT_PROP(suite, name, arguments)                             \
    static ::foliot::Coro<void> foliot_prop_##suite##_##name arguments; \
    TEST(suite, name) {                                                 \
        ::foliot::detail::run_prop({#suite, #name, __FILE__, __LINE__}, \
                                   &foliot_prop_##suite##_##name);      \
    }                                                                   \
    static ::foliot::Coro<void> foliot_prop_##suite##_##name arguments
