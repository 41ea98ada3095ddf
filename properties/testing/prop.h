#pragma once

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <ostream>
#include <type_traits>
#include <utility>
#include <vector>

#include "properties/testing/test.h"
#include "sim/bytes.h"
#include "sim/loop.h"

namespace foliot {

/// A schedule as a generated value: the choices of a run as bytes (see BytesStrategy). Shrinks
/// towards fifo order.
struct Schedule {
    std::vector<std::uint8_t> bytes;
};

std::ostream& operator<<(std::ostream& stream, const Schedule& schedule);

namespace detail {

/// Throws what RapidCheck should see of a failed run: the original exception, or the message.
void raise_failure(const Outcome& outcome);

template <class... Args>
void run_prop(const char* name, Coro<void> (*body)(Args...)) {
    rc::detail::checkGTest([=](const Schedule& schedule, std::decay_t<Args>... args) {
        BytesStrategy strategy(schedule.bytes);
        LoopOptions options;
        options.strategy = &strategy;
        raise_failure(catching_expectations([&] {
            Loop loop(options);
            return loop.run(body(std::move(args)...), name);
        }));
    });
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
/// FOLIOT_CHECK, RC_ASSERT and EXPECT_* fail the property. RC_PARAMS steers it as any RapidCheck
/// property.
#define FOLIOT_PROP(suite, name, arguments)                                          \
    static ::foliot::Coro<void> foliot_prop_##suite##_##name arguments;              \
    TEST(suite, name) {                                                              \
        ::foliot::detail::run_prop(#suite "." #name, &foliot_prop_##suite##_##name); \
    }                                                                                \
    static ::foliot::Coro<void> foliot_prop_##suite##_##name arguments
