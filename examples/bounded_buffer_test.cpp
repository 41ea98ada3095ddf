// A bounded buffer of one condition and one lock, as a property: whatever the sizes and the
// schedule, every item arrives once and in order.
#include <foliot/testing.h>

#include <deque>
using namespace foliot;

struct Buffer {
    explicit Buffer(std::size_t size) : capacity(size) {}
    std::size_t capacity;
    std::deque<int> items;
    Condition changed;
};

Coro<> produce(Buffer& buffer, int count) {
    for (int item = 0; item < count; ++item) {
        auto held = co_await buffer.changed.scoped();
        const auto has_room = [&buffer] { return buffer.items.size() < buffer.capacity; };
        co_await buffer.changed.wait_for(has_room);
        buffer.items.push_back(item);
        buffer.changed.notify_all();
    }
}

Coro<> consume(Buffer& buffer, int count, std::vector<int>& taken) {
    for (int i = 0; i < count; ++i) {
        auto held = co_await buffer.changed.scoped();
        const auto has_item = [&buffer] { return !buffer.items.empty(); };
        co_await buffer.changed.wait_for(has_item);
        taken.push_back(buffer.items.front());
        buffer.items.pop_front();
        buffer.changed.notify_all();
    }
}

FOLIOT_PROP(BoundedBuffer, KeepsOrderAndCount, (std::uint8_t capacity, std::uint8_t count)) {
    Buffer buffer(1 + capacity % 4);
    const int items = count % 16;
    std::vector<int> taken;
    co_await gather(produce(buffer, items), consume(buffer, items, taken));
    RC_ASSERT(taken.size() == static_cast<std::size_t>(items));
    RC_ASSERT(std::is_sorted(taken.begin(), taken.end()));
}
