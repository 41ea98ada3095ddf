#include "coordinator/detail/feed_message.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "coordinator/detail/feed_error.h"

namespace foliot {

namespace {

using Json = nlohmann::json;

/// The line that is being read, for what it raises.
class Reader {
  public:
    Reader(const std::string& file, std::size_t number) : file_(file), number_(number) {}

    [[noreturn]] void damaged(const std::string& wrong) const {
        throw FeedError(file_, number_, wrong, "mend or remove the line");
    }

    std::string text(const Json& data, const char* key) const {
        const auto at = data.find(key);
        if (at == data.end() || !at->is_string()) {
            damaged(std::string("a trade without the string \"") + key + "\"");
        }
        return at->get<std::string>();
    }

    Decimal decimal(const Json& data, const char* key, const char* what) const {
        const std::string text = this->text(data, key);
        const std::optional<Decimal> decimal = Decimal::parse(text);
        if (!decimal)
            damaged(std::string("the ") + what + " \"" + text + "\" is no decimal number");
        return *decimal;
    }

    std::int64_t exchange_ns(const Json& data) const {
        constexpr std::int64_t ns_per_ms = 1'000'000;
        const auto at = data.find("T");
        const bool fits = at != data.end() && at->is_number_unsigned() &&
                          at->get<std::uint64_t>() <= std::uint64_t{INT64_MAX / ns_per_ms};
        if (!fits) damaged("a trade without the time \"T\" in milliseconds");
        return at->get<std::int64_t>() * ns_per_ms;
    }

    Trade trade(const Json& data) const {
        Trade trade;
        trade.symbol = text(data, "s");
        trade.price = decimal(data, "p", "price");
        trade.volume = decimal(data, "q", "volume");
        trade.exchange_ns = exchange_ns(data);
        return trade;
    }

  private:
    const std::string& file_;  // outlives the reading of the line
    std::size_t number_;
};

bool is_trade(const Json& data) {
    const auto event = data.find("e");
    return event != data.end() && *event == "trade";
}

}  // namespace

FeedMessage parse_message(const std::string& line, const std::string& file, std::size_t number) {
    const Reader reader(file, number);
    const char* const end = line.data() + line.size();
    FeedMessage message;
    const auto [rest, error] = std::from_chars(line.data(), end, message.local_ns);
    if (error != std::errc() || rest == end || *rest != ' ' || message.local_ns < 0) {
        reader.damaged("the line does not begin with a time in nanoseconds and a blank");
    }
    const Json json = Json::parse(rest, end, nullptr, false);
    if (!json.is_object()) reader.damaged("what follows the time is no JSON object");
    const auto data = json.find("data");
    if (data != json.end() && data->is_object() && is_trade(*data)) {
        message.trade = reader.trade(*data);
    }
    return message;
}

}  // namespace foliot
