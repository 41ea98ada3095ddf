// The reading half of trace_json.h. The long lists are read item by item while the text is parsed:
// a document of a million events, kept as one JSON value, would fill gigabytes.

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "traces/file/digest.h"
#include "traces/file/json_fields.h"
#include "traces/file/trace_items.h"
#include "traces/file/trace_json.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;
using ParseEvent = nlohmann::detail::parse_event_t;

/// The number that a text spells in full, and in the one way that we write it.
std::optional<std::uint64_t> number_of(const std::string& text, int base) {
    std::uint64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number, base);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    const bool ours = base == 10 ? text == std::to_string(number) : text == digest_text(number);
    return whole && ours ? std::optional(number) : std::nullopt;
}

class TraceReader {
  public:
    explicit TraceReader(std::string_view name) : name_(name), items_(trace_, name_) {}

    Trace read(std::string_view text) {
        if (text.size() > trace_size_limit) refuse("", "is larger than 1 GiB");
        try {
            Json rest = Json::parse(text, [this](int depth, ParseEvent event, Json& parsed) {
                return keep(depth, event, parsed);
            });
            top(rest);
        } catch (const Json::parse_error& error) {
            syntax(text, error.byte, error.what());
        }
        return std::move(trace_);
    }

  private:
    [[noreturn]] void refuse(const std::string& place, const std::string& why) const {
        refuse_trace(name_, place, why);
    }

    [[noreturn]] void syntax(std::string_view text, std::size_t byte, std::string_view what) const {
        const std::string_view before = text.substr(0, byte == 0 ? 0 : byte - 1);
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        const std::size_t start = before.rfind('\n');
        const std::size_t column = before.size() - (start == before.npos ? 0 : start + 1) + 1;
        const std::string place =
            "line " + std::to_string(line) + ", column " + std::to_string(column);
        if (byte >= text.size()) refuse(place, "ends in the middle, so it was cut off");
        // "[json.exception...] parse error at line 1, column 2: syntax error while ... - why; ..."
        const std::size_t dash = what.find(" - ");
        const std::string_view why = dash == what.npos ? what : what.substr(dash + 3);
        refuse(place, "is not JSON: " + std::string(why.substr(0, why.find("; expected"))));
    }

    /// Called for each value of the document; false: it is dealt with and need not be kept.
    bool keep(int depth, ParseEvent event, Json& parsed) {
        if (depth == 1 && event == ParseEvent::key) {
            section_ = parsed.get<std::string>();
            index_ = 0;
            if (!sections_.insert(section_).second) refuse("/" + section_, "stands here twice");
        }
        if (depth == 1 && event == ParseEvent::value && section_ == "schema") schema(parsed);
        if (depth != 2 || event == ParseEvent::key) return true;
        if (!TraceItems::is_list(section_)) return true;
        if (event == ParseEvent::value || event == ParseEvent::array_start) {
            refuse(JsonPlace("/" + section_, index_).text(), "must be an object");
        }
        if (event != ParseEvent::object_end) return true;
        items_.read(section_, index_++, parsed);
        return false;
    }

    void schema(const Json& value) const {
        const std::string text = value.is_string() ? value.get<std::string>() : "";
        const std::string family(trace_schema.substr(0, trace_schema.find('/') + 1));
        if (text == trace_schema) return;
        const auto version =
            text.starts_with(family) ? number_of(text.substr(family.size()), 10) : std::nullopt;
        if (!version) refuse("/schema", "this is not a Foliot trace");
        throw TraceError(name_ + ": written by a newer Foliot: " + text + "; update foliot");
    }

    void top(Json& rest) {
        if (!rest.is_object() || !rest.contains("schema") || !rest["schema"].is_string()) {
            refuse("", "has no \"schema\": this is not a Foliot trace");
        }
        const JsonPlace place("");
        JsonFields fields(rest, place, name_);
        fields.text("schema");
        tool(fields.at("tool"));
        trace_.scenario = fields.text("scenario");
        const auto seed = number_of(fields.text("seed"), 10);
        if (!seed) fields.refuse("seed", "must be a decimal number of 64 bits, as a string");
        trace_.settings.seed = *seed;
        trace_.strategy = fields.text("strategy");
        settings(fields.at("settings"));
        if (const Json* const inputs = fields.find("input")) input(*inputs);
        if (const Json* const given = fields.find("options")) options(*given);
        if (fields.find("program") != nullptr) {
            trace_.program = std::make_shared<const Json>(std::move(rest["program"]));
        }
        trace_.arguments = fields.text_or_none("arguments");
        for (const char* const list : {"tasks", "objects", "choices", "events"}) {
            if (!fields.at(list).is_array()) fields.refuse(list, "must be an array");
        }
        for (const char* const list : {"kinds", "names"}) {
            const Json* const found = fields.find(list);
            if (found != nullptr && !found->is_array()) fields.refuse(list, "must be an array");
        }
        trace_.kinds_described = trace_.events.empty() || fields.find("kinds") != nullptr;
        trace_.dropped = fields.count_or("dropped", 0);
        outcome(fields.at("outcome"));
        const auto digest = number_of(fields.text("digest"), 16);
        if (!digest) fields.refuse("digest", "must be 16 hexadecimal digits");
        trace_.digest = *digest;
        fields.finish();
        items_.resolve_paths();
    }

