#include "testing/test_glue.h"

#include <errno.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "explore/trace_options.h"
#include "traces/file/trace_json.h"

namespace foliot::detail {

Environment environment_or_exit() {
    try {
        return read_environment();
    } catch (const UsageError& error) {
        std::fprintf(stderr, "foliot: %s\n", error.what());
        std::exit(2);
    }
}

Trace trace_or_exit(const std::string& file) {
    try {
        return read_trace(file);
    } catch (const TraceError& error) {
        std::fprintf(stderr, "foliot: %s\n", error.what());
        std::exit(2);
    }
}

Inputs inputs_or_exit(const Trace& trace, const Scenario& scenario) {
    try {
        return inputs_of(trace, scenario);
    } catch (const std::runtime_error& error) {
        std::fprintf(stderr, "foliot: %s\n", error.what());
        std::exit(2);
    }
}

std::string replay_command(const std::string& trace, const std::string& test) {
    return "FOLIOT_REPLAY=" + trace + " " + program_invocation_name + " --gtest_filter=" + test;
}

std::string crash_command(const std::string& test) {
    return "FOLIOT_RUNS=1 " + std::string(program_invocation_name) + " --gtest_filter=" + test +
           "   with FOLIOT_SEED=";
}

void report_failure(const std::string& text, const char* file, int line) {
    std::fputs(text.c_str(), stderr);
    ADD_FAILURE_AT(file, line) << text;
}

}  // namespace foliot::detail
