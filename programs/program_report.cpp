#include "programs/program_report.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "sim/loop.h"

namespace foliot {

namespace {

/// Whether a byte stands for itself in a text of JSON, in whatever way that is written. Looked up,
/// since it is asked of every byte.
bool is_plain_in_json(char byte) {
    static constexpr auto plain = [] {
        std::array<bool, 256> result{};
        for (std::size_t each = ' '; each <= '~'; ++each)
            result[each] = each != '"' && each != '\\';
        return result;
    }();
    return plain[static_cast<unsigned char>(byte)];
}

/// Writes a report as it goes: a document of it would take longer than the run.
class Writer {
  public:
    explicit Writer(std::size_t expected) { result_.reserve(expected); }

    void byte(char byte) { result_ += byte; }
    void raw(std::string_view text) { result_ += text; }
    void text(std::string_view text) {
        if (!std::all_of(text.begin(), text.end(), is_plain_in_json)) {
            return raw(nlohmann::json(text).dump());
        }
        byte('"');
        raw(text);
        byte('"');
    }
    void number(std::int64_t number) { result_ += std::to_string(number); }
    void value(const LogValue& value) {
        if (const auto* const text = std::get_if<std::string_view>(&value)) {
            this->text(*text);
        } else if (const auto* const flag = std::get_if<bool>(&value)) {
            raw(*flag ? "true" : "false");
        } else {
            number(std::get<std::int64_t>(value));
        }
    }
    /// Before a member of an object; `first` says whether it is the first one.
    void key(std::string_view name, bool& first) {
        if (!first) byte(',');
        first = false;
        text(name);
        byte(':');
    }
    std::string take() { return std::move(result_); }

  private:
    std::string result_;
};

void write_log(Writer& to, const Program& program, std::span<const LogRow> log) {
    for (const LogRow& row : log) {
        if (&row != log.data()) to.byte(',');
        to.byte('[');
        to.number(nanoseconds(row.time) / tick_ns);
        to.byte(',');
        to.text(program.tasks[row.task].name);
        to.byte(',');
        to.text(path_of(row, program));
        to.byte(',');
        to.value(row.outcome);
        to.byte(']');
    }
}

void write_ends(Writer& to, const Program& program, ProgramRun& run) {
    to.raw("\"objects\":{");
    bool first = true;
    for (std::size_t i = 0; i < program.objects.size(); ++i) {
        to.key(program.objects[i].name, first);
        to.value(run.object_state(i));
    }
    to.raw("},\"tasks\":{");
    first = true;
    for (std::size_t i = 0; i < program.tasks.size(); ++i) {
        const std::string_view end = run.task_end(i);
        if (end.empty()) continue;
        to.key(program.tasks[i].name, first);
        to.text(end);
    }
    to.byte('}');
    if (program.vars.empty()) return;
    to.raw(",\"vars\":{");
    first = true;
    for (std::size_t i = 0; i < program.vars.size(); ++i) {
        to.key(program.vars[i], first);
        to.number(run.variable(i));
    }
    to.byte('}');
}

}  // namespace

std::string_view program_verdict(const Outcome& outcome) {
    return name_of(outcome.verdict == Verdict::check ? Verdict::completed : outcome.verdict);
}

std::string report_text(const Program& program, ProgramRun& run, const Outcome& outcome,
                        VirtualTime now) {
    constexpr std::size_t bytes_each = 32;  // a row of the log, roughly
    Writer to((run.log().size() + program.objects.size() + program.tasks.size() + 4) * bytes_each);
    to.raw("{\"verdict\":");
    to.text(program_verdict(outcome));
    to.raw(",\"now\":");
    to.number(nanoseconds(now) / tick_ns);
    to.raw(",\"log\":[");
    write_log(to, program, run.log());
    to.raw("],");
    write_ends(to, program, run);
    to.byte('}');
    return to.take();
}

std::string run_program(const Program& program, LoopOptions options) {
    adjust_for_programs(options);
    Loop loop(options);
    ProgramRun run(program, loop);
    const Outcome outcome = run.finish();
    return report_text(program, run, outcome, loop.now());
}

std::string run_program_text(std::string_view program, LoopOptions options) {
    return run_program(read_program(program), options);
}

}  // namespace foliot
