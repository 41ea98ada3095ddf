#include "coordinator/detail/log_backlog.h"

#include <algorithm>
#include <utility>

namespace foliot {

void LogBacklog::push(LogRecord record) {
    records_.push_back(std::move(record));
    if (records_.size() <= capacity_) return;
    // The first of the least level: min_element gives the oldest of equals.
    const auto least =
        std::min_element(records_.begin(), records_.end(),
                         [](const LogRecord& a, const LogRecord& b) { return a.level < b.level; });
    ++dropped_;
    ++by_level_.at(index_of(least->level));
    records_.erase(least);
}

std::optional<LogRecord> LogBacklog::pop() {
    if (records_.empty()) return std::nullopt;
    LogRecord oldest = std::move(records_.front());
    records_.pop_front();
    return oldest;
}

}  // namespace foliot
