#include "testing/fuzz.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "explore/environment.h"
#include "explore/explore.h"
#include "explore/failure.h"
#include "explore/runner.h"
#include "strategies/bytes.h"
#include "traces/file/digest.h"
#include "traces/file/trace_json.h"

namespace foliot::detail {

namespace {

/// The folder for traces. A fuzzer that runs under other settings than asked for proves nothing.
std::string trace_folder() {
    try {
        return read_environment().trace_folder.value_or("foliot-traces");
    } catch (const UsageError& error) {
        std::fprintf(stderr, "%s\n", error.what());
        std::exit(2);
    }
}

RunSettings fuzz_settings() {
    RunSettings settings;
    settings.strategy = "bytes";
    settings.step_limit = 100'000;
    return settings;
}

}  // namespace

void fuzz_once(const Scenario& scenario, const std::uint8_t* bytes, std::size_t size) {
    static const std::string folder = trace_folder();
    const std::vector<std::uint8_t> choices(bytes, bytes + size);
    const auto runner = [&] {
        return Runner(scenario, fuzz_settings(), std::make_unique<ByteStrategy>(choices));
    };
    if (!runner().run(1).failed()) return;
    RecordedRun recorded = runner().record(1);
    FoundFailure failure;
    failure.seed = 1;
    failure.outcome = recorded.outcome;
    // All have the same seed: told apart by what they were.
    const std::string name = scenario.name() + "-" + digest_text(recorded.trace.digest);
    failure.trace = std::move(recorded.trace);
    const std::string file = trace_path(folder, name, failure.seed);
    keep_trace(failure, file);
    std::fputs(failure_text(scenario.name(), "bytes", failure, "foliot show " + file).c_str(),
               stderr);
    std::abort();
}

}  // namespace foliot::detail
