#include "coordinator/detail/log_backlog.h"

#include <gtest/gtest.h>

namespace foliot {
namespace {

LogRecord record(LogLevel level, const char* message) {
    LogRecord made;
    made.level = level;
    made.message = message;
    return made;
}

std::string all_of(LogBacklog& backlog) {
    std::string text;
    while (const std::optional<LogRecord> each = backlog.pop())
        text += each->message;
    return text;
}

TEST(LogBacklog, GivesTheOldestFirst) {
    LogBacklog backlog(3);
    for (const char* const message : {"a", "b", "c"})
        backlog.push(record(LogLevel::info, message));
    EXPECT_EQ(backlog.size(), 3U);
    EXPECT_EQ(all_of(backlog), "abc");
    EXPECT_EQ(backlog.dropped(), 0);
}

TEST(LogBacklog, DropsTheOldestOfTheLeastImportant) {
    LogBacklog backlog(4);
    backlog.push(record(LogLevel::error, "E"));
    backlog.push(record(LogLevel::info, "i"));
    backlog.push(record(LogLevel::debug, "d"));
    backlog.push(record(LogLevel::debug, "e"));
    backlog.push(record(LogLevel::warning, "W"));  // d goes
    backlog.push(record(LogLevel::warning, "X"));  // e
    backlog.push(record(LogLevel::info, "j"));     // i
    EXPECT_EQ(all_of(backlog), "EWXj");
    EXPECT_EQ(backlog.dropped(), 3);
    EXPECT_EQ(backlog.dropped(LogLevel::debug), 2);
    EXPECT_EQ(backlog.dropped(LogLevel::info), 1);
    EXPECT_EQ(backlog.dropped(LogLevel::warning), 0);
}

TEST(LogBacklog, DropsTheNewOneWhereItIsTheLeastImportant) {
    LogBacklog backlog(2);
    backlog.push(record(LogLevel::error, "E"));
    backlog.push(record(LogLevel::error, "F"));
    backlog.push(record(LogLevel::info, "i"));
    EXPECT_EQ(all_of(backlog), "EF");
    backlog.push(record(LogLevel::error, "G"));
    backlog.push(record(LogLevel::error, "H"));
    backlog.push(record(LogLevel::error, "I"));
    EXPECT_EQ(all_of(backlog), "HI");  // among equals the oldest
}

}  // namespace
}  // namespace foliot
