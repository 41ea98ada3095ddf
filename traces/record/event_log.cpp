#include "traces/record/event_log.h"

#include <algorithm>
#include <utility>

namespace foliot {

namespace {

constexpr std::size_t chunks_most = 64;  // that a thread keeps: 3.5 MiB

// A log may outlive what its thread keeps.
thread_local constinit bool over = false;

}  // namespace

struct EventLog::Spare {
    ~Spare() { over = true; }
    Chunks chunks;
};

EventLog::Spare& EventLog::spare() {
    thread_local Spare spare;
    return spare;
}

bool EventLog::grow() {
    if (left_ == 0) return false;
    if (over) {
        chunks_.emplace_back(new Chunk);
    } else {
        Chunks& kept = spare().chunks;
        kept.reserve(chunks_most);  // so that giving back allocates nothing
        if (kept.empty()) kept.emplace_back(new Chunk);
        chunks_.push_back(std::move(kept.back()));
        kept.pop_back();
    }
    const std::size_t room = std::min(left_, chunk_size);
    left_ -= room;
    next_ = chunks_.back()->data();
    end_ = next_ + room;
    return true;
}

std::size_t EventLog::size() const {
    if (chunks_.empty()) return 0;
    const auto in_last = static_cast<std::size_t>(next_ - chunks_.back()->data());
    return (chunks_.size() - 1) * chunk_size + in_last;
}

std::vector<RecordedEvent> EventLog::take() {
    std::vector<RecordedEvent> events;
    events.reserve(size());
    for (std::size_t i = 0; i < chunks_.size(); ++i) {
        const RecordedEvent* const begin = chunks_[i]->data();
        events.insert(events.end(), begin, i + 1 < chunks_.size() ? begin + chunk_size : next_);
        // A long run's memory is not held twice.
        if (i >= chunks_most) chunks_[i].reset();
    }
    return events;
}

EventLog::~EventLog() {
    if (over) return;
    Chunks& kept = spare().chunks;
    const std::size_t most = std::min(kept.capacity(), chunks_most);
    // The first one last, so that it is the first to be used again.
    for (auto chunk = chunks_.rbegin(); chunk != chunks_.rend(); ++chunk) {
        if (*chunk != nullptr && kept.size() < most) kept.push_back(std::move(*chunk));
    }
}

}  // namespace foliot
