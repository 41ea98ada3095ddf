#include "traces/view/labels.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "sim/duration_text.h"

namespace foliot {

namespace {

/// Of several, the first that is there.
std::string first_of(const std::string& a, const std::string& b, const std::string& c) {
    return !a.empty() ? a : !b.empty() ? b : c;
}

/// "waits for Future", but "sleeps until 1ms" of "sleep until 1000000 ns".
std::string waiting(const std::string& what) {
    constexpr std::string_view sleep = "sleep until ";
    std::int64_t when = 0;
    if (!what.starts_with(sleep)) return "waits for " + what;
    std::from_chars(what.data() + sleep.size(), what.data() + what.size(), when);
    return "sleeps until " + duration_text(when);
}

std::string in_brackets(const std::string& text) {
    return text.empty() ? "" : " (" + text + ")";
}

/// "timer of 0.1 deposit" without the path, where no other task is called deposit.
std::string without_path(const Trace& trace, const std::string& name) {
    const std::size_t of = name.rfind(" of ");
    const std::size_t start = of == std::string::npos ? 0 : of + 4;
    const std::size_t space = name.find(' ', start);
    if (space == std::string::npos) return name;
    const std::string_view bare = std::string_view(name).substr(space + 1);
    const auto named = [&](const RecordedTask& task) { return trace.text(task.name) == bare; };
    if (std::count_if(trace.tasks.begin(), trace.tasks.end(), named) != 1) return name;
    return name.substr(0, start) + std::string(bare);
}

}  // namespace

std::string event_label(const Trace& trace, const RecordedEvent& event, std::uint32_t actor) {
    const std::string what(trace.text(event.what));
    const std::string text(trace.text(event.text));
    const std::string task = trace.task_label(event.task);
    const std::string object = trace.object_label(event.object);
    const std::string other = trace.task_label(event.other);
    if (what == "step") return "runs " + text;
    if (what == "advance") return "time moves on to " + duration_text(event.time_ns);
    if (what == "wake") return "wakes " + task + in_brackets(object);

    const std::string subject = event.task == actor || task.empty() ? "" : task + " ";
    if (what == "spawn") return subject + "spawns " + other;
    if (what == "cancel") return subject + "cancels " + other;
    if (what == "wait") return subject + waiting(first_of(object, other, text));
    if (what == "yield") return subject + "lets others run" + in_brackets(object);
    if (what == "spend") return subject + "spends " + duration_text(event.value);
    if (what == "end") return subject + "ends: " + text;
    if (what == "gauge") return subject + "measures " + text + ": " + std::to_string(event.value);
    const std::string value = event.value == 0 ? "" : in_brackets(std::to_string(event.value));
    if (what == "note") return subject + "notes: " + text + value;

    std::string label = subject + what;
    for (const std::string& part : {object, other, text}) {
        if (!part.empty()) label += " " + part;
    }
    return label + value;
}

std::string step_label(std::uint64_t step) {
    return step == no_step ? "before the run" : "step " + std::to_string(step);
}

std::string choice_label(const Trace& trace, std::size_t index) {
    const RecordedChoice& choice = trace.choices[index];
    std::string label = "choice " + std::to_string(index);
    if (choice.step != no_step) label += " at step " + std::to_string(choice.step);
    label += ": " + std::string(name_of(choice.kind)) + " " + trace.strings[choice.what];
    return label + " (option " + std::to_string(choice.taken) + " of " + std::to_string(choice.of) +
           ")";
}

std::string choice_sentence(const Trace& trace, const RecordedChoice& choice) {
    const std::string deed = choice_deed(trace, choice);
    return choice.step == no_step ? deed : "at step " + std::to_string(choice.step) + " " + deed;
}

std::string choice_deed(const Trace& trace, const RecordedChoice& choice) {
    const std::string& what = trace.strings[choice.what];
    if (choice.kind == ChoiceKind::tick) return "time moved on although something was ready";
    if (choice.kind == ChoiceKind::ready) {
        const std::string first = choice.fifo == no_string
                                      ? "what"
                                      : without_path(trace, trace.strings[choice.fifo]) + ", which";
        return without_path(trace, what) + " ran before " + first + " fifo runs first";
    }
    const std::size_t of = what.rfind(" of ");
    if (of == std::string::npos) return "the loop got " + what + ", where fifo takes 0";
    const std::string asker = without_path(trace, what.substr(of + 4));
    return asker + " got " + what.substr(0, of) + ", where fifo takes 0";
}

}  // namespace foliot
