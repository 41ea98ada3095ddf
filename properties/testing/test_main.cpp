#include <gtest/gtest.h>

#include <cstdio>

#include "properties/environment.h"

/// GoogleTest's main with two differences: an unknown FOLIOT_ variable is an error, and so is a
/// selection that runs no test.
int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    try {
        static_cast<void>(foliot::read_environment());
    } catch (const foliot::UsageError& error) {
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
