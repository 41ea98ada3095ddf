#include "traces/view/timeline.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/duration_text.h"
#include "traces/view/labels.h"

namespace foliot {

namespace {

constexpr std::string_view bold = "1";
constexpr std::string_view red = "31";
constexpr std::string_view green = "32";
constexpr std::string_view yellow = "33";
constexpr std::string_view faint = "2";

std::string padded(std::string text, std::size_t width) {
    text.resize(std::max(width, text.size()), ' ');
    return text;
}

class Timeline {
  public:
    Timeline(const Trace& trace, const TimelineOptions& options)
        : trace_(trace), options_(options) {
        for (std::size_t i = 0; i < trace.events.size(); ++i) {
            if (is_step(trace.events[i])) steps_.push_back(i);
        }
        for (const std::size_t at : steps_)
            width_ = std::max(width_, duration_text(trace.events[at].time_ns).size());
    }

    std::string text() {
        header();
        events();
        if (trace_.dropped != 0) {
            line("... and " + std::to_string(trace_.dropped) + " more events that were not kept");
        }
        waits();
        return std::move(text_);
    }

  private:
    static constexpr std::size_t number_width = 5;
    static constexpr std::size_t place_column = 72;

    bool is_step(const RecordedEvent& event) const { return trace_.kind(event) == events::step; }

    std::string paint(std::string_view colour, const std::string& text) const {
        if (!options_.colour) return text;
        return "\x1b[" + std::string(colour) + "m" + text + "\x1b[0m";
    }

    void line(const std::string& text) { text_ += text + "\n"; }

    void header() {
        const RecordedOutcome& outcome = trace_.outcome;
        const bool held = outcome.verdict == Verdict::completed;
        line(paint(bold, trace_.scenario) + "  " +
             paint(held ? green : red, std::string(name_of(outcome.verdict))) +
             "  seed=" + std::to_string(trace_.settings.seed) + " strategy=" + trace_.strategy +
             "  step " + std::to_string(outcome.step) + "  t=" + duration_text(outcome.time_ns));
        if (!outcome.message.empty()) line("  " + outcome.message);
        if (!outcome.where.empty()) line("  " + outcome.where);
        line("");
    }

    void events() {
        const std::size_t first = first_shown();
        if (first > 0) line("... " + std::to_string(first) + " earlier events");
        std::uint32_t actor = nobody;
        for (std::size_t i = first; i < trace_.events.size(); ++i) {
            const RecordedEvent& event = trace_.events[i];
            if (is_step(event)) {
                actor = event.task;
                step(event);
            } else {
                if (i == first && event.step == no_step) line("before the run");
                happened(event, actor);
            }
        }
    }

    /// The event to begin with: the start of a step.
    std::size_t first_shown() const {
        const std::size_t size = trace_.events.size();
        if (options_.last == 0 || options_.last >= size) return 0;
        const std::size_t wanted = size - options_.last;
        const auto after = std::upper_bound(steps_.begin(), steps_.end(), wanted);
        return after == steps_.begin() ? 0 : *(after - 1);
    }

    void step(const RecordedEvent& event) {
        const std::string number = std::to_string(event.step);
        std::string start(number_width - std::min(number_width, number.size()), ' ');
        start += number + "  " + padded(duration_text(event.time_ns), width_) + "  ";
        const std::string name(trace_.text(event.text));
        std::string text = start + paint(bold, name);
        const std::string why = reason(event.cause);
        if (!why.empty()) text += "  " + paint(faint, why);
        line(text);
        for (; choice_ < trace_.choices.size(); ++choice_) {
            const RecordedChoice& choice = trace_.choices[choice_];
            if (choice.step != no_step && choice.step > event.step) break;
            if (choice.step != event.step || choice.taken == 0) continue;
            line(indent() + paint(yellow, "! " + choice_deed(trace_, choice)));
        }
    }

    std::string reason(std::uint64_t cause) const {
        if (cause == no_step) return {};
        const auto at = std::lower_bound(steps_.begin(), steps_.end(), cause,
                                         [this](std::size_t index, std::uint64_t number) {
                                             return trace_.events[index].step < number;
                                         });
        const bool found = at != steps_.end() && trace_.events[*at].step == cause;
        const std::string name(found ? trace_.text(trace_.events[*at].text) : "");
        return "because of " + (name.empty() ? "" : name + " in ") + step_label(cause);
    }

    std::string indent() const { return std::string(number_width + width_ + 6, ' '); }

    void happened(const RecordedEvent& event, std::uint32_t actor) {
        std::string text = indent() + event_label(trace_, event, actor);
        const std::string place(trace_.text(event.where));
        if (!place.empty()) text = padded(text, place_column) + "  " + paint(faint, place);
        line(text);
    }

    void waits() {
        const std::vector<RecordedWait>& waits = trace_.outcome.wait_for;
        // A failed check leaves others waiting too, which says nothing.
        const Verdict verdict = trace_.outcome.verdict;
        const bool stuck = verdict == Verdict::deadlock || verdict == Verdict::step_limit ||
                           verdict == Verdict::time_limit || verdict == Verdict::hang;
        if (!stuck || waits.empty()) return;
        line("");
        line(paint(bold, "who waits for whom"));
        for (const RecordedWait& wait : waits) {
            std::string text = "  " + wait.task + " waits for " + wait.waits_for;
            const char* before = ", held by ";
            for (const std::string& holder : wait.held_by) {
                text += before + holder;
                before = " and ";
            }
            text +=
                ", since " + step_label(wait.since) + " (t=" + duration_text(wait.since_ns) + ")";
            if (!wait.where.empty()) text += "  " + paint(faint, wait.where);
            line(text);
        }
        circle();
    }

    const RecordedWait* wait_of(const std::string& task) const {
        const auto& waits = trace_.outcome.wait_for;
        const auto at = std::find_if(waits.begin(), waits.end(),
                                     [&](const RecordedWait& wait) { return wait.task == task; });
        return at == waits.end() ? nullptr : &*at;
    }

    /// Follows each wait to the first of its holders, or the awaited task, until one comes again.
    void circle() {
        for (const RecordedWait& start : trace_.outcome.wait_for) {
            std::vector<std::string> path;
            const RecordedWait* wait = &start;
            while (wait != nullptr && path.size() <= trace_.outcome.wait_for.size()) {
                path.push_back(wait->task);
                const std::string& next =
                    wait->held_by.empty() ? wait->waits_for : wait->held_by.front();
                if (next == start.task) {
                    std::string text = "  circle: ";
                    for (const std::string& task : path)
                        text += task + " -> ";
                    return line(paint(red, text + start.task));
                }
                wait = wait_of(next);
            }
        }
    }

    const Trace& trace_;  // outlives the timeline
    TimelineOptions options_;
    std::string text_;
    std::vector<std::size_t> steps_;  // indices of the events that begin a step
    std::size_t width_ = 2;           // of the column of times
    std::size_t choice_ = 0;          // the next one to be mentioned
};

}  // namespace

std::string timeline(const Trace& trace, const TimelineOptions& options) {
    return Timeline(trace, options).text();
}

}  // namespace foliot