    void tool(const Json& json) {
        const JsonPlace place("/tool");
        JsonFields fields(json, place, name_);
        trace_.tool.version = fields.text("version");
        trace_.tool.compiler = fields.text("compiler");
        fields.finish();
    }

    void settings(const Json& json) {
        const JsonPlace place("/settings");
        JsonFields fields(json, place, name_);
        const std::string& clock = fields.text("clock");
        if (clock != "idle" && clock != "racing") fields.refuse("clock", "must be idle or racing");
        trace_.settings.racing_clock = clock == "racing";
        trace_.settings.step_limit = fields.count("step_limit");
        const std::int64_t time_limit_ns = fields.integer_or("time_limit_ns", never_ns);
        trace_.settings.time_limit = VirtualTime(Duration(time_limit_ns));
        trace_.settings.debug = fields.flag_or_false("debug");
        if (const Json* const laws = fields.find("laws")) {
            const auto is_text = [](const Json& law) { return law.is_string(); };
            if (!laws->is_array() || !std::all_of(laws->begin(), laws->end(), is_text)) {
                fields.refuse("laws", "must be an array of strings");
            }
            laws->get_to(trace_.laws);
        }
        fields.finish();
    }

    void input(const Json& json) {
        if (!json.is_array()) refuse("/input", "must be an array");
        for (const Json& each : json) {
            const JsonPlace place("/input", trace_.input.size());
            JsonFields fields(each, place, name_);
            trace_.input.push_back({fields.text("file"), fields.text("hash")});
            fields.finish();
        }
    }

    void options(const Json& json) {
        if (!json.is_array()) refuse("/options", "must be an array");
        for (const Json& each : json) {
            const JsonPlace place("/options", trace_.options.size());
            JsonFields fields(each, place, name_);
            trace_.options.push_back({fields.text("name"), std::nullopt});
            if (fields.find("value") != nullptr) trace_.options.back().value = fields.text("value");
            fields.finish();
        }
    }

    void outcome(const Json& json) {
        const JsonPlace place("/outcome");
        JsonFields fields(json, place, name_);
        RecordedOutcome& outcome = trace_.outcome;
        const auto verdict = verdict_named(fields.text("verdict"));
        if (!verdict) fields.refuse("verdict", "is no verdict");
        outcome.verdict = *verdict;
        outcome.message = fields.text("message");
        outcome.step = fields.count("step");
        outcome.time_ns = fields.integer("time_ns");
        outcome.where = fields.text_or_none("where");
        const Json& waits = fields.at("wait_for");
        if (!waits.is_array()) fields.refuse("wait_for", "must be an array");
        for (const Json& each : waits)
            wait(each);
        fields.finish();
    }

    void wait(const Json& json) {
        const JsonPlace place("/outcome/wait_for", trace_.outcome.wait_for.size());
        JsonFields fields(json, place, name_);
        RecordedWait wait;
        wait.task = fields.text("task");
        wait.waits_for = fields.text("waits_for");
        const Json& holders = fields.at("held_by");
        for (const Json& holder : holders) {
            if (!holder.is_string()) fields.refuse("held_by", "must be an array of strings");
            wait.held_by.push_back(holder.get<std::string>());
        }
        if (!holders.is_array()) fields.refuse("held_by", "must be an array of strings");
        wait.since = fields.count_or("since", no_step);
        wait.since_ns = fields.integer("since_ns");
        wait.where = fields.text_or_none("where");
        fields.finish();
        trace_.outcome.wait_for.push_back(std::move(wait));
    }

    std::string name_;
    Trace trace_;
    TraceItems items_;  // fills trace_
    std::set<std::string> sections_;
    std::string section_;    // the member of the document that is being parsed
    std::size_t index_ = 0;  // of its next item
};

}  // namespace

Trace parse_trace(std::string_view text, std::string_view name) {
    return TraceReader(name).read(text);
}

Trace read_trace(const std::string& path) {
    const auto refuse = [&path](const std::string& why) {
        throw TraceError(path + ": cannot be read: " + why + "; check the path");
    };
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    if (error) refuse(error.message());
    if (size > trace_size_limit) refuse_trace(path, "", "is larger than 1 GiB");
    std::ifstream file(path, std::ios::binary);
    std::string text(size, '\0');
    if (!file.read(text.data(), static_cast<std::streamsize>(size))) refuse("the reading failed");
    return parse_trace(text, path);
}

}  // namespace foliot
