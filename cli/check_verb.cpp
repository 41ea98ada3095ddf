#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "cli/verbs.h"
#include "explore/law_factories.h"
#include "traces/file/trace_json.h"
#include "traces/judge/trace_check.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const TraceCheck& check) {
    if (!check.broken) return {};
    Json json{{"law", check.broken->law}, {"message", check.broken->message}};
    json["step"] = check.broken->step == no_step ? Json() : Json(check.broken->step);
    json["where"] = check.broken->where;
    return json;
}

void print(const Trace& trace, std::size_t laws, const TraceCheck& check) {
    if (check.broken) {
        const std::string& where = check.broken->where;
        fmt::print("BROKEN {}  {}{}{}\n", trace.scenario, check.broken->message,
                   where.empty() ? "" : "  ", where);
        return;
    }
    fmt::print("{}: {} {} over {} events\n", trace.scenario, laws,
               laws == 1 ? "law holds" : "laws hold", trace.events.size());
    if (check.whole) return;
    fmt::print("  judged in part: {} more events are not in the trace\n", trace.dropped);
}

}  // namespace

ExitCode check_verb(const Command& command) {
    const std::string& file = command.subjects.front();
    const Trace trace = read_trace(file);
    const LawFactories& all = LawFactories::all();
    const std::vector<std::unique_ptr<Law>> laws =
        command.laws.empty() ? all.make() : all.make(command.laws);
    const TraceCheck check = check_trace(trace, file, laws);
    if (command.json) {
        Json names = Json::array();
        for (const std::unique_ptr<Law>& law : laws)
            names.push_back(law->name());
        fmt::print("{}\n", Json({{"trace", file},
                                 {"scenario", trace.scenario},
                                 {"laws", std::move(names)},
                                 {"events", trace.events.size()},
                                 {"whole", check.whole},
                                 {"broken", json_of(check)}})
                               .dump(2, ' ', false, Json::error_handler_t::replace));
    } else {
        print(trace, laws.size(), check);
    }
    if (check.broken) return ExitCode::failed;
    return check.whole ? ExitCode::held : ExitCode::incomplete;
}

}  // namespace foliot
