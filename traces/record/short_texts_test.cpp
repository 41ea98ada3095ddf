#include "traces/record/short_texts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace foliot {
namespace {

/// Whether each text has the id that the table gives it, at first and when it comes again.
void expect_ids_of_the_table(const std::vector<std::string>& texts) {
    ShortTexts known;
    StringTable strings;
    for (int round = 0; round < 3; ++round) {
        for (const std::string& text : texts) {
            const StringId id = known.intern(text, strings);
            EXPECT_EQ(strings[id], text);
            EXPECT_EQ(id, strings.intern(text));
        }
    }
}

TEST(ShortTexts, HaveTheIdsOfTheirTable) {
    expect_ids_of_the_table({"wait", "wake", "yield", "acquire", "release", "end", "a", "ab", ""});
}

TEST(ShortTexts, MayHaveAnyLength) {
    std::vector<std::string> texts;
    for (std::size_t size = 0; size < 40; ++size) {
        texts.emplace_back(size, 'x');
        texts.push_back(std::string(size, 'x') + "y");
        texts.push_back("y" + std::string(size, 'x'));
    }
    expect_ids_of_the_table(texts);
}

TEST(ShortTexts, MayBeMoreThanItKeeps) {
    std::vector<std::string> texts;
    for (int i = 0; i < 1'000; ++i)
        texts.push_back("text " + std::to_string(i));
    expect_ids_of_the_table(texts);
}

TEST(ShortTexts, MayHoldZeros) {
    std::vector<std::string> texts;
    for (std::size_t size = 1; size <= 18; ++size)
        texts.emplace_back(size, '\0');
    expect_ids_of_the_table(texts);
}

TEST(ShortTexts, AreKnownByWhatTheySayNotByWhereTheyStand) {
    ShortTexts known;
    StringTable strings;
    std::string text = "wait";
    EXPECT_EQ(strings[known.intern(text, strings)], "wait");
    text[3] = 'u';
    EXPECT_EQ(strings[known.intern(text, strings)], "waiu");
}

TEST(ShortTexts, OfBrokenUtf8AreMendedAsInTheTable) {
    ShortTexts known;
    StringTable strings;
    const StringId first = known.intern("a\xff", strings);
    EXPECT_EQ(known.intern("a\xff", strings), first);
    EXPECT_EQ(strings[first], "a\xef\xbf\xbd");
}

}  // namespace
}  // namespace foliot
