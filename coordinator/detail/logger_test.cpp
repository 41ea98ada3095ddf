#include "coordinator/detail/logger.h"

#include <gtest/gtest.h>

#include <chrono>
#include <vector>

#include "sim/sleep.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

TEST(Logger, GivesItsSinkWhatIsImportantEnough) {
    std::string seen;
    const auto sink = [&seen](const LogRecord& record) {
        seen += std::string(name_of(record.level)) + " " + text_of(record) + ", ";
    };
    const Logger log(sink, LogLevel::warning);
    log.debug("a");
    log.info("b");
    log.warning("c");
    log.of("part").error([] { return "d" + std::to_string(1); }, {{"n", 5}});
    EXPECT_EQ(seen, "warning c, error part: d1 n=5, ");
}

TEST(Logger, MakesRecordsWithTheTimeOfTheLoop) {
    std::vector<LogRecord> seen;
    run_to_end([&seen]() -> Coro<> {
        const Logger log =
            Logger([&seen](LogRecord record) { seen.push_back(std::move(record)); }).of("part");
        co_await sleep(std::chrono::milliseconds(3));
        log.info("text", {{"a", 1}, {"b", -2}});
    });
    LogRecord expected;
    expected.time = virtual_start + std::chrono::milliseconds(3);
    expected.component = "part";
    expected.message = "text";
    expected.fields = {{"a", 1}, {"b", -2}};
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen.front(), expected);
}

TEST(Logger, MakesNoTextThatNobodyReads) {
    int made = 0;
    const auto text = [&made] {
        ++made;
        return std::string("text");
    };
    Logger().error(text);
    Logger([](const LogRecord&) {}, LogLevel::error).warning(text);
    EXPECT_EQ(made, 0);
    Logger([](const LogRecord&) {}).info(text);
    EXPECT_EQ(made, 1);
}

}  // namespace
}  // namespace foliot
