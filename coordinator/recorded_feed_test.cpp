#include "coordinator/recorded_feed.h"

#include <gtest/gtest.h>

#include <chrono>

#include "coordinator/detail/feed_error.h"
#include "coordinator/testing/feeds.h"
#include "sim/quietly.h"
#include "sim/task.h"
#include "sim/testing/run.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t start_ns = 1'700'000'000'000'000'000;

std::int64_t at_ms(std::int64_t ms) {
    return start_ns + ms * 1'000'000;
}

Coro<> log_all(RecordedFeed& feed, Log& log) {
    for (;;) {
        const std::optional<MarketDataUpdate> update = co_await feed.receive();
        if (!update) break;
        log.add(update->symbol + "=" + update->price.text());
    }
    log.add("end");
}

/// "0 A=1.0, 5 B=2.0, 5 end", or what went wrong.
std::string replayed(const std::vector<std::string>& paths) {
    Log log;
    try {
        std::vector<TradeFile> files = open_trade_files(paths);
        const Outcome outcome = outcome_of([&]() -> Coro<> {
            RecordedFeed feed(std::move(files));
            const Result<> ended = co_await quietly(log_all(feed, log));
            EXPECT_TRUE(feed.ended().is_set());
            ended.failure().raise_if();
        });
        if (outcome.error) std::rethrow_exception(outcome.error);
    } catch (const std::exception& error) {
        return log.text() + (log.text().empty() ? "" : ", ") + error.what();
    }
    return log.text();
}

/// The same of one file, which is called F.
std::string replayed_file(const TemporaryFile& file) {
    const std::string text = replayed({file.path()});
    const std::size_t at = text.find(file.path());
    return at == std::string::npos
               ? text
               : text.substr(0, at) + "F" + text.substr(at + file.path().size());
}

TEST(RecordedFeed, GivesTradesAtTheirTimesSinceTheFirstMessage) {
    const TemporaryFile file("times.gz");
    file.compress(quote_line(at_ms(0)) + trade_line(at_ms(3), "A", "1.50") + quote_line(at_ms(4)) +
                  trade_line(at_ms(8), "A", "1.60") + trade_line(at_ms(8), "A", "1.70") +
                  quote_line(at_ms(20)));
    EXPECT_EQ(replayed_file(file), "3 A=1.50, 8 A=1.60, 8 A=1.70, 8 end");
}

TEST(RecordedFeed, ReadsAPlainFileAsWell) {
    const TemporaryFile file("plain.jsonl");
    const std::string text = trade_line(at_ms(0), "A", "1") + trade_line(at_ms(1), "A", "2");
    file.write(text.substr(0, text.size() - 1));  // nor need the last line have an end
    EXPECT_EQ(replayed_file(file), "0 A=1, 1 A=2, 1 end");
}

TEST(RecordedFeed, KeepsDecimalsAndTheExchangesClock) {
    const TemporaryFile file("exact.gz");
    file.compress(trade_line(at_ms(0), "BTCUSDT", "61837.63000000", "0.00009000"));
    std::optional<MarketDataUpdate> update;
    run_to_end([&]() -> Coro<> {
        const std::vector<std::string> paths{file.path()};
        RecordedFeed feed(open_trade_files(paths));
        update = co_await feed.receive();
    });
    EXPECT_EQ(update->price.text(), "61837.63000000");
    EXPECT_EQ(update->volume.text(), "0.00009000");
    EXPECT_EQ(update->timestamp, virtual_start + 1s);  // ahead of its arrival
    EXPECT_EQ(update->source, "recorded");
}

