#pragma once

#include <cstddef>
#include <cstdint>

#include "explore/scenario.h"

namespace foliot::detail {

/// One run of `scenario` whose choices are these bytes. Where it fails: prints the failure, writes
/// its trace and aborts, as fuzzers expect.
void fuzz_once(const Scenario& scenario, const std::uint8_t* bytes, std::size_t size);

}  // namespace foliot::detail

/// A libFuzzer target: the coroutine body that follows is run with the fuzzer's bytes as its
/// choices (see ByteStrategy). `FOLIOT_FUZZ(lost_update) { ...; co_await ...; }` Link it with
/// -fsanitize=fuzzer; its corpus then holds schedules. Traces go to foliot-traces/, or
/// FOLIOT_TRACE_DIR.
#define FOLIOT_FUZZ(name)                                                                  \
    static ::foliot::Coro<void> foliot_fuzz_body_##name();                                 \
    extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {   \
        static const ::foliot::CoroScenario scenario(                                      \
            #name, "", [](const ::foliot::Inputs&) { return foliot_fuzz_body_##name(); }); \
        ::foliot::detail::fuzz_once(scenario, bytes, size);                                \
        return 0;                                                                          \
    }                                                                                      \
    static ::foliot::Coro<void> foliot_fuzz_body_##name()
