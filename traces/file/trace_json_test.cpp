#include "traces/file/trace_json.h"
#include "sim/loop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "traces/file/digest.h"
#include "traces/testing/scenarios.h"

namespace foliot {
namespace {

/// What parse_trace has against `text`; empty where it accepts it.
std::string complaint(const std::string& text) {
    try {
        parse_trace(text, "t.json");
        return "";
    } catch (const TraceError& error) {
        return error.what();
    }
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

Trace failing_trace() {
    return record_failure([] { return account(); }).trace;
}

TEST(TraceJson, AReadTraceIsTheWrittenOne) {
    for (const Trace& trace :
         {failing_trace(), record_fifo([] { return crossed_locks(); }).trace}) {
        const std::string text = trace_text(trace);
        const Trace read = parse_trace(text, "t.json");
        EXPECT_EQ(trace_text(read), text);
        EXPECT_EQ(read.settings.seed, trace.settings.seed);
        EXPECT_EQ(read.settings, trace.settings);
        EXPECT_EQ(read.outcome, trace.outcome);
        EXPECT_EQ(read.events.size(), trace.events.size());
        EXPECT_EQ(read.choices.size(), trace.choices.size());
    }
}

TEST(TraceJson, TheDigestOfAReadTraceIsThatOfTheRun) {
    const Trace trace = failing_trace();
    EXPECT_EQ(digest_of(parse_trace(trace_text(trace), "t.json")), trace.digest);
}

TEST(TraceJson, KeepsWhatIsOptional) {
    Trace trace = failing_trace();
    trace.settings.seed = UINT64_MAX;
    trace.settings.racing_clock = true;
    trace.settings.step_limit = 7;
    trace.settings.time_limit = virtual_start + Duration(9);
    trace.settings.debug = true;
    trace.laws = {"mutual-exclusion"};
    trace.input = {{"feeds/a \"b\".csv", "beef"}};
    trace.options = {{"--n", "5"}, {"--fast", std::nullopt}};
    trace.program = std::make_shared<const nlohmann::ordered_json>(
        nlohmann::ordered_json::parse(R"({"z": [1, {"y": null}], "a": 1.5})"));
    trace.dropped = 12;
    const Trace read = parse_trace(trace_text(trace), "t.json");
    EXPECT_EQ(read.settings.seed, UINT64_MAX);
    EXPECT_EQ(read.settings, trace.settings);
    EXPECT_EQ(read.input, trace.input);
    EXPECT_EQ(read.options, trace.options);
    ASSERT_NE(read.program, nullptr);
    EXPECT_EQ(read.program->dump(), trace.program->dump());
    EXPECT_EQ(read.dropped, 12U);
}

Coro<> odd_notes() {
    note("a \"quote\", a \\, a\nline, \x01 and \xc3\xa4", INT64_MIN);
    note("not UTF-8: \xff\xfe", INT64_MAX);
    choose(2, "choice");
    co_return;
}

TEST(TraceJson, AnyTextSurvives) {
    const Trace trace = record_fifo([] { return odd_notes(); }).trace;
    const Trace read = parse_trace(trace_text(trace), "t.json");
    EXPECT_EQ(digest_of(read), trace.digest);
    const RecordedEvent& first = read.events[2];
    EXPECT_EQ(read.text(first.text), "a \"quote\", a \\, a\nline, \x01 and \xc3\xa4");
    EXPECT_EQ(first.value, INT64_MIN);
    EXPECT_EQ(read.text(read.events[3].text), "not UTF-8: \xef\xbf\xbd\xef\xbf\xbd");
}

TEST(TraceJson, EachChoiceAndEventStandsOnALineOfItsOwn) {
    const Trace trace = failing_trace();
    const std::string text = trace_text(trace);
    std::set<KindId> used;
    for (const RecordedEvent& event : trace.events)
        used.insert(event.kind);
    const std::size_t kinds = used.size();
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    EXPECT_EQ(lines, trace.tasks.size() + trace.objects.size() + trace.choices.size() +
                         trace.events.size() + trace.names.size() + kinds + 22);
    EXPECT_NE(text.find("\n{\"kind\":\"ready\",\"of\":2,\"taken\":1,\"what\":\"0.1 pay_interest\","
                        "\"fifo\":\"0.0 deposit\",\"step\":1},\n"),
              std::string::npos);
    EXPECT_NE(text.find("\n{\"step\":1,\"time_ns\":0,\"task\":\"0.1\",\"what\":\"step\",\"text\":"
                        "\"0.1 pay_interest\",\"cause\":0},\n"),
              std::string::npos);
}

TEST(TraceJson, ChoicesAloneAreTheListOfTheFile) {
    const Trace trace = failing_trace();
    const auto document = nlohmann::ordered_json::parse(trace_text(trace));
    EXPECT_EQ(choices_to_json(trace), document["choices"]);
    EXPECT_EQ(choices_to_json(Trace()), nlohmann::ordered_json::array());
}

Trace small() {
    return record([] { return odd_notes(); }, 0).trace;
}

TEST(TraceJson, ATruncatedFileIsRefusedAtEveryLength) {
    const std::string text = trace_text(small());
    const std::size_t whole = text.size() - 1;  // the last line break may be missing
    for (std::size_t size = 0; size < whole; ++size) {
        const std::string why = complaint(text.substr(0, size));
        ASSERT_NE(why.find("cut off"), std::string::npos) << size << ": " << why;
        ASSERT_NE(why.find("t.json: line "), std::string::npos) << why;
    }
    EXPECT_EQ(complaint(text.substr(0, whole)), "");
}

TEST(TraceJson, AFlippedByteNeverBreaksTheReader) {
    const std::string text = trace_text(small());
    std::size_t refused = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string damaged = text;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x11);
        const std::string why = complaint(damaged);
        refused += why.empty() ? 0 : 1;
        EXPECT_EQ(why.find('\n'), std::string::npos) << why;
    }
    EXPECT_GT(refused, text.size() / 2);
}

TEST(TraceJson, GarbageIsRefusedWithItsPlace) {
    EXPECT_EQ(complaint("hello\n"),
              "t.json: line 1, column 1: is not JSON: invalid literal; last read: 'h'; mend the "
              "file, or record the trace again");
    EXPECT_EQ(complaint("{\n\"schema\" \"foliot-trace/1\"}"),
              "t.json: line 2, column 25: is not JSON: unexpected string literal; mend the file, "
              "or record the trace again");
    EXPECT_EQ(complaint("[1, 2]"),
              "t.json: has no \"schema\": this is not a Foliot trace; mend the file, or record the "
              "trace again");
    EXPECT_EQ(complaint("{\"tasks\": [{\"name\": \"a\", \"body\": []}]}").substr(0, 24),
              "t.json: /tasks/0: has no");
}

TEST(TraceJson, NestingWithoutEndIsRefusedLikeOtherGarbage) {
    const std::size_t depth = 1'000'000;
    const std::string deep = std::string(depth, '[') + std::string(depth, ']');
    EXPECT_EQ(complaint("{\"schema\": \"foliot-trace/1\", \"tool\": " + deep + "}"),
              "t.json: /tool: must be an object, not an array; mend the file, or record the trace "
              "again");
    EXPECT_NE(complaint("{\"program\": " + deep + "}"), "");
    EXPECT_NE(complaint("{\"events\": [{\"task\": " + deep + "}]}"), "");
}

TEST(TraceJson, ANewerTraceIsRefusedBeforeAnythingElseIsRead) {
    const std::string text =
        replaced(trace_text(failing_trace()), "foliot-trace/1", "foliot-trace/2");
    const std::string expected = "t.json: written by a newer Foliot: foliot-trace/2; update foliot";
    EXPECT_EQ(complaint(text), expected);
    EXPECT_EQ(complaint("{\"schema\": \"foliot-trace/2\", \"events\": 5}"), expected);
    EXPECT_NE(complaint("{\"schema\": \"other/2\"}").find("/schema: this is not a Foliot trace"),
              std::string::npos);
}

TEST(TraceJson, ABadValueIsNamedByItsPlace) {
    const std::string text = trace_text(failing_trace());
    const auto why = [&](const std::string& from, const std::string& to) {
        const std::string full = complaint(replaced(text, from, to));
        return full.substr(0, full.find("; mend"));
    };
    EXPECT_EQ(why("\"taken\":1", "\"taken\":2"),
              "t.json: /choices/0/taken: must be below \"of\", which is 2");
    EXPECT_EQ(why("\"of\":2", "\"of\":1"), "t.json: /choices/0/of: must be 2 or more");
    EXPECT_EQ(why("\"of\":2", "\"of\":2.5"),
              "t.json: /choices/0/of: must be a whole number from 0 to 4294967295, not 2.5");
    EXPECT_EQ(why("\"kind\":\"ready\"", "\"kind\":\"whim\""),
              "t.json: /choices/0/kind: must be ready, tick, value, fault or cancel");
    EXPECT_EQ(why("\"parent\":\"0\"", "\"parent\":\"7\""),
              "t.json: /tasks/1/parent: names \"7\", which is not listed");
    EXPECT_EQ(why("\"does\":\"step\",\"task\":\"0.1\"", "\"does\":\"step\",\"task\":\"0.9\""),
              "t.json: /names/0/task: names \"0.9\", which is not listed");
    EXPECT_EQ(why("0,\"task\":\"0.1\"", "0,\"task\":\"0.9\""),
              "t.json: /events/5/task: names \"0.9\", which is not listed");
    EXPECT_EQ(why("\"step\":0,\"time_ns\":0", "\"step\":0,\"time_ns\":\"0\""),
              "t.json: /events/1/time_ns: must be a whole number of 64 bits, not \"0\"");
    EXPECT_EQ(why("\"path\":\"0.1\"", "\"path\":\"0.0\""),
              "t.json: /tasks/2/path: is that of another task");
    EXPECT_EQ(why("\"name\":\"main\"", "\"nome\":\"main\""), "t.json: /tasks/0: has no \"name\"");
    EXPECT_EQ(why("{\"path\":\"0\"", "{\"age\":3,\"path\":\"0\""),
              "t.json: /tasks/0: does not know the key \"age\"");
    EXPECT_EQ(why("\"events\": [", "\"events\": [7,"), "t.json: /events/0: must be an object");
    EXPECT_EQ(why("\"events\": [", "\"events\": [], \"events\": ["),
              "t.json: /events: stands here twice");
    EXPECT_EQ(why("\"seed\": \"", "\"seed\": \"x"),
              "t.json: /seed: must be a decimal number of 64 bits, as a string");
    EXPECT_EQ(why("\"seed\": \"", "\"seed\": \"99999999999999999999"),
              "t.json: /seed: must be a decimal number of 64 bits, as a string");
    EXPECT_EQ(why("\"digest\": \"", "\"digest\": \"0"),
              "t.json: /digest: must be 16 hexadecimal digits");
}

}  // namespace
}  // namespace foliot
