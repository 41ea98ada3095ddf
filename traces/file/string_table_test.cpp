#include "traces/file/string_table.h"
#include "sim/hash.h"

#include <gtest/gtest.h>

namespace foliot {
namespace {

TEST(StringTable, KeepsEachStringOnce) {
    StringTable table;
    const StringId lock = table.intern("Lock");
    const StringId event = table.intern("Event");
    EXPECT_NE(lock, event);
    EXPECT_EQ(table.intern(std::string("Lo") + "ck"), lock);
    EXPECT_EQ(table[lock], "Lock");
    EXPECT_EQ(table.size(), 3U);  // with the empty string
}

TEST(StringTable, TheEmptyStringIsNoString) {
    StringTable table;
    EXPECT_EQ(table.intern(""), no_string);
    EXPECT_EQ(table[no_string], "");
}

TEST(StringTable, FindsEveryStringAmongMany) {
    StringTable table;
    for (int i = 0; i < 10'000; ++i)
        table.intern("task " + std::to_string(i));
    for (int i = 0; i < 10'000; ++i) {
        const std::string text = "task " + std::to_string(i);
        EXPECT_EQ(table[table.intern(text)], text);
    }
    EXPECT_EQ(table.size(), 10'001U);
}

TEST(StringTable, ReplacesWhatIsNotUtf8) {
    StringTable table;
    const StringId broken = table.intern(
        "a\xff"
        "b");
    EXPECT_EQ(table[broken],
              "a\xef\xbf\xbd"
              "b");
    EXPECT_EQ(table.intern("a\xff"
                           "b"),
              broken);
    EXPECT_EQ(table[table.intern("na\xc3\xafve")], "na\xc3\xafve");
}

TEST(StringTable, AHashIsTheSameEverywhere) {
    EXPECT_EQ(hash_of(""), 0U);
    EXPECT_EQ(hash_of("Lock"), 0x11720d74297d33ccU);
    EXPECT_EQ(hash_of("timer of 0.1 deposit"), 0xbbdef46f8df460e0U);
    EXPECT_EQ(hash_of("\xc3\xa4"), 0xec69d86d98c51ae3U);
    EXPECT_NE(hash_of(std::string_view("a\0", 2)), hash_of("a"));
}

}  // namespace
}  // namespace foliot
