#include "testing/prop.h"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iterator>
#include <sstream>

#include "explore/law_factories.h"
#include "explore/workers/crash.h"
#include "shrink/tell.h"
#include "sim/loop.h"
#include "strategies/bytes.h"
#include "testing/test_glue.h"
#include "traces/record/recorder.h"
#include "traces/replay/replay.h"
#include "traces/view/labels.h"

namespace foliot {

namespace {

constexpr int default_cases = 1'000;

std::string on_one_line(const std::string& text) {
    std::string line;
    for (const char c : text) {
        if (c != '\n') {
            line += c;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    return line;
}

/// Throws what RapidCheck should see of a failed run: the original exception, or the message.
void raise_failure(const Outcome& outcome) {
    if (!outcome.failed()) return;
    const bool own = outcome.verdict == Verdict::check;
    if (outcome.error && !own) std::rethrow_exception(outcome.error);
    std::string message = std::string(name_of(outcome.verdict)) + ": " + outcome.message;
    const std::string place = place_of(outcome.where);
    if (!place.empty()) message += "  " + place;
    RC_FAIL(message);
}

/// Takes RC_ASSERT and its like for checks, with what they say.
Outcome understood(Outcome outcome) {
    if (!outcome.error) return outcome;
    try {
        std::rethrow_exception(outcome.error);
    } catch (const rc::detail::CaseResult& result) {
        if (result.type != rc::detail::CaseResult::Type::Failure) return outcome;
        outcome.verdict = Verdict::check;
        outcome.message = on_one_line(result.description);
    } catch (...) {  // not RapidCheck's
    }
    return outcome;
}

/// RapidCheck says at the end of the program what failed; a failure here says so itself, at once.
class Silent final : public rc::detail::TestListener {
    void onTestCaseFinished(const rc::detail::CaseDescription&) override {}
    void onShrinkTried(const rc::detail::CaseDescription&, bool) override {}
    void onTestFinished(const rc::detail::TestMetadata&, const rc::detail::TestResult&) override {}
};

/// "reproduce=...", as RC_PARAMS takes it.
std::string words_of(const rc::detail::Reproduce& reproduce, const std::string& property) {
    rc::detail::Configuration configuration;
    configuration.reproduce.emplace(property, reproduce);
    const std::string words = rc::detail::configToMinimalString(configuration);
    const std::size_t begin = words.find("reproduce=");
    return words.substr(begin, words.find(' ', begin) - begin);
}

std::string indented(const std::string& text, const std::string& indent) {
    std::string result;
    for (const char c : text)
        result += c == '\n' ? "\n" + indent : std::string(1, c);
    return result;
}

}  // namespace

std::ostream& operator<<(std::ostream& stream, const Schedule& schedule) {
    const auto off = std::count_if(schedule.bytes.begin(), schedule.bytes.end(),
                                   [](std::uint8_t byte) { return byte != 0; });
    stream << "schedule with " << off << " choices that may differ from fifo:";
    for (std::size_t i = 0; i < schedule.bytes.size(); ++i) {
        if (schedule.bytes[i] != 0) stream << " #" << i << "=" << int{schedule.bytes[i]};
    }
    return stream;
}

namespace detail {

PropTest::PropTest(const char* suite, const char* name, const char* file, int line)
    : name_(std::string(suite) + "." + name), file_(file), line_(line) {}

void PropTest::check(const rc::detail::Property& property) {
    environment_ = std::make_shared<const Environment>(environment_or_exit());
    laws_ = laws_or_exit(*environment_);
    if (!environment_->laws) laws_ = LawFactories::all().words();
    if (environment_->replay) return replay(property, *environment_->replay);
    rc::detail::TestParams params;
    if (std::getenv("RC_PARAMS") != nullptr) {
        params = rc::detail::configuration().testParams;
    } else {
        params.seed = environment_->seed.value_or(1);
        params.maxSuccess = static_cast<int>(environment_->runs.value_or(default_cases));
    }
    params.disableShrinking = true;  // the failure is stored first
    seed_ = params.seed;
    const CrashReport crash(name_, crash_command(name_));
    const rc::detail::TestResult result = checked(property, params);
    testing::Test::RecordProperty("foliot.runs", std::to_string(cases_));
    std::fputs(warnings_.text().c_str(), stderr);
    if (result.is<rc::detail::FailureResult>()) {
        report(result.get<rc::detail::FailureResult>(), property);
    } else if (!result.is<rc::detail::SuccessResult>()) {
        std::ostringstream text;
        printResultMessage(result, text);
        fail("FAILED " + name_ + "  " + text.str() + "\n");
    }
}

rc::detail::TestResult PropTest::checked(const rc::detail::Property& property,
                                         const rc::detail::TestParams& params) const {
    Silent listener;
    const rc::detail::TestMetadata metadata{name_, name_};
    const auto wanted = rc::detail::Configuration().reproduce;
    if (std::getenv("RC_PARAMS") == nullptr) {
        return rc::detail::checkProperty(property, metadata, params, listener, wanted);
    }
    return rc::detail::checkProperty(property, metadata, params, listener,
                                     rc::detail::configuration().reproduce);
}

rc::detail::TestResult PropTest::again(const rc::detail::Property& property,
                                       const std::string& arguments) const {
    Silent listener;
    const rc::detail::TestMetadata metadata{name_, name_};
    return rc::detail::checkProperty(property, metadata, {}, listener,
                                     rc::detail::configFromString(arguments).reproduce);
}

void PropTest::run_case(const Schedule& schedule, const std::function<Coro<void>()>& body) {
    if (left_out_) return;
    CrashReport::begin(cases_++, seed_);
    const auto run = [&](Loop& loop) {
        const auto watched = [&] { return loop.run(body(), name_); };
        return watched_run(loop, laws_, [&] { return catching_expectations(watched); });
    };
    if (purpose_ == Purpose::replay) {
        LoopOptions base;
        base.debug = environment_->debug;
        ReplayReport replayed = foliot::replay(trace_, ReplayMode::loose, base, run);
        for (const std::string& skipped : replayed.skipped)
            std::fprintf(stderr, "foliot: skipped %s\n", skipped.c_str());
        outcome_ = understood(std::move(replayed.outcome));
        return raise_failure(outcome_);
    }
    ByteStrategy strategy(schedule.bytes);
    LoopOptions options;
    options.seed = seed_;
    options.strategy = &strategy;
    options.debug = environment_->debug;
    Recorder recorder;
    Loop loop(options);
    if (purpose_ == Purpose::record) loop.observe(recorder);
    outcome_ = understood(run(loop));
    warnings_.add(outcome_, seed_);
    if (purpose_ == Purpose::record) {
        explain(outcome_, recorder);
        trace_ = recorder.take(name_, "bytes", options, outcome_);
        trace_.laws = laws_;
    }
    raise_failure(outcome_);
}

/// A case that failed, on its way to its report.
class PropTest::Case final : public FailingRun {
  public:
    /// Both outlive this.
    Case(PropTest& test, const rc::detail::Property& property,
         const rc::detail::FailureResult& failure)
        : test_(test),
          property_(property),
          made_(failure.reproduce),
          number_(failure.numSuccess + 1) {}

    Trace record() override {
        test_.purpose_ = Purpose::record;
        const rc::detail::CaseDescription made = case_at(made_.shrinkPath).value();
        given_ = made.example();
        test_.trace_.arguments = words_of(made_, test_.name_);
        return test_.trace_;
    }

    ShrinkResult shrink(const ShrinkOptions& options) override {
        ShrinkResult result;
        result.before = deviations_of(record());
        if (options.start.empty()) {
            search(options, result);
        } else {
            made_.shrinkPath = path_from(options.start);
        }
        tell(options, result, true);
        const std::uint64_t first = record().digest;
        result.trace = record();
        result.deterministic =
            result.trace.digest == first && result.trace.outcome.verdict != Verdict::completed;
        result.after = deviations_of(result.trace);
        for (const RecordedChoice& choice : result.trace.choices) {
            if (choice.taken != 0) result.left.push_back(choice_sentence(result.trace, choice));
        }
        return result;
    }

    std::string notes() const override {
        std::string text = "  case:    " + std::to_string(number_) +
                           (made_.shrinkPath.empty() ? "" : ", shrunk") + "\n";
        for (const auto& [type, value] : given_)
            text += "  given:   " + indented(value, "           ") + "\n";
        return text + "  again:   RC_PARAMS=\"" + words_of(made_, test_.name_) +
               "\" and the same filter makes this case\n";
    }

  private:
    using Path = std::vector<std::size_t>;
    using Description = rc::detail::CaseDescription;

    /// RapidCheck's own search: the first candidate that fails, again and again.
    void search(const ShrinkOptions& options, ShrinkResult& result) {
        test_.purpose_ = Purpose::search;
        rc::Seq<rc::Shrinkable<Description>> candidates = case_at({}).shrinks();
        for (std::size_t index = 0; !options.stop() && result.replays < options.replays; ++index) {
            tell(options, result, false);
            test_.left_out_ = options.skipped.contains(++result.replays);
            const auto candidate = candidates.next();
            if (!candidate) break;
            const bool fails =
                candidate->value().result.type == rc::detail::CaseResult::Type::Failure;
            test_.left_out_ = false;
            if (!fails) continue;
            made_.shrinkPath.push_back(index);
            index = static_cast<std::size_t>(-1);
            candidates = candidate->shrinks();
            // Fewer are left the longer the path is.
            options.better(text_of(made_.shrinkPath), SIZE_MAX - made_.shrinkPath.size());
        }
        test_.left_out_ = false;
    }

    static void tell(const ShrinkOptions& options, const ShrinkResult& result, bool recording) {
        options.progress(
            {result.replays + 1, options.replays, result.before, result.before, recording});
    }

    rc::Shrinkable<Description> case_at(const Path& path) const {
        rc::Shrinkable<Description> made = property_(made_.random, made_.size);
        for (const std::size_t index : path) {
            rc::Seq<rc::Shrinkable<Description>> candidates = made.shrinks();
            for (std::size_t i = 0; i < index; ++i)
                static_cast<void>(candidates.next());
            const auto next = candidates.next();
            if (!next) break;
            made = *next;
        }
        return made;
    }

    static std::size_t deviations_of(const Trace& trace) {
        return static_cast<std::size_t>(
            std::count_if(trace.choices.begin(), trace.choices.end(),
                          [](const RecordedChoice& choice) { return choice.taken != 0; }));
    }

    static std::string text_of(const Path& path) {
        std::string text;
        for (const std::size_t index : path)
            text += std::to_string(index) + " ";
        return text;
    }

    static Path path_from(const std::string& text) {
        std::istringstream words(text);
        return {std::istream_iterator<std::size_t>(words), {}};
    }

    PropTest& test_;
    const rc::detail::Property& property_;
    rc::detail::Reproduce made_;
    int number_;
    rc::detail::Example given_;
};

void PropTest::report(const rc::detail::FailureResult& failure,
                      const rc::detail::Property& property) {
    TellOptions telling = telling_of(name_, *environment_);
    telling.strategy = "bytes";
    // As many as there is time for.
    telling.shrinking.replays = environment_->shrink.value_or(UINT64_MAX);
    Case made(*this, property, failure);
    fail(tell(found_failure(cases_, seed_, outcome_), made, telling).text());
}

void PropTest::replay(const rc::detail::Property& property, const std::string& file) {
    trace_ = trace_or_exit(file);
    if (trace_.scenario != name_) GTEST_SKIP() << file << " is a trace of " << trace_.scenario;
    // Traces of older versions say nothing of laws: all watched.
    if (!trace_.laws.empty()) laws_ = trace_.laws;
    purpose_ = Purpose::replay;
    seed_ = trace_.settings.seed;
    if (!again(property, trace_.arguments).is<rc::detail::FailureResult>()) return;
    fail(replayed_failure(name_, trace_, file, outcome_));
}

void PropTest::fail(const std::string& text) const {
    report_failure(text, file_, line_);
}

}  // namespace detail

}  // namespace foliot

namespace rc {

Gen<foliot::Schedule> Arbitrary<foliot::Schedule>::arbitrary() {
    // Longer than other values of the same size: a run makes many choices.
    constexpr double stretch = 4;
    return gen::map(
        gen::scale(stretch,
                   gen::container<std::vector<std::uint8_t>>(gen::inRange<std::uint8_t>(0, 255))),
        [](std::vector<std::uint8_t> bytes) { return foliot::Schedule{std::move(bytes)}; });
}

}  // namespace rc
