#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "coordinator/detail/feed_file.h"
#include "coordinator/detail/feed_message.h"

namespace foliot {

/// The trades of one recorded file, in its order; messages of other kinds are skipped.
class TradeFile {
  public:
    /// Opens the file and reads its first line. Raises FeedError.
    explicit TradeFile(const std::string& path);

    /// When the recorder saw the first message of any kind, in ns since 1970.
    std::int64_t first_ns() const { return first_ns_; }
    /// The next trade, with its time; null at the end of the file. Raises FeedError where the file
    /// is damaged on the way there.
    const FeedMessage* head();
    /// Takes the trade that head() shows.
    FeedMessage take();

  private:
    FeedFile file_;
    std::int64_t first_ns_ = 0;
    std::optional<FeedMessage> head_;
    std::string line_;
};

/// Opens the files of a feed, so that a wrong path is known before a run begins. Raises FeedError.
std::vector<TradeFile> open_trade_files(const std::vector<std::string>& paths);

}  // namespace foliot
