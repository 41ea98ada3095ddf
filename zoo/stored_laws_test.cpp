// The traces of programs without a bug break no law.

#include <gtest/gtest.h>

#include "explore/law_factories.h"
#include "explore/runner.h"
#include "properties/laws/laws.h"
#include "sim/rng.h"
#include "traces/file/trace_json.h"
#include "traces/judge/trace_check.h"
#include "zoo/zoo.h"

namespace foliot {
namespace {

TEST(StoredLaws, HoldInTheTracesOfCures) {
    register_laws();
#ifdef FOLIOT_SLOW_BUILD
    constexpr std::size_t enough = 100;
#else
    constexpr std::size_t enough = 1'000;
#endif
    std::size_t traces = 0;
    std::size_t events = 0;
    for (std::uint64_t run = 0; traces < enough; ++run) {
        for (const ZooProgram& program : zoo()) {
            Runner runner(*program.fixed, {});
            const Trace trace = runner.record(run_seed(1, run)).trace;
            const Trace read = parse_trace(trace_text(trace), program.name);
            const TraceCheck check = check_trace(read, program.name, LawFactories::all().make());
            ASSERT_FALSE(check.broken) << program.name << ": " << check.broken->message;
            EXPECT_TRUE(check.whole);
            events += read.events.size();
            ++traces;
        }
    }
    EXPECT_GT(events, 20 * traces);
}

}  // namespace
}  // namespace foliot
