#include "testing/prop.h"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <sstream>

#include "explore/explore.h"
#include "explore/failure.h"
#include "explore/workers/crash.h"
#include "properties/laws/laws.h"
#include "sim/loop.h"
#include "strategies/bytes.h"
#include "testing/test_glue.h"
#include "traces/file/trace_json.h"
#include "traces/record/recorder.h"
#include "traces/replay/replay.h"

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
    const Environment environment = environment_or_exit();
    debug_ = environment.debug;
    if (environment.replay) return replay(property, *environment.replay);
    rc::detail::TestParams params;
    if (std::getenv("RC_PARAMS") != nullptr) {
        params = rc::detail::configuration().testParams;
    } else {
        params.seed = environment.seed.value_or(1);
        params.maxSuccess = static_cast<int>(environment.runs.value_or(default_cases));
    }
    seed_ = params.seed;
    const CrashReport crash(name_, crash_command(name_));
    const rc::detail::TestResult result = checked(property, params);
    testing::Test::RecordProperty("foliot.runs", std::to_string(cases_));
    std::fputs(warnings_.text().c_str(), stderr);
    if (result.is<rc::detail::FailureResult>()) {
        const std::string folder = environment.trace_folder.value_or("foliot-traces");
        report(result.get<rc::detail::FailureResult>(), property, folder);
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
    CrashReport::begin(cases_++, seed_);
    const auto run = [&](Loop& loop) {
        Laws laws(loop);
        laws.add_all();
        return laws.finish(catching_expectations([&] { return loop.run(body(), name_); }));
    };
    if (purpose_ == Purpose::replay) {
        LoopOptions base;
        base.debug = debug_;
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
    options.debug = debug_;
    Recorder recorder;
    Loop loop(options);
    if (purpose_ == Purpose::record) loop.observe(recorder);
    Outcome outcome = run(loop);
    warnings_.add(outcome, seed_);
    if (purpose_ == Purpose::record) {
        outcome = understood(std::move(outcome));
        explain(outcome, recorder);
        trace_ = recorder.take(name_, "bytes", options, outcome);
        outcome_ = outcome;
    }
    raise_failure(outcome);
}

void PropTest::report(const rc::detail::FailureResult& failure,
                      const rc::detail::Property& property, const std::string& folder) {
    const std::string words = words_of(failure.reproduce, name_);
    purpose_ = Purpose::record;
    const bool fails_again = again(property, words).is<rc::detail::FailureResult>();
    trace_.arguments = words;
    FoundFailure found;
    found.run = cases_;
    found.seed = seed_;
    found.outcome = outcome_;
    found.deterministic = fails_again;
    found.trace = trace_;
    keep_trace(found, trace_path(folder, name_, seed_));
    const std::string replay = replay_command(found.trace_file, name_);
    std::string text = failure_text(name_, "bytes", found, replay);
    text += "  case:    " + std::to_string(failure.numSuccess + 1) + ", shrunk\n";
    for (const auto& [type, value] : failure.counterExample)
        text += "  given:   " + indented(value, "           ") + "\n";
    text += "  again:   RC_PARAMS=\"" + words + "\" and the same filter makes this case\n";
    fail(text);
}

void PropTest::replay(const rc::detail::Property& property, const std::string& file) {
    trace_ = trace_or_exit(file);
    if (trace_.scenario != name_) GTEST_SKIP() << file << " is a trace of " << trace_.scenario;
    purpose_ = Purpose::replay;
    seed_ = trace_.seed;
    if (!again(property, trace_.arguments).is<rc::detail::FailureResult>()) return;
    FoundFailure found;
    found.seed = seed_;
    found.outcome = outcome_;
    found.trace_file = file;
    fail(failure_text(name_, "replay", found, replay_command(file, name_)));
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
