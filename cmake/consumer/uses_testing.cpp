#include <foliot/testing.h>

using namespace foliot;
using namespace std::chrono_literals;

FOLIOT_TEST(Consumer, RunsACoroutineUnderManySchedules) {
    Lock lock;
    auto held = co_await lock.scoped();
    co_await sleep(1ms);
    FOLIOT_CHECK(lock.locked());
}

FOLIOT_PROP(Consumer, GeneratesArguments, (std::uint8_t ticks)) {
    const VirtualTime start = VirtualClock::now();
    co_await sleep(std::chrono::milliseconds(ticks));
    RC_ASSERT(VirtualClock::now() - start == std::chrono::milliseconds(ticks));
}
