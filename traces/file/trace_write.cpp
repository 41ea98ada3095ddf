// The writing half of trace_json.h. Lines are put together by hand: building a JSON value for each
// of a million events would take most of the time.

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>
#include <vector>

#include "traces/file/digest.h"
#include "traces/file/file_beside.h"
#include "traces/file/trace_json.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;
using Out = std::function<void(std::string_view)>;

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

class TraceWriter {
  public:
    TraceWriter(const Trace& trace, Out out)
        : trace_(trace),
          out_(std::move(out)),
          quoted_(trace.strings.size()),
          quoted_kinds_(trace.kinds.size()) {}

    void document() {
        text_ += "{\n";
        member("schema", trace_schema);
        member("tool", {{"version", trace_.tool.version}, {"compiler", trace_.tool.compiler}});
        member("scenario", trace_.scenario);
        member("seed", std::to_string(trace_.settings.seed));
        member("strategy", trace_.strategy);
        member("settings", settings());
        if (!trace_.input.empty()) member("input", input());
        if (!trace_.options.empty()) member("options", options());
        if (trace_.program != nullptr) member("program", *trace_.program);
        if (!trace_.arguments.empty()) member("arguments", trace_.arguments);
        list("tasks", trace_.tasks);
        list("objects", trace_.objects);
        if (const std::vector<KindId> used = used_kinds(); !used.empty()) list("kinds", used);
        if (!trace_.names.empty()) list("names", trace_.names);
        list("choices", trace_.choices);
        list("events", trace_.events);
        if (trace_.dropped != 0) member("dropped", trace_.dropped);
        outcome();
        text_ += "\"digest\": \"" + digest_text(trace_.digest) + "\"\n}\n";
        flush();
    }

    void choices() {
        lines(trace_.choices);
        flush();
    }

  private:
    static constexpr std::size_t piece = 1U << 20U;

    void flush() {
        out_(text_);
        text_.clear();
    }

    void member(const char* key, const Json& value) {
        text_ += "\"" + std::string(key) + "\": " + dump(value) + ",\n";
    }

    Json settings() const {
        Json json;
        json["clock"] = trace_.settings.racing_clock ? "racing" : "idle";
        json["step_limit"] = trace_.settings.step_limit;
        if (trace_.settings.time_limit != LoopSettings().time_limit) {
            json["time_limit_ns"] = nanoseconds(trace_.settings.time_limit);
        }
        if (trace_.settings.debug) json["debug"] = true;
        if (!trace_.laws.empty()) json["laws"] = trace_.laws;
        return json;
    }

    Json input() const {
        Json json = Json::array();
        for (const TraceInput& each : trace_.input)
            json.push_back({{"file", each.file}, {"hash", each.hash}});
        return json;
    }

    Json options() const {
        Json json = Json::array();
        for (const TraceOption& each : trace_.options) {
            json.push_back({{"name", each.name}});
            if (each.value) json.back()["value"] = *each.value;
        }
        return json;
    }

    void outcome() {
        const RecordedOutcome& outcome = trace_.outcome;
        Json json;
        json["verdict"] = name_of(outcome.verdict);
        json["message"] = outcome.message;
        json["step"] = outcome.step;
        json["time_ns"] = outcome.time_ns;
        if (!outcome.where.empty()) json["where"] = outcome.where;
        Json& waits = json["wait_for"] = Json::array();
        for (const RecordedWait& wait : outcome.wait_for) {
            Json edge{{"task", wait.task}, {"waits_for", wait.waits_for}};
            edge["held_by"] = wait.held_by;
            edge["since"] = wait.since == no_step ? Json() : Json(wait.since);
            edge["since_ns"] = wait.since_ns;
            if (!wait.where.empty()) edge["where"] = wait.where;
            waits.push_back(std::move(edge));
        }
        member("outcome", json);
    }

    template <class Items>
    void list(const char* key, const Items& items) {
        text_ += "\"" + std::string(key) + "\": ";
        lines(items);
        text_ += ",\n";
    }

    template <class Items>
    void lines(const Items& items) {
        text_ += "[";
        const char* separator = "\n";
        for (const auto& item : items) {
            text_ += separator;
            line(item);
            separator = ",\n";
            if (text_.size() >= piece) flush();
        }
        text_ += items.empty() ? "]" : "\n]";
    }

    void line(const RecordedTask& task) {
        string("{\"path\":", task.path);
        string(",\"name\":", task.name);
        text_ += ",\"parent\":";
        text_ += task.parent == nobody ? "null" : quoted(trace_.tasks[task.parent].path);
        text_ += task.thread ? ",\"thread\":true}" : "}";
    }

    void line(const RecordedObject& object) {
        string("{\"path\":", object.path);
        string(",\"kind\":", object.kind);
        string(",\"name\":", object.name);
        if (object.role != known_role(trace_.text(object.kind)).value_or(Role::none)) {
            word(",\"role\":", name_of(object.role));
        }
        const char* separator = ",\"initial\":{\"";
        for (const auto& [quantity, value] : object.initial) {
            text_ += separator;
            text_ += name_of(quantity);
            number("\":", value);
            separator = ",\"";
        }
        text_ += object.initial.empty() ? "}" : "}}";
    }

