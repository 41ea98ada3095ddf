#include "properties/program_report.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

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

/// Writes a report as it goes: a document of it would take longer than the run. Makes room for many
/// bytes at a time, for most of what it writes are one to three.
class Writer {
  public:
    explicit Writer(std::size_t expected) { grow(expected); }

    void byte(char byte) {
        need(1);
        *at_++ = byte;
    }
    void raw(std::string_view text) {
        need(text.size());
        append(text);
    }
    void text(std::string_view text) {
        need(text.size() + 2);
        char* const first = at_;
        *at_++ = '"';
        for (const char each : text) {
            if (!is_plain_in_json(each)) {
                at_ = first;
                raw(nlohmann::json(text).dump());
                return;
            }
            *at_++ = each;
        }
        *at_++ = '"';
    }
    void number(std::int64_t number) {
        constexpr std::size_t digits = 20;
        need(digits);
        if (number >= 0 && number <= 9) {
            *at_++ = static_cast<char>('0' + number);
        } else {
            at_ = std::to_chars(at_, at_ + digits, number).ptr;
        }
    }
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
    std::string take() {
        result_.resize(static_cast<std::size_t>(at_ - result_.data()));
        return std::move(result_);
    }

  private:
    void need(std::size_t bytes) {
        if (static_cast<std::size_t>(end_ - at_) < bytes) [[unlikely]]
            grow(bytes + result_.size());
    }
    void grow(std::size_t bytes) {
        const std::size_t written =
            result_.empty() ? 0 : static_cast<std::size_t>(at_ - result_.data());
        result_.resize(result_.size() + bytes);
        at_ = result_.data() + written;
        end_ = result_.data() + result_.size();
    }
    void append(std::string_view text) { at_ = std::copy(text.begin(), text.end(), at_); }

    std::string result_;
    char* at_ = nullptr;
    char* end_ = nullptr;
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
