#include "shrink/shrink_apart.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "explore/json_text.h"
#include "explore/workers/child_process.h"
#include "explore/workers/shared_memory.h"
#include "sim/duration_text.h"
#include "traces/file/digest.h"
#include "traces/file/trace_json.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;
using Clock = ChildProcess::Clock;
using How = ProcessEnd::How;

/// What the two processes know of each other.
struct Slot {
    std::atomic<std::uint64_t> beats{0};   // replays that have begun
    std::atomic<std::uint64_t> replay{0};  // the one that is made
    std::atomic<std::size_t> before{0};    // choices other than 0
    std::atomic<std::size_t> now{0};       // of the simplest run found
    std::atomic<bool> recording{false};    // the search is over
    std::atomic<bool> stop{false};         // it should be
};

std::string text_of(std::chrono::milliseconds time) {
    return duration_text(std::chrono::nanoseconds(time).count());
}

Json to_json(const ShrunkApart& shrunk) {
    const ShrinkResult& result = shrunk.result;
    return {{"outcome", outcome_to_json(result.trace.outcome)},
            {"replays", result.replays},
            {"before", result.before},
            {"after", result.after},
            {"minimal", result.minimal},
            {"deterministic", result.deterministic},
            {"left", result.left},
            {"statements_before", result.statements_before},
            {"statements_after", result.statements_after},
            {"stopped", result.stopped},
            {"choices", shrunk.choices},
            {"digest", shrunk.digest},
            {"error", shrunk.error},
            {"notes", shrunk.notes}};
}

ShrunkApart from_json(const Json& json) {
    ShrunkApart shrunk;
    ShrinkResult& result = shrunk.result;
    result.trace.outcome = outcome_from_json(json.at("outcome"));
    json.at("replays").get_to(result.replays);
    json.at("before").get_to(result.before);
    json.at("after").get_to(result.after);
    json.at("minimal").get_to(result.minimal);
    json.at("deterministic").get_to(result.deterministic);
    json.at("left").get_to(result.left);
    json.at("statements_before").get_to(result.statements_before);
    json.at("statements_after").get_to(result.statements_after);
    json.at("stopped").get_to(result.stopped);
    shrunk.choices = json.at("choices");
    json.at("digest").get_to(shrunk.digest);
    json.at("error").get_to(shrunk.error);
    json.at("notes").get_to(shrunk.notes);
    return shrunk;
}

class ShrinkingApart {
  public:
    ShrinkingApart(FailingRun& run, const ShrinkOptions& options, const ShrinkLimits& limits,
                   const std::string& file, bool choices)
        : run_(run),
          options_(options),
          limits_(limits),
          file_(file),
          choices_(choices),
          patience_(std::min(limits.run_timeout, std::max(limits.time / 4, shortest_patience))),
          deadline_(Clock::now() + limits.time),
          slot_(1) {}

    ShrunkApart shrink() {
        for (;;) {
            const ProcessEnd end = attempt(options_);
            if (end.finished()) return std::move(shrunk_);
            if (!pass_over(end)) break;
        }
        if (best_.empty()) return nothing();
        // The simplest run so far is all there is to be made.
        const std::string stopped = stopped_;
        ShrinkOptions known = options_;
        known.start = best_;
        deadline_ = Clock::now() + limits_.run_timeout;
        const ProcessEnd end = attempt(known);
        if (!end.finished()) return nothing();
        shrunk_.result.stopped = stopped;
        return std::move(shrunk_);
    }

  private:
    static constexpr std::chrono::milliseconds shortest_patience{100};
    static constexpr std::chrono::milliseconds in_a_hurry{500};
    static constexpr std::size_t most_passed_over = 16;

    /// A process that shrinks, to its end.
    ProcessEnd attempt(const ShrinkOptions& options) {
        Slot& slot = slot_[0];
        slot.replay = 0;
        slot.recording = false;
        ChildProcess process([&](const ChildProcess::Say& say) { work(options, say); });
        ChildProcess::Patience patience;
        patience.silence = limits_.run_timeout;
        patience.beat = [&slot] { return slot.beats.load(); };
        patience.late = [this] { return late(); };
        beats_ = slot.beats;
        begun_ = Clock::now();
        return process.hear_out([this](const std::string& text) { take(Json::parse(text)); },
                                patience);
    }

