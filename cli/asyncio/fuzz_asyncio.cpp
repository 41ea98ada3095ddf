// Random programs in Foliot and in CPython's asyncio, compared: ./dev fuzz-asyncio.

#include <rapidcheck.h>

#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>

#include "cli/asyncio/cross_check.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "explore/workers/crash.h"
#include "properties/generators/any_program.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

struct Settings {
    std::uint64_t seed = 1;
    std::optional<std::uint64_t> programs;
    std::optional<double> minutes;
    std::string folder = "build/fuzz-asyncio";
    std::string vectors;
    std::vector<std::string> judge;
};

/// Programs grow with their number, as RapidCheck's do, and then begin small again.
int size_of(std::uint64_t seed) {
    return static_cast<int>(seed % 101);
}

/// The smallest program found that still disagrees. Any disagreement will do: whatever differs from
/// CPython is wrong.
struct Shrunk {
    CrossChecked smallest;
    std::uint64_t tried = 0;
};

Shrunk shrink(rc::Shrinkable<AnyProgram> program, CrossChecked first, std::uint64_t seed,
              CrossCheck& cross_check) {
    Shrunk shrunk{std::move(first)};
    for (bool simpler = true; simpler && !Interrupt::asked();) {
        simpler = false;
        auto candidates = program.shrinks();
        while (auto candidate = candidates.next()) {
            ++shrunk.tried;
            CrossChecked checked = cross_check.check(*candidate->value().document, seed);
            if (checked.difference.empty()) continue;
            shrunk.smallest = std::move(checked);
            program = std::move(*candidate);
            simpler = true;
            break;
        }
    }
    return shrunk;
}

class Fuzzer {
  public:
    Fuzzer(const Settings& settings, Judge& judge)
        : settings_(settings), judge_(&judge), check_(judge) {}

    ExitCode run() {
        const CrashReport crash("fuzz-asyncio", "./dev fuzz-asyncio --programs 1 --seed ");
        const Interrupt interrupt;
        while (!over()) {
            show_progress();
            const std::uint64_t seed = settings_.seed + made_;
            CrashReport::begin(made_, seed);
            ++made_;
            const auto program = any_program()(rc::Random(seed), size_of(seed));
            CrossChecked checked = check_.check(*program.value().document, seed);
            if (!checked.difference.empty()) {
                report(shrink(program, std::move(checked), seed, check_), seed, program.value());
                return ExitCode::failed;
            }
            if (!settings_.vectors.empty()) vectors_.push_back(std::move(checked.vector));
        }
        if (!settings_.vectors.empty()) write(settings_.vectors, vectors_);
        summarize();
        return Interrupt::asked() ? ExitCode::interrupted : ExitCode::held;
    }

  private:
    bool over() const {
        return Interrupt::asked() || (settings_.programs && made_ == *settings_.programs) ||
               (settings_.minutes && elapsed() >= *settings_.minutes * 60);
    }
    double elapsed() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
    void show_progress() {
        const double now = elapsed();
        if (now < next_) return;
        const bool terminal = isatty(STDERR_FILENO) != 0;
        next_ = now + (terminal ? 0.2 : 10);
        if (made_ == 0) return;
        fmt::print(stderr, "{}fuzz-asyncio  {} programs  {:.0f}/s  seed {}{}", terminal ? "\r" : "",
                   made_, static_cast<double>(made_) / now, settings_.seed + made_,
                   terminal ? "  " : "\n");
    }

    void report(const Shrunk& shrunk, std::uint64_t seed, const AnyProgram& original) const {
        const Json& vector = shrunk.smallest.vector;
        fmt::print("program {} (seed {}) differs from CPython, {} order\n", made_, seed,
                   vector.contains("choices") ? "in a random" : "in asyncio's own");
        fmt::print("{}", shrunk.smallest.difference);
        fmt::print("shrunk from {} to {} bytes in {} tries\n", original.document->dump().size(),
                   vector["program"].dump().size(), shrunk.tried);
        std::filesystem::create_directories(settings_.folder);
        const std::string file = fmt::format("{}/difference-{}.json", settings_.folder, seed);
        write(file, Json::array({vector}));
        fmt::print("program: {}  (foliot conform shows the difference again)\n", file);
    }

    static void write(const std::string& file, const Json& vectors) {
        std::ofstream stream(file);
        stream << "[";
        for (std::size_t i = 0; i < vectors.size(); ++i)
            stream << (i == 0 ? "\n" : ",\n") << vectors[i].dump();
        stream << "\n]\n";
        stream.close();
        if (!stream) throw std::runtime_error(file + ": cannot be written");
    }

    void summarize() const {
        const auto per_second = [this](std::uint64_t nanoseconds) {
            return static_cast<double>(check_.runs()) * 1e9 /
                   static_cast<double>(std::max<std::uint64_t>(nanoseconds, 1));
        };
        const double ours = per_second(check_.nanoseconds());
        const double theirs = per_second(judge_->nanoseconds());
        fmt::print(
            "{} programs, {} runs (asyncio's own order and a random one each), "
            "seeds {} to {}: no difference\n",
            made_, check_.runs(), settings_.seed, settings_.seed + made_ - 1);
        fmt::print("Foliot {:.0f} runs/s, CPython {:.0f} runs/s: {:.0f} times (text to text)\n",
                   ours, theirs, ours / theirs);
    }

    const Settings& settings_;
    Judge* judge_;  // outlives this
    CrossCheck check_;
    std::uint64_t made_ = 0;
    Json vectors_ = Json::array();
    Clock::time_point start_ = Clock::now();
    double next_ = 0;
};

int fuzz(int argc, char** argv) {
    Settings settings;
    CLI::App app("Runs random programs in Foliot and in CPython 3.13 and compares, event by event.",
                 "./dev fuzz-asyncio");
    app.add_option("--seed", settings.seed, "of the first program; each has the next one");
    auto* const programs = app.add_option("--programs", settings.programs, "how many programs");
    app.add_option("--minutes", settings.minutes, "how long (1)")
        ->excludes(programs)
        ->check(CLI::PositiveNumber);
    app.add_option("--out", settings.folder, "where the smallest difference is kept");
    app.add_option("--vectors", settings.vectors,
                   "keeps what agreed in random orders as a file of vectors");
    app.add_option("judge", settings.judge, "the command that answers for CPython")->required();
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) {
        return app.exit(success);
    } catch (const CLI::ParseError& error) {
        fmt::print(stderr, "fuzz-asyncio: {}; see --help\n", error.what());
        return static_cast<int>(ExitCode::usage);
    }
    if (!settings.programs && !settings.minutes) settings.minutes = 1;
    try {
        Judge judge(settings.judge);
        return static_cast<int>(Fuzzer(settings, judge).run());
    } catch (const std::runtime_error& error) {
        fmt::print(stderr, "fuzz-asyncio: {}\n", error.what());
        return static_cast<int>(ExitCode::internal);
    }
}

}  // namespace

}  // namespace foliot

int main(int argc, char** argv) {
    return foliot::fuzz(argc, argv);
}
