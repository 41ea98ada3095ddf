#include "traces/view/labels.h"

#include <algorithm>
#include <string_view>

#include "sim/duration_text.h"
#include "sim/handle.h"

namespace foliot {

namespace {

/// Of several, the first that is there.
std::string first_of(const std::string& a, const std::string& b, const std::string& c) {
    return !a.empty() ? a : !b.empty() ? b : c;
}

/// "waits for Future", but "sleeps until 1ms".
std::string waiting(const Trace& trace, const RecordedEvent& event) {
    if (event.until_ns != never_ns) return "sleeps until " + duration_text(event.until_ns);
    return "waits for " + first_of(trace.object_label(event.object), trace.task_label(event.other),
                                   std::string(trace.text(event.text)));
}

std::string in_brackets(const std::string& text) {
    return text.empty() ? "" : " (" + text + ")";
}

/// The name of a task; with its path if another one is called so too.
std::string short_label(const Trace& trace, std::uint32_t task) {
    const StringId name = trace.tasks[task].name;
    const auto namesake = [name](const RecordedTask& each) { return each.name == name; };
    const auto namesakes = std::count_if(trace.tasks.begin(), trace.tasks.end(), namesake);
    return namesakes == 1 ? trace.strings[name] : trace.task_label(task);
}

/// "timer of deposit", "pay_interest": the name of a handle without the path of its task.
std::string handle_label(const Trace& trace, StringId name) {
    const RecordedName* const parts = trace.made_up(name);
    if (parts == nullptr || parts->task == nobody) return trace.strings[name];
    const std::string task = short_label(trace, parts->task);
    const std::string_view does = trace.text(parts->subject);
    return does == name_of(HandleKind::step) ? task : std::string(does) + " of " + task;
}

}  // namespace

std::string event_label(const Trace& trace, const RecordedEvent& event, std::uint32_t actor) {
    const EventKind& kind = trace.kind(event);
    const std::string text(trace.text(event.text));
    const std::string task = trace.task_label(event.task);
    const std::string object = trace.object_label(event.object);
    const std::string other = trace.task_label(event.other);
    if (kind == events::step) return "runs " + text;
    if (kind == events::advance) return "time moves on to " + duration_text(event.time_ns);
    if (kind == events::wake) return "wakes " + task + in_brackets(object);

    const std::string subject = event.task == actor || task.empty() ? "" : task + " ";
    if (kind == events::spawn) return subject + "spawns " + other;
    if (kind == events::cancel) return subject + "cancels " + other;
    if (kind == events::wait) return subject + waiting(trace, event);
    if (kind == events::yield) return subject + "lets others run" + in_brackets(object);
    if (kind == events::spend) return subject + "spends " + duration_text(event.value);
    if (kind == events::end) return subject + "ends: " + text;
    if (kind == events::gauge)
        return subject + "measures " + text + ": " + std::to_string(event.value);
    const std::string value = event.value == 0 ? "" : in_brackets(std::to_string(event.value));
    if (kind == events::note) return subject + "notes: " + text + value;

    std::string label = subject + std::string(kind.name());
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
    if (choice.kind == ChoiceKind::tick) return "time moved on although something was ready";
    if (choice.kind == ChoiceKind::ready) {
        const std::string first =
            choice.fifo == no_string ? "what" : handle_label(trace, choice.fifo) + ", which";
        return handle_label(trace, choice.what) + " ran before " + first + " fifo runs first";
    }
    const RecordedName* const parts = trace.made_up(choice.what);
    if (parts == nullptr) {
        return "the run got " + trace.strings[choice.what] + ", where fifo takes 0";
    }
    const std::string asker = parts->task == nobody ? "the loop" : short_label(trace, parts->task);
    return asker + " got " + trace.strings[parts->subject] + "=" + std::to_string(choice.taken) +
           ", where fifo takes 0";
}

}  // namespace foliot
