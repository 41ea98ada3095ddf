#include "properties/generators/latency.h"

#include <sstream>

#include "foliot/testing.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

std::string text_of(const Latency& latency) {
    std::ostringstream text;
    text << latency;
    return std::move(text).str();
}

TEST(AnyLatency, IsShownInWords) {
    EXPECT_EQ(text_of(1ms), "1ms");
    EXPECT_EQ(text_of({1ms, 3ms - 1ns, 5s}), "1ms, 2.999999ms or 5s");
}

RC_GTEST_PROP(AnyLatency, IsShortestFirstAndShort, (const Latency& latency)) {
    const std::vector<Duration>& options = latency.options();
    RC_ASSERT(!options.empty());
    RC_ASSERT(options.size() <= 4U);
    RC_ASSERT(std::is_sorted(options.begin(), options.end()));
    RC_ASSERT(options.front() >= 0ms);
    RC_ASSERT(options.back() <= 5ms + 1ns);
}

TEST(AnyLatency, IsOfEveryKind) {
    bool fixed = false;
    bool varied = false;
    bool beside = false;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const Latency latency = any_latency()(rc::Random(seed), 50).value();
        fixed = fixed || latency.options().size() == 1;
        varied = varied || latency.options().size() == 4;
        for (const Duration each : latency.options())
            beside = beside || each % 1ms != 0ms;
    }
    EXPECT_TRUE(fixed && varied && beside);
}

FOLIOT_PROP(AnyLatency, OneOfItsOptionsIsTaken, (Latency latency)) {
    const VirtualTime start = VirtualClock::now();
    const Duration chosen = latency.choose("x");
    co_await sleep(chosen);
    const Duration took = VirtualClock::now() - start;
    const std::vector<Duration>& options = latency.options();
    RC_ASSERT(std::find(options.begin(), options.end(), took) != options.end());
}

}  // namespace
}  // namespace foliot
