#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "traces/file/trace.h"

namespace foliot {

/// The events of one run, in chunks, so that none is moved as their number grows. Each thread keeps
/// the chunks of its latest run, up to some megabytes, so that short runs, one after the other,
/// write to memory that is there already.
class EventLog {
  public:
    /// Keeps `limit` events.
    explicit EventLog(std::size_t limit) : left_(limit) {}
    EventLog(const EventLog&) = delete;
    EventLog& operator=(const EventLog&) = delete;
    ~EventLog();

    /// Room for the next event, to be filled in by the caller; null where there are as many as the
    /// log keeps.
    RecordedEvent* add() {
        if (next_ == end_ && !grow()) [[unlikely]]
            return nullptr;
        return next_++;
    }

    std::size_t size() const;
    template <class Function>
    void for_each(const Function& function) const {
        for (std::size_t i = 0; i < chunks_.size(); ++i) {
            const RecordedEvent* const begin = chunks_[i]->data();
            const RecordedEvent* const end = i + 1 < chunks_.size() ? begin + chunk_size : next_;
            for (const RecordedEvent* event = begin; event != end; ++event)
                function(*event);
        }
    }
    /// All of them in one vector; once only.
    std::vector<RecordedEvent> take();

  private:
    static constexpr std::size_t chunk_size = 1024;
    using Chunk = std::array<RecordedEvent, chunk_size>;
    using Chunks = std::vector<std::unique_ptr<Chunk>>;
    struct Spare;

    static Spare& spare();
    bool grow();

    RecordedEvent* next_ = nullptr;  // in the last chunk
    RecordedEvent* end_ = nullptr;
    std::size_t left_;  // events that more chunks may hold
    Chunks chunks_;
};

}  // namespace foliot
