#pragma once

#include <deque>
#include <optional>

#include "sim/coro.h"
#include "sim/future.h"
#include "sim/object.h"

namespace foliot::zoo_programs {

/// A channel without a buffer, as Go's: who sends waits for who receives, and the other way round.
/// Nobody who waits here may be cancelled.
class Channel final : public Object {
    static constexpr ObjectKind kind_{"Channel"};

  public:
    explicit Channel(const char* name) : Object(kind_, name) {}

    /// False where the channel is closed, or was closed before anybody received.
    Coro<bool> send(int value) {
        touch(Access::write);
        if (closed_) co_return false;
        if (!receivers_.empty()) {
            settle(receivers_, value);
            co_return true;
        }
        Party self;
        self.value = value;
        senders_.push_back(&self);
        co_await self.future;
        co_return self.met;
    }
    /// Nothing where the channel is closed.
    Coro<std::optional<int>> receive() {
        touch(Access::write);
        if (!senders_.empty()) co_return settle(senders_, 0);
        if (closed_) co_return std::nullopt;
        Party self;
        receivers_.push_back(&self);
        co_await self.future;
        if (!self.met) co_return std::nullopt;
        co_return self.value;
    }
    /// Whoever waits here goes on empty-handed.
    void close() {
        touch(Access::write);
        closed_ = true;
        for (std::deque<Party*>* const line : {&senders_, &receivers_}) {
            for (Party* const each : *line)
                each->future.set_result();
            line->clear();
        }
    }

  private:
    struct Party {
        Future<> future;
        int value = 0;
        bool met = false;
    };
    /// The oldest of the line has met somebody; gives its value, after a receiver got `value`.
    static int settle(std::deque<Party*>& line, int value) {
        Party& party = *line.front();
        line.pop_front();
        party.met = true;
        if (value != 0) party.value = value;
        party.future.set_result();
        return party.value;
    }

    std::deque<Party*> senders_;  // in the frames of those who wait
    std::deque<Party*> receivers_;
    bool closed_ = false;
};

}  // namespace foliot::zoo_programs
