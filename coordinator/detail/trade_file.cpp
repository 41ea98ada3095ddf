#include "coordinator/detail/trade_file.h"

#include <utility>

#include "coordinator/detail/feed_error.h"

namespace foliot {

TradeFile::TradeFile(const std::string& path) : file_(path) {
    if (!file_.next(line_)) {
        throw FeedError(path, 0, "the file is empty", "give a recorded feed");
    }
    FeedMessage message = parse_message(line_, file_.path(), file_.line());
    first_ns_ = message.local_ns;
    if (message.trade) head_ = std::move(message);
}

const FeedMessage* TradeFile::head() {
    while (!head_ && file_.next(line_)) {
        FeedMessage message = parse_message(line_, file_.path(), file_.line());
        if (message.trade) head_ = std::move(message);
    }
    return head_ ? &*head_ : nullptr;
}

FeedMessage TradeFile::take() {
    FeedMessage message = std::move(*head_);
    head_.reset();
    return message;
}

std::vector<TradeFile> open_trade_files(const std::vector<std::string>& paths) {
    std::vector<TradeFile> files;
    files.reserve(paths.size());
    for (const std::string& path : paths)
        files.emplace_back(path);
    return files;
}

}  // namespace foliot