    /// The kinds of the events, in the order of their numbers.
    std::vector<KindId> used_kinds() {
        places_.assign(trace_.kinds.size(), unused);
        for (const RecordedEvent& event : trace_.events)
            places_[static_cast<std::size_t>(event.kind)] = 0;
        std::vector<KindId> used;
        for (std::size_t i = 0; i < places_.size(); ++i) {
            if (places_[i] == unused) continue;
            places_[i] = used.size();
            used.push_back(static_cast<KindId>(i));
        }
        for (const KindId id : used) {
            const bool twice = std::count_if(used.begin(), used.end(), [&](KindId other) {
                                   return trace_.kinds[other].name() == trace_.kinds[id].name();
                               }) > 1;
            if (!twice) places_[static_cast<std::size_t>(id)] = unused;
        }
        return used;
    }

    void line(KindId id) {
        const EventKind& kind = trace_.kinds[id];
        word("{\"event\":", kind.name());
        word(",\"means\":", name_of(kind.meaning()));
        if (kind.quantity() != Quantity::none) word(",\"of\":", name_of(kind.quantity()));
        if (kind.change() != 0) number(",\"by\":", kind.change());
        text_ += "}";
    }

    void line(const RecordedName& name) {
        string("{\"name\":", name.name);
        string(name.answer ? ",\"asks\":" : ",\"does\":", name.subject);
        if (name.task != nobody) string(",\"task\":", trace_.tasks[name.task].path);
        text_ += "}";
    }

    void line(const RecordedChoice& choice) {
        text_ += "{\"kind\":\"";
        text_ += name_of(choice.kind);
        number("\",\"of\":", choice.of);
        number(",\"taken\":", choice.taken);
        string(",\"what\":", choice.what);
        if (choice.fifo != no_string) string(",\"fifo\":", choice.fifo);
        if (choice.step != no_step) number(",\"step\":", choice.step);
        text_ += "}";
    }

    void line(const RecordedEvent& event) {
        if (event.step == no_step) {
            text_ += "{\"step\":null";
        } else {
            number("{\"step\":", event.step);
        }
        number(",\"time_ns\":", event.time_ns);
        if (event.task != nobody) string(",\"task\":", trace_.tasks[event.task].path);
        text_ += ",\"what\":";
        text_ += quoted(event.kind);
        if (places_[static_cast<std::size_t>(event.kind)] != unused) {
            number(",\"as\":", places_[static_cast<std::size_t>(event.kind)]);
        }
        if (event.object != nobody) string(",\"object\":", trace_.objects[event.object].path);
        if (event.other != nobody) string(",\"other\":", trace_.tasks[event.other].path);
        if (event.value != 0) number(",\"value\":", event.value);
        if (event.wanted != Quantity::none) word(",\"wants\":", name_of(event.wanted));
        if (event.until_ns != never_ns) number(",\"until\":", event.until_ns);
        if (event.cancelled) text_ += ",\"cancelled\":true";
        if (event.text != no_string) string(",\"text\":", event.text);
        if (event.cause != no_step) number(",\"cause\":", event.cause);
        if (event.where != no_string) string(",\"where\":", event.where);
        text_ += "}";
    }

    template <class Number>
    void number(const char* before, Number value) {
        text_ += before;
        text_ += std::to_string(value);
    }

    /// A word of ours, or the name of a kind, which its user chose.
    void word(const char* before, std::string_view text) {
        text_ += before;
        text_ += dump(text);
    }

    void string(const char* before, StringId id) {
        text_ += before;
        text_ += quoted(id);
    }

    const std::string& quoted(StringId id) {
        std::string& text = quoted_[static_cast<std::size_t>(id)];
        if (text.empty()) text = dump(trace_.strings[id]);
        return text;
    }

    const std::string& quoted(KindId kind) {
        std::string& text = quoted_kinds_[static_cast<std::size_t>(kind)];
        if (text.empty()) text = dump(trace_.kinds[kind].name());
        return text;
    }

    const Trace& trace_;  // outlives the writer
    Out out_;
    std::vector<std::string> quoted_;        // by StringId: as JSON spells it; empty until needed
    std::vector<std::string> quoted_kinds_;  // by KindId: the same
    static constexpr std::size_t unused = ~std::size_t{0};
    std::vector<std::size_t> places_;  // by KindId: in the table, if its name is another's too
    std::string text_;
};

}  // namespace

void write_trace(const std::string& path, const Trace& trace) {
    FileBeside file(path);
    TraceWriter(trace, [&file](std::string_view text) { file.write(text); }).document();
    file.finish();
}

std::string trace_text(const Trace& trace) {
    std::string text;
    TraceWriter(trace, [&text](std::string_view piece) { text += piece; }).document();
    return text;
}

Json choices_to_json(const Trace& trace) {
    std::string text;
    TraceWriter(trace, [&text](std::string_view piece) { text += piece; }).choices();
    return Json::parse(text);
}

}  // namespace foliot
