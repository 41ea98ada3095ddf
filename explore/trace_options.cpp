#include "explore/trace_options.h"

#include <algorithm>

#include "explore/input_file.h"

namespace foliot {

void keep_options(Trace& trace, const Scenario& scenario, const GivenOptions& options) {
    for (const GivenOption& given : options.list()) {
        trace.options.push_back({given.name, given.value});
        const Option* const option = find_option(scenario.options(), given.name);
        if (option != nullptr && option->names_a_file && given.value) {
            trace.input.push_back({*given.value, hash_of_file(*given.value)});
        }
    }
}

Inputs inputs_of(const Trace& trace, const Scenario& scenario) {
    GivenOptions given;
    for (const TraceOption& option : trace.options)
        given.add(option.name, option.value);
    for (const TraceInput& input : trace.input) {
        if (hash_of_file(input.file) != input.hash) {
            throw InputError(input.file + ": is not the file that the trace was made with");
        }
        if (!trace.options.empty()) continue;
        const Options& known = scenario.options();
        const auto takes_files = std::find_if(known.begin(), known.end(),
                                              [](const Option& each) { return each.names_a_file; });
        if (takes_files != known.end()) given.add(takes_files->name, input.file);
    }
    check_options(scenario.options(), given);
    return inputs_under(trace.strategy, std::move(given));
}

}  // namespace foliot