TEST(RecordedFeed, MergesFilesByTimeThenByTheirOrder) {
    const TemporaryFile first("first.gz");
    const TemporaryFile second("second.gz");
    first.compress(trade_line(at_ms(2), "A", "1") + trade_line(at_ms(7), "A", "2") +
                   trade_line(at_ms(7), "A", "3"));
    second.compress(trade_line(at_ms(0), "B", "1") + trade_line(at_ms(7), "B", "2") +
                    trade_line(at_ms(9), "B", "3"));
    EXPECT_EQ(replayed({first.path(), second.path()}),
              "0 B=1, 2 A=1, 7 A=2, 7 A=3, 7 B=2, 9 B=3, 9 end");
    EXPECT_EQ(replayed({second.path(), first.path()}),
              "0 B=1, 2 A=1, 7 B=2, 7 A=2, 7 A=3, 9 B=3, 9 end");
}

TEST(RecordedFeed, GivesWhatIsLateAtOnce) {
    const TemporaryFile file("late.gz");
    file.compress(trade_line(at_ms(0), "A", "1") + trade_line(at_ms(1), "A", "2") +
                  trade_line(at_ms(2), "A", "3"));
    Log log;
    run_to_end([&]() -> Coro<> {
        const std::vector<std::string> paths{file.path()};
        RecordedFeed feed(open_trade_files(paths));
        co_await sleep(10ms);
        co_await log_all(feed, log);
    });
    EXPECT_EQ(log.text(), "10 A=1, 10 A=2, 10 A=3, 10 end");
}

Coro<> receive_one(RecordedFeed& feed) {
    co_await feed.receive();
}

TEST(RecordedFeed, AReceiveThatIsCancelledConsumesNothing) {
    const TemporaryFile file("cancel.gz");
    file.compress(trade_line(at_ms(0), "A", "1") + trade_line(at_ms(5), "A", "2"));
    Log log;
    run_to_end([&]() -> Coro<> {
        const std::vector<std::string> paths{file.path()};
        RecordedFeed feed(open_trade_files(paths));
        co_await feed.receive();
        Task<> receiver = spawn(receive_one(feed));
        co_await sleep(1ms);
        receiver.cancel();
        co_await ended(receiver);
        co_await log_all(feed, log);
    });
    EXPECT_EQ(log.text(), "5 A=2, 5 end");
}

