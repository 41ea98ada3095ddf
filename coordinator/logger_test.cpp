#include "coordinator/logger.h"

#include <gtest/gtest.h>

namespace foliot {
namespace {

TEST(Logger, GivesItsSinkWhatIsImportantEnough) {
    std::string seen;
    const Logger log(
        [&seen](LogLevel level, const std::string& text) {
            seen += std::string(name_of(level)) + " " + text + ", ";
        },
        LogLevel::warning);
    log.debug("a");
    log.info("b");
    log.warning("c");
    log.error([] { return "d" + std::to_string(1); });
    EXPECT_EQ(seen, "warning c, error d1, ");
}

TEST(Logger, MakesNoTextThatNobodyReads) {
    int made = 0;
    const auto text = [&made] {
        ++made;
        return std::string("text");
    };
    Logger().error(text);
    Logger([](LogLevel, const std::string&) {}, LogLevel::error).warning(text);
    EXPECT_EQ(made, 0);
    Logger([](LogLevel, const std::string&) {}).info(text);
    EXPECT_EQ(made, 1);
}

}  // namespace
}  // namespace foliot
