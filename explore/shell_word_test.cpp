#include "explore/shell_word.h"

#include <gtest/gtest.h>

namespace foliot {
namespace {

TEST(ShellWord, LeavesPlainWordsAlone) {
    EXPECT_EQ(shell_word("foliot-traces/Account.NothingIsLost-1535.json"),
              "foliot-traces/Account.NothingIsLost-1535.json");
    EXPECT_EQ(shell_word("pct:3"), "pct:3");
}

TEST(ShellWord, QuotesWhatAShellHasAUseFor) {
    EXPECT_EQ(shell_word("my traces/a.json"), "'my traces/a.json'");
    EXPECT_EQ(shell_word("a$b"), "'a$b'");
    EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
    EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace foliot
