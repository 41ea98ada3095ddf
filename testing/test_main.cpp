#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "explore/environment.h"
#include "traces/file/trace_json.h"

namespace {

bool has_test(const std::string& name) {
    const testing::UnitTest& tests = *testing::UnitTest::GetInstance();
    for (int i = 0; i < tests.total_test_suite_count(); ++i) {
        const testing::TestSuite& suite = *tests.GetTestSuite(i);
        for (int j = 0; j < suite.total_test_count(); ++j) {
            if (name == std::string(suite.name()) + "." + suite.GetTestInfo(j)->name()) return true;
        }
    }
    return false;
}

/// A replay that no test would make must not look like success.
void require_replayed_test(const std::string& file) {
    const foliot::Trace trace = foliot::read_trace(file);
    if (has_test(trace.scenario)) return;
    throw foliot::UsageError(file + ": is a trace of " + trace.scenario +
                             ", which this binary does not have; run the one that does");
}

}  // namespace

/// GoogleTest's main with three differences: an unknown FOLIOT_ variable is an error, and so are a
/// trace to replay that belongs to none of these tests, and a selection that runs no test.
int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    try {
        const foliot::Environment environment = foliot::read_environment();
        if (environment.replay) require_replayed_test(*environment.replay);
    } catch (const std::runtime_error& error) {  // UsageError, TraceError
        std::fprintf(stderr, "foliot: %s\n", error.what());
        return 2;
    }
    const int result = RUN_ALL_TESTS();
    const testing::UnitTest& tests = *testing::UnitTest::GetInstance();
    if (tests.test_to_run_count() == 0 && !testing::GTEST_FLAG(list_tests)) {
        std::fputs("foliot: no test was selected; see --gtest_list_tests\n", stderr);
        return 5;
    }
    return result;
}
