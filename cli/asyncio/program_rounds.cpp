// `program_rounds FILE...` runs the programs of files of vectors for whoever compares speeds: each
// line on stdin asks for a round of all of them, and is answered with the nanoseconds that it took.
// `run`: parsed programs, a loop each, with the log and the final states; `text`: from text to
// text.

#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "programs/program_report.h"
#include "programs/program_scenario.h"
#include "sim/loop.h"

namespace foliot {

namespace {

struct Entry {
    Program program;
    std::string text;
};

std::vector<Entry> read(int count, char** files) {
    std::vector<Entry> entries;
    for (int i = 1; i < count; ++i) {
        for (const ProgramEntry& each : read_programs(files[i])) {
            if (each.choices != nullptr) continue;  // another order than asyncio's own
            entries.push_back({parse_program(*each.program), each.program->dump()});
        }
    }
    return entries;
}

/// Asks for every figure of the report, so that nothing is left out that CPython's side reads.
std::size_t run(const Program& program) {
    LoopOptions options;
    adjust_for_programs(options);
    Loop loop(options);
    ProgramRun run(program, loop);
    const Outcome outcome = run.finish();
    std::size_t sum = run.log().size() + program_verdict(outcome).size();
    for (std::size_t i = 0; i < program.objects.size(); ++i)
        sum += run.object_state(i).index();
    for (std::size_t i = 0; i < program.tasks.size(); ++i)
        sum += run.task_end(i).size();
    for (std::size_t i = 0; i < program.vars.size(); ++i)
        sum += run.variable(i) > 0 ? 1 : 0;
    return sum;
}

std::size_t text(const std::string& program) {
    return run_program_text(program, LoopOptions()).size();
}

std::int64_t round(const std::vector<Entry>& entries, bool of_text) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    std::size_t size = 0;
    for (const Entry& each : entries)
        size += of_text ? text(each.text) : run(each.program);
    const Clock::duration took = Clock::now() - start;
    if (size == 0) return 0;
    return std::chrono::duration_cast<std::chrono::nanoseconds>(took).count();
}

int answer(int count, char** files) {
    const std::vector<Entry> entries = read(count, files);
    std::cout << entries.size() << std::endl;
    std::string asked;
    while (std::getline(std::cin, asked)) {
        if (asked != "run" && asked != "text") {
            std::cerr << "program_rounds: run or text, not " << asked << "\n";
            return 2;
        }
        std::cout << round(entries, asked == "text") << std::endl;
    }
    return 0;
}

}  // namespace

}  // namespace foliot

int main(int count, char** words) {
    try {
        return foliot::answer(count, words);
    } catch (const foliot::ProgramError& error) {
        std::cerr << "program_rounds: " << error.what() << "\n";
        return 2;
    }
}