TEST(RecordedFeed, ReadsMoreThanOnePieceOfAFile) {
    const TemporaryFile file("long.gz");
    std::string text;
    for (int i = 0; i < 3'000; ++i) {
        text += trade_line(at_ms(0), "A", std::to_string(i));
        if (i == 1'000)
            text += std::to_string(at_ms(0)) + " {\"x\":\"" + std::string(200'000, 'y') + "\"}\n";
    }
    file.compress(text);
    const std::string all = replayed_file(file);
    EXPECT_EQ(std::count(all.begin(), all.end(), '='), 3'000);
    EXPECT_TRUE(all.ends_with(", 0 A=2999, 0 end"));
}

TEST(RecordedFeed, NamesFileAndLineOfADamagedLine) {
    const auto wrong = [](const std::string& line) {
        const TemporaryFile file("damaged.gz");
        file.compress(trade_line(at_ms(0), "A", "1") + quote_line(at_ms(1)) + line + "\n" +
                      trade_line(at_ms(9), "A", "2"));
        return replayed_file(file);
    };
    const std::string before = "0 A=1, F:3: ";
    const std::string remedy = "; mend or remove the line";
    const std::string time = std::to_string(at_ms(2)) + " ";
    const std::string no_time =
        before + "the line does not begin with a time in nanoseconds and a blank" + remedy;
    const std::string no_object = before + "what follows the time is no JSON object" + remedy;
    EXPECT_EQ(wrong(""), no_time);
    EXPECT_EQ(wrong("{}"), no_time);
    EXPECT_EQ(wrong("-5 {}"), no_time);
    EXPECT_EQ(wrong("99999999999999999999 {}"), no_time);
    EXPECT_EQ(wrong(time), no_object);
    EXPECT_EQ(wrong(time + "{\"stream\":"), no_object);
    EXPECT_EQ(wrong(time + "5"), no_object);
    EXPECT_EQ(wrong(time + R"({"data":{"e":"trade","s":"A","q":"1","T":1}})"),
              before + "a trade without the string \"p\"" + remedy);
    EXPECT_EQ(wrong(time + R"({"data":{"e":"trade","s":"A","p":1.5,"q":"1","T":1}})"),
              before + "a trade without the string \"p\"" + remedy);
    EXPECT_EQ(wrong(time + R"({"data":{"e":"trade","s":"A","p":"x","q":"1","T":1}})"),
              before + "the price \"x\" is no decimal number" + remedy);
    EXPECT_EQ(wrong(time + R"({"data":{"e":"trade","s":"A","p":"1","q":"1e3","T":1}})"),
              before + "the volume \"1e3\" is no decimal number" + remedy);
    EXPECT_EQ(wrong(time + R"({"data":{"e":"trade","p":"1","q":"1","T":1}})"),
              before + "a trade without the string \"s\"" + remedy);
    for (const char* const bad : {R"("1")", "-1", "1.5", "99999999999999"}) {
        EXPECT_EQ(wrong(time + R"({"data":{"e":"trade","s":"A","p":"1","q":"1","T":)" + bad + "}}"),
                  before + "a trade without the time \"T\" in milliseconds" + remedy);
    }
}

TEST(RecordedFeed, SkipsMessagesOfOtherKinds) {
    const TemporaryFile file("kinds.gz");
    const std::string time = std::to_string(at_ms(1)) + " ";
    file.compress(time + "{\"result\":null}\n" + time + "{\"data\":5}\n" + time +
                  R"({"data":{"e":"depthUpdate","s":"trade"}})" + "\r\n" +
                  trade_line(at_ms(2), "A", "1"));
    EXPECT_EQ(replayed_file(file), "1 A=1, 1 end");
}

TEST(RecordedFeed, ReportsAMissingOrEmptyFileBeforeTheRunBegins) {
    const std::string text = replayed({"no/such/feed.gz"});
    EXPECT_EQ(text,
              "no/such/feed.gz: cannot be opened: No such file or directory; give the path of a "
              "recorded feed that can be read");
    const TemporaryFile empty("empty.gz");
    empty.compress("");
    EXPECT_EQ(replayed_file(empty), "F: the file is empty; give a recorded feed");
    const std::string folder = std::filesystem::temp_directory_path().string();
    EXPECT_EQ(replayed({folder}),
              folder + ":1: cannot be read: Is a directory; fetch or record the file again");
}

TEST(RecordedFeed, ReportsATruncatedFileAtItsLine) {
    const TemporaryFile file("short.gz");
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += trade_line(at_ms(i), "A", std::to_string(i * 7'919 % 1'000));
    file.compress(text);
    file.truncate(9);  // the check sum, and one byte of data
    const std::string all = replayed_file(file);
    EXPECT_TRUE(all.ends_with(": the file ends in the middle; fetch or record the file again"))
        << all;
    EXPECT_NE(all.find(", F:"), std::string::npos) << all;
}

TEST(RecordedFeed, ReportsAFileWithFlippedBits) {
    const TemporaryFile file("flipped.gz");
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += trade_line(at_ms(i), "A", std::to_string(i));
    file.compress(text);
    std::fstream bytes(file.path(), std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(-6, std::ios::end);  // in the check sum
    bytes.put('\x55');
    bytes.close();
    EXPECT_NE(replayed_file(file).find(": cannot be read: "), std::string::npos)
        << replayed_file(file);
}

TEST(FeedError, TellsFileAndLine) {
    const FeedError error("a.gz", 17, "is wrong", "mend it");
    EXPECT_STREQ(error.what(), "a.gz:17: is wrong; mend it");
    EXPECT_EQ(error.file(), "a.gz");
    EXPECT_EQ(error.line(), 17U);
}

}  // namespace
}  // namespace foliot