    /// In that process.
    void work(const ShrinkOptions& options, const ChildProcess::Say& say) {
        Slot& slot = slot_[0];
        ShrinkOptions used = options;
        bool cut_short = false;
        used.stop = [&] {
            const bool stop = slot.stop || Clock::now() >= deadline_;
            cut_short |= stop;
            return stop;
        };
        used.progress = [&](const ShrinkProgress& progress) {
            ++slot.beats;
            slot.replay = progress.replay;
            slot.before = progress.before;
            slot.now = progress.now;
            slot.recording = progress.recording;
        };
        used.better = [&](const std::string& words, std::size_t now) {
            say(Json({{"better", words}, {"now", now}}).dump());
        };
        ShrunkApart shrunk;
        shrunk.result = run_.shrink(used);
        const Trace& trace = shrunk.result.trace;
        if (cut_short) {
            shrunk.result.stopped =
                slot.stop ? "stopped: interrupted" : "stopped after " + text_of(limits_.time);
        } else {
            shrunk.result.stopped = passed_over_;
        }
        if (choices_) shrunk.choices = choices_to_json(trace);
        shrunk.digest = digest_text(trace.digest);
        shrunk.notes = run_.notes();
        try {
            if (!file_.empty() && shrunk.result.deterministic) write_trace(file_, trace);
        } catch (const std::exception& error) {
            shrunk.error = error.what();
        }
        say(json_text({{"shrunk", to_json(shrunk)}}));
    }

    void take(const Json& said) {
        if (said.contains("shrunk")) {
            shrunk_ = from_json(said.at("shrunk"));
        } else {
            // Another process goes the same way once more.
            const std::size_t now = said.at("now");
            if (!best_.empty() && now > best_now_) return;
            said.at("better").get_to(best_);
            best_now_ = now;
        }
    }

    /// One replay takes too long, or all together do.
    bool late() {
        Slot& slot = slot_[0];
        if (options_.stop && options_.stop()) slot.stop = true;
        const Clock::time_point now = Clock::now();
        if (slot.beats != beats_) {
            beats_ = slot.beats;
            begun_ = now;
            if (options_.progress) {
                options_.progress(
                    {slot.replay, options_.replays, slot.before, slot.now, slot.recording});
            }
        }
        if (slot.recording || slot.replay == 0) return false;
        const auto patience = slot.stop ? std::min(patience_, in_a_hurry) : patience_;
        return now - begun_ > patience || now > deadline_ + patience_;
    }

    /// A candidate ended the process: it is left out from now on. False where that makes no sense,
    /// or was done often enough.
    bool pass_over(const ProcessEnd& end) {
        const Slot& slot = slot_[0];
        const bool hung = end.how == How::late || end.how == How::silent;
        const std::string how = hung                     ? "took too long"
                                : end.how == How::exited ? "ended its process: " + end.words()
                                                         : "was " + end.words();
        stopped_ = "stopped: a candidate " + how;
        if (Clock::now() >= deadline_) {
            stopped_ = "stopped after " + text_of(limits_.time) + ": a candidate " + how;
            return false;
        }
        if (slot.stop) stopped_ = "stopped: interrupted";
        if (slot.recording || slot.replay == 0 || slot.stop) return false;
        if (options_.skipped.size() == most_passed_over) return false;
        if (!options_.skipped.insert(slot.replay).second) return false;
        const std::size_t count = options_.skipped.size();
        passed_over_ = count == 1 ? "passed over a candidate that " + how
                                  : "passed over " + std::to_string(count) +
                                        " candidates, the last of which " + how;
        return true;
    }

    /// The run as it was found stays the result.
    ShrunkApart nothing() {
        ShrunkApart shrunk;
        shrunk.result.stopped = stopped_;
        return shrunk;
    }

    FailingRun& run_;
    ShrinkOptions options_;
    const ShrinkLimits& limits_;
    const std::string& file_;
    bool choices_;                        // are wanted
    std::chrono::milliseconds patience_;  // with one replay
    Clock::time_point deadline_;
    SharedMemory<Slot> slot_;
    std::uint64_t beats_ = 0;
    Clock::time_point begun_;   // the replay that is made
    std::string best_;          // the simplest run told of, or empty
    std::size_t best_now_ = 0;  // its choices other than 0
    std::string stopped_;
    std::string passed_over_;
    ShrunkApart shrunk_;
};

}  // namespace

ShrunkApart shrink_apart(FailingRun& run, const ShrinkOptions& options, const ShrinkLimits& limits,
                         const std::string& file, bool choices) {
    return ShrinkingApart(run, options, limits, file, choices).shrink();
}

}  // namespace foliot
