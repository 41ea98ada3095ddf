#include "explore/environment.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace foliot {
namespace {

/// Sets a variable while it lives.
class Variable {
  public:
    Variable(const char* name, const char* value) : name_(name) { setenv(name, value, 1); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;
    ~Variable() { unsetenv(name_); }

  private:
    const char* name_;
};

std::string refusal() {
    try {
        read_environment();
    } catch (const UsageError& error) {
        return error.what();
    }
    return "accepted";
}

TEST(Environment, ReadsWhatItKnows) {
    const Variable seed("FOLIOT_SEED", "18446744073709551615");
    const Variable runs("FOLIOT_RUNS", "7");
    const Variable strategy("FOLIOT_STRATEGY", "fifo");
    const Variable folder("FOLIOT_TRACE_DIR", "here");
    const Environment environment = read_environment();
    EXPECT_EQ(environment.seed, 18446744073709551615U);
    EXPECT_EQ(environment.runs, 7U);
    EXPECT_EQ(environment.strategy, "fifo");
    EXPECT_EQ(environment.trace_folder, "here");
    EXPECT_FALSE(environment.replay.has_value());
}

TEST(Environment, RefusesAnUnknownVariable) {
    const Variable unknown("FOLIOT_SEDE", "1");
    EXPECT_EQ(refusal().substr(0, 29), "unknown variable FOLIOT_SEDE;");
}

TEST(Environment, IsInTheReadme) {
    std::ifstream file("README.md");
    const std::string readme{std::istreambuf_iterator<char>(file), {}};
    EXPECT_FALSE(environment_variables().empty());
    for (const std::string_view name : environment_variables())
        EXPECT_NE(readme.find("`" + std::string(name)), std::string::npos) << name;
}

TEST(Environment, RefusesValuesThatCannotBeMeant) {
    for (const char* const value : {"", "-1", "+1", " 1", "1x", "0x10", "18446744073709551616"}) {
        const Variable seed("FOLIOT_SEED", value);
        EXPECT_EQ(refusal(), "FOLIOT_SEED: \"" + std::string(value) +
                                 "\" is no number from 0 to 18446744073709551615");
    }
    const Variable runs("FOLIOT_RUNS", "0");
    EXPECT_NE(refusal(), "accepted");
}

TEST(Environment, DebugModeIsZeroOrOne) {
    EXPECT_FALSE(read_environment().debug);
    {
        const Variable on("FOLIOT_DEBUG", "1");
        EXPECT_TRUE(read_environment().debug);
    }
    {
        const Variable off("FOLIOT_DEBUG", "0");
        EXPECT_FALSE(read_environment().debug);
    }
    for (const char* const value : {"", "2", "yes", "01", " 1"}) {
        const Variable debug("FOLIOT_DEBUG", value);
        EXPECT_EQ(refusal(), "FOLIOT_DEBUG: \"" + std::string(value) + "\" is neither 0 nor 1");
    }
}

TEST(Environment, RefusesAnUnknownStrategy) {
    const Variable strategy("FOLIOT_STRATEGY", "rnadom");
    EXPECT_EQ(refusal().substr(0, 42), "FOLIOT_STRATEGY: unknown strategy \"rnadom\"");
}

}  // namespace
}  // namespace foliot
