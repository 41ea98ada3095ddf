// `foliot_bench` is a Google Benchmark binary. `foliot_bench --case NAME --units N` does N units of
// work in one case without timing them, for whoever counts instructions.

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "bench/meter.h"

namespace foliot::bench {

namespace {

Cases all_cases() {
    Cases cases;
    add_step_cases(cases);
    add_timer_cases(cases);
    add_primitive_cases(cases);
    add_execution_cases(cases);
    add_recording_cases(cases);
    add_task_cases(cases);
    return cases;
}

void register_all(const Cases& cases) {
    for (const Case& each : cases) {
        auto* const registered =
            benchmark::RegisterBenchmark(each.name.c_str(), [each](benchmark::State& state) {
                Meter meter(state);
                each.run(meter);
            });
        if (each.once) registered->Iterations(1)->Repetitions(1);
    }
}

int run_units(const Cases& cases, std::string_view name, std::int64_t units) {
    const auto found = std::find_if(cases.begin(), cases.end(),
                                    [name](const Case& each) { return each.name == name; });
    if (found == cases.end()) {
        std::cerr << "foliot_bench: no case is called " << name << "\n";
        return 2;
    }
    Meter meter(units);
    found->run(meter);
    return 0;
}

int run(int count, char** words) {
    const Cases cases = all_cases();
    if (count == 5 && std::string_view(words[1]) == "--case" &&
        std::string_view(words[3]) == "--units") {
        return run_units(cases, words[2], std::atoll(words[4]));
    }
    register_all(cases);
    benchmark::Initialize(&count, words);
    if (benchmark::ReportUnrecognizedArguments(count, words)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}

}  // namespace

}  // namespace foliot::bench

int main(int count, char** words) {
    return foliot::bench::run(count, words);
}
