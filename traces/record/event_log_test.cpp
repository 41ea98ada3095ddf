#include "traces/record/event_log.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace foliot {
namespace {

/// Adds events until there are `wanted`, or no room is left; their steps count from 0.
std::size_t fill(EventLog& log, std::size_t wanted) {
    std::size_t added = 0;
    for (; added < wanted; ++added) {
        RecordedEvent* const event = log.add();
        if (event == nullptr) break;
        *event = {};
        event->step = added;
    }
    return added;
}

void expect_in_order(const std::vector<RecordedEvent>& events, std::size_t size) {
    ASSERT_EQ(events.size(), size);
    for (std::size_t i = 0; i < size; ++i)
        ASSERT_EQ(events[i].step, i);
}

TEST(EventLog, KeepsAnyNumberOfEventsInTheirOrder) {
    for (const std::size_t size : {0, 1, 1023, 1024, 1025, 100'000}) {
        EventLog log(SIZE_MAX);
        EXPECT_EQ(fill(log, size), size);
        EXPECT_EQ(log.size(), size);
        std::vector<RecordedEvent> seen;
        log.for_each([&seen](const RecordedEvent& event) { seen.push_back(event); });
        expect_in_order(seen, size);
        expect_in_order(log.take(), size);
    }
}

TEST(EventLog, HasRoomForAsManyAsItsLimitSays) {
    for (const std::size_t limit : {0, 5, 1024, 1030}) {
        EventLog log(limit);
        EXPECT_EQ(fill(log, 3'000), limit);
        EXPECT_EQ(log.add(), nullptr);
        expect_in_order(log.take(), limit);
    }
}

TEST(EventLog, WritesToTheMemoryOfTheOneBefore) {
    const auto first_place = [] {
        EventLog log(SIZE_MAX);
        RecordedEvent* const first = log.add();
        *first = {};
        fill(log, 5'000);
        return first;
    };
    const RecordedEvent* const first = first_place();
    EXPECT_EQ(first_place(), first);
}

TEST(EventLog, SeveralMayBeWrittenAtOnce) {
    EventLog one(SIZE_MAX);
    EventLog two(SIZE_MAX);
    for (std::size_t i = 0; i < 3; ++i) {
        EventLog inner(SIZE_MAX);
        fill(inner, 2'000);
        expect_in_order(inner.take(), 2'000);
    }
    fill(one, 2'000);
    fill(two, 3'000);
    expect_in_order(one.take(), 2'000);
    expect_in_order(two.take(), 3'000);
}

}  // namespace
}  // namespace foliot
