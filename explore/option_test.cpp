#include "explore/option.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "explore/input_file.h"
#include "explore/trace_options.h"
#include "sim/error.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

const Options known{option<int>("--n", ""), option<>("--fast", ""),
                    option<std::optional<Duration>>("--nap", ""),
                    option<std::string>("--word", "").repeated()};

/// Why these are refused; empty if they are not.
std::string refusal(std::vector<GivenOption> given) {
    try {
        check_options(known, GivenOptions(std::move(given)));
    } catch (const ValueError& error) {
        return error.what();
    }
    return {};
}

TEST(Option, SaysWhatItTakes) {
    EXPECT_EQ(known[0].takes, Option::Takes::a_value);
    EXPECT_EQ(known[0].kind, "N");
    EXPECT_EQ(known[1].takes, Option::Takes::nothing);
    EXPECT_EQ(known[2].takes, Option::Takes::perhaps_a_value);
    EXPECT_EQ(known[2].kind, "T");
    EXPECT_TRUE(known[3].repeatable);
    EXPECT_FALSE(known[2].repeatable);
    EXPECT_TRUE(option<InputFile>("--file", "").names_a_file);
}

TEST(Option, ValuesAreReadAsTheirType) {
    EXPECT_EQ(OptionValue<int>::read("-3"), -3);
    EXPECT_THROW(OptionValue<int>::read("3000000000"), ValueError);
    EXPECT_EQ(OptionValue<std::int64_t>::read("3000000000"), 3'000'000'000);
    EXPECT_EQ(OptionValue<std::uint64_t>::read("18446744073709551615"), ~std::uint64_t{0});
    EXPECT_THROW(OptionValue<std::uint64_t>::read("-1"), ValueError);
    EXPECT_THROW(OptionValue<int>::read("3x"), ValueError);
    EXPECT_THROW(OptionValue<int>::read(""), ValueError);
    EXPECT_EQ(OptionValue<Duration>::read("7ns"), 7ns);
    EXPECT_EQ(OptionValue<Duration>::read("500us"), 500us);
    EXPECT_EQ(OptionValue<Duration>::read("50ms"), 50ms);
    EXPECT_EQ(OptionValue<Duration>::read("2s"), 2s);
    for (const char* const wrong : {"", "s", "2", "-2s", "2m", "1.5s", "9300000000s"})
        EXPECT_THROW(OptionValue<Duration>::read(wrong), ValueError) << wrong;
}

TEST(Option, WrongOnesAreNamed) {
    EXPECT_EQ(refusal({{"--n", "5"}, {"--fast", {}}, {"--nap", {}}, {"--word", "a"}}), "");
    EXPECT_EQ(refusal({{"--word", "a"}, {"--word", "b"}}), "");
    EXPECT_EQ(refusal({{"--m", "5"}}), "--m: there is no such option");
    EXPECT_EQ(refusal({{"--n", {}}}), "--n: needs a value (N)");
    EXPECT_EQ(refusal({{"--fast", "1"}}), "--fast: takes no value");
    EXPECT_EQ(refusal({{"--n", "5"}, {"--n", "5"}}), "--n: may be given once only");
    EXPECT_EQ(refusal({{"--nap", "soon"}}).substr(0, 28), "--nap: \"soon\" is no duration");
}

TEST(GivenOptions, AreReadByName) {
    const GivenOptions given(
        {{"--word", "a"}, {"--n", "5"}, {"--word", "b"}, {"--fast", {}}, {"--nap", {}}});
    EXPECT_EQ(given.get<int>("--n"), 5);
    EXPECT_EQ(given.get<std::string>("--word"), "b");
    EXPECT_EQ(given.all<std::string>("--word"), (std::vector<std::string>{"a", "b"}));
    EXPECT_TRUE(given.has("--fast"));
    EXPECT_TRUE(given.has("--nap"));
    EXPECT_EQ(given.get<Duration>("--nap"), std::nullopt);
    EXPECT_FALSE(given.has("--m"));
    EXPECT_EQ(given.get_or<int>("--m", 7), 7);
}

TEST(TraceOptions, KeepTheHashesOfFilesAndRefuseOthers) {
    const std::string file =
        (std::filesystem::temp_directory_path() / ("foliot-option-" + std::to_string(getpid())))
            .string();
    std::ofstream(file) << "first";
    const CoroScenario reader("reader", "", [](Inputs) -> Coro<> { co_return; },
                              {option<InputFile>("--file", ""), option<int>("--n", "")});
    const GivenOptions given({{"--n", "5"}, {"--file", file}});
    Trace trace;
    keep_options(trace, reader, given);
    ASSERT_EQ(trace.input.size(), 1U);
    EXPECT_EQ(trace.input[0].file, file);
    EXPECT_EQ(inputs_of(trace, reader).options, given);
    // A trace from before options were kept.
    trace.options.clear();
    EXPECT_EQ(inputs_of(trace, reader).options, GivenOptions({{"--file", file}}));
    std::ofstream(file) << "second";
    EXPECT_THROW(inputs_of(trace, reader), InputError);
    std::filesystem::remove(file);
    EXPECT_THROW(inputs_of(trace, reader), InputError);
}

}  // namespace
}  // namespace foliot
