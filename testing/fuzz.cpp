#include "testing/fuzz.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "explore/environment.h"
#include "explore/runner.h"
#include "explore/shell_word.h"
#include "shrink/tell.h"
#include "strategies/bytes.h"

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
    const Outcome outcome = runner().run(1);
    if (!outcome.failed()) return;
    TellOptions telling;
    telling.name = scenario.name();
    telling.strategy = "bytes";
    telling.trace_folder = folder;
    telling.digest_in_name = true;  // all have the same seed
    telling.shrinking.replays = 0;  // fuzzers do that themselves
    telling.replay = [](const std::string& file) { return "foliot show " + shell_word(file); };
    ScenarioRun run(scenario, [&runner] { return runner().record(1); });
    std::fputs(tell(found_failure(0, 1, outcome), run, telling).text().c_str(), stderr);
    std::abort();
}

}  // namespace foliot::detail
