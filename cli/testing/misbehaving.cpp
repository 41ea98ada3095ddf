// Scenarios that take the process down, and that debug mode warns of, for the tests of what is then
// still said.

#include <cstdlib>
#include <optional>
#include <string>

#include "cli/foliot_main.h"
#include "explore/scenario.h"
#include "primitives/event.h"
#include "sim/check.h"
#include "sim/loop.h"
#include "sim/sleep.h"
#include "sim/spend.h"
#include "sim/thread.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

Coro<> wait_until_one_of_four() {
    co_await sleep(1ms);
    while (choose(4, "when") != 3)
        co_await sleep(1ms);
}

FOLIOT_SCENARIO(aborts, "calls abort()") {
    co_await wait_until_one_of_four();
    std::abort();
}

// The compiler must not turn it into a loop.
std::size_t deeper(std::size_t level, volatile char* above) {
    volatile char block[4096];
    block[0] = above[0];
    return level == SIZE_MAX ? 0 : deeper(level + 1, block) + static_cast<std::size_t>(block[0]);
}

FOLIOT_SCENARIO(recurses, "recurses without end") {
    co_await wait_until_one_of_four();
    volatile char start[1] = {0};
    publish("depth", static_cast<std::int64_t>(deeper(0, start)));
}

FOLIOT_SCENARIO(aborts_at_times, "calls abort() in one run of sixteen") {
    co_await sleep(1ms);
    if (choose(16, "when") == 15) std::abort();
}

void spin_while(bool on) {
    // The compiler must not take it away.
    volatile bool go_on = on;
    while (go_on) {
    }
}

FOLIOT_SCENARIO(hangs_at_times, "never ends a step, in one run of 64") {
    co_await sleep(1ms);
    const bool hangs = choose(64, "when") == 63;
    spin_while(hangs);
}

FOLIOT_SCENARIO(holds, "behaves") {
    co_await sleep(1ms);
}

FOLIOT_SCENARIO(slow, "blocks the loop") {
    co_await sleep(1ms);
    spend(120ms);
}

Coro<> forgotten() {
    co_return;
}

FOLIOT_SCENARIO(forgets, "drops a coroutine") {
    static_cast<void>(forgotten());
    co_return;
}

Coro<> sets(Event& event) {
    event.set();
    co_await thread_sleep(0ms);
}

FOLIOT_SCENARIO(wrong_thread, "sets an event from a thread") {
    Event event;
    const auto thread = start_thread(sets(event), "outside");
    co_await event.wait();
}

FOLIOT_SCENARIO(never_ends, "a run without an end of its own") {
    for (;;)
        co_await sleep(1ms);
}

FOLIOT_SCENARIO(never_awaits, "an endless loop in one step") {
    co_await sleep(1ms);
    for (volatile bool on = true; on;) {
    }
}

FOLIOT_SCENARIO(counts, "fails where some order of many is not the default",
                option<int>("--n", "how many orders"), option<>("--calm", "never fails"),
                option<std::optional<Duration>>("--nap", "sleeps first, 1ms unless told otherwise"),
                option<std::string>("--word", "is published in length").repeated()) {
    const int orders = inputs.options.get_or<int>("--n", 4);
    publish("orders", orders);
    std::int64_t letters = 0;
    for (const std::string& word : inputs.options.all<std::string>("--word"))
        letters += static_cast<std::int64_t>(word.size());
    publish("letters", letters);
    if (inputs.options.has("--nap")) co_await sleep(inputs.options.get_or<Duration>("--nap", 1ms));
    const std::uint32_t taken = choose(static_cast<std::uint32_t>(orders), "order");
    FOLIOT_CHECK(taken == 0 || inputs.options.has("--calm"));
    co_await sleep(1ms);
}

}  // namespace
}  // namespace foliot

int main(int argc, char** argv) {
    return foliot::foliot_main(argc, argv);
}
