#pragma once

#include <unistd.h>
#include <zlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "coordinator/feed.h"
#include "sim/loop.h"
#include "sim/quietly.h"
#include "sim/sleep.h"
#include "sim/task.h"

// What the tests of the coordinator share.
namespace foliot {

/// The number-th update: "N" is its symbol and its price.
inline MarketDataUpdate update_of(int number) {
    MarketDataUpdate update;
    update.symbol = std::to_string(number);
    update.price = Decimal(number);
    update.volume = Decimal(1);
    update.timestamp = VirtualTime(std::chrono::milliseconds(number));
    update.source = "test";
    return update;
}

/// The symbols, in their order: "1 2 3".
inline std::string symbols_of(const std::vector<MarketDataUpdate>& updates) {
    std::string text;
    for (const MarketDataUpdate& update : updates)
        text += (text.empty() ? "" : " ") + update.symbol;
    return text;
}

/// Suspends until the task has ended, in whatever way.
template <class T>
Coro<> ended(Task<T> task) {
    static_cast<void>(co_await quietly(task));
}

/// Gives `count` updates, one after each `delay`, and then ends.
class CountedFeed final : public Feed {
  public:
    CountedFeed(int count, Duration delay) : count_(count), delay_(delay) {}

    Coro<std::optional<MarketDataUpdate>> receive() override {
        if (given_ == count_) co_return std::nullopt;
        co_await sleep(delay_);
        co_return update_of(++given_);
    }
    int given() const { return given_; }

  private:
    int count_;
    Duration delay_;
    int given_ = 0;
};

/// A file in the folder for temporary files; goes away with this.
class TemporaryFile {
  public:
    explicit TemporaryFile(std::string_view name)
        : path_(std::filesystem::temp_directory_path() /
                ("foliot-" + std::to_string(getpid()) + "-" + std::string(name))) {}
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }

    std::string path() const { return path_.string(); }
    void write(std::string_view bytes) const { std::ofstream(path_, std::ios::binary) << bytes; }
    /// The text, gzip'd.
    void compress(const std::string& text) const {
        gzFile const file = gzopen(path_.c_str(), "wb");
        gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
        gzclose(file);
    }
    /// Cuts the last bytes off.
    void truncate(std::uintmax_t bytes) const {
        std::filesystem::resize_file(path_, std::filesystem::file_size(path_) - bytes);
    }

  private:
    std::filesystem::path path_;
};

/// A line of a recording: a trade that was seen at `local_ns`, 1 s behind the exchange's clock.
inline std::string trade_line(std::int64_t local_ns, const std::string& symbol,
                              const std::string& price, const std::string& volume = "0.50") {
    const std::string exchange_ms = std::to_string(local_ns / 1'000'000 + 1'000);
    return std::to_string(local_ns) + R"( {"stream":"x@trade","data":{"e":"trade","s":")" + symbol +
           R"(","t":1,"p":")" + price + R"(","q":")" + volume + R"(","T":)" + exchange_ms + "}}\n";
}

/// A line of another kind.
inline std::string quote_line(std::int64_t local_ns) {
    return std::to_string(local_ns) +
           R"( {"stream":"x@bookTicker","data":{"u":1,"s":"X","b":"1.00","a":"2.00"}})" + "\n";
}

}  // namespace foliot
