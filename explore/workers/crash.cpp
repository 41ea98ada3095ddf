#include "explore/workers/crash.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

namespace foliot {

namespace {

constexpr std::array signals{SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGTERM};
constexpr std::size_t stack_size = 64 * 1024;

// A handler may look at plain memory only: everything is laid out before the run.
std::array<char, 512> scenario_text{};
std::array<char, 512> again_text{};
volatile std::uint64_t current_run = 0;
volatile std::uint64_t current_seed = 0;
std::array<struct sigaction, signals.size()> previous{};
std::array<char, stack_size> handler_stack{};  // the run's own stack may be what overflowed
stack_t previous_stack{};
bool installed = false;

void say(const char* text) {
    const ssize_t ignored = ::write(STDERR_FILENO, text, std::strlen(text));
    static_cast<void>(ignored);
}

void say(std::uint64_t number) {
    std::array<char, 24> digits{};
    std::size_t at = digits.size() - 1;
    do {
        digits[--at] = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number != 0);
    say(digits.data() + at);
}

const char* name_of_signal(int signal) {
    switch (signal) {
        case SIGSEGV:
            return "SIGSEGV: a bad address, or a stack that overflowed";
        case SIGABRT:
            return "SIGABRT: the process aborted";
        case SIGBUS:
            return "SIGBUS: a bad address";
        case SIGFPE:
            return "SIGFPE: an arithmetic error";
        case SIGILL:
            return "SIGILL: an illegal instruction";
        default:
            return "SIGTERM: told to end";
    }
}

void report(const char* how) {
    say("\nFAILED ");
    say(scenario_text.data());
    say("  run=");
    say(current_run);
    say(" seed=");
    say(current_seed);
    say("  crash: ");
    say(how);
    say("\n  again:   ");
    say(again_text.data());
    say(current_seed);
    say("\n");
}

void on_signal(int signal) {
    report(name_of_signal(signal));
    for (std::size_t i = 0; i < signals.size(); ++i) {
        if (signals[i] == signal) sigaction(signal, &previous[i], nullptr);
    }
    raise(signal);
}

/// Of exit(), which says nothing of who called it.
void at_exit() {
    if (!installed) return;
    report("the run ended its process: exit()");
    ::_exit(1);
}

void copy(const std::string& from, std::array<char, 512>& to) {
    const std::size_t length = std::min(from.size(), to.size() - 1);
    std::copy_n(from.begin(), length, to.begin());
    to[length] = '\0';
}

}  // namespace

CrashReport::CrashReport(const std::string& scenario, const std::string& again) {
    copy(scenario, scenario_text);
    copy(again, again_text);
    stack_t stack{};
    stack.ss_sp = handler_stack.data();
    stack.ss_size = handler_stack.size();
    sigaltstack(&stack, &previous_stack);
    struct sigaction action {};
    action.sa_handler = on_signal;
    action.sa_flags = SA_ONSTACK;
    for (std::size_t i = 0; i < signals.size(); ++i) {
        sigaction(signals[i], &action, &previous[i]);
    }
    static const int heard = std::atexit(at_exit) + std::at_quick_exit(at_exit);
    static_cast<void>(heard);
    installed = true;
}

CrashReport::~CrashReport() {
    withdraw();
    sigaltstack(&previous_stack, nullptr);
}

void CrashReport::withdraw() {
    if (!installed) return;
    installed = false;
    for (std::size_t i = 0; i < signals.size(); ++i)
        sigaction(signals[i], &previous[i], nullptr);
}

void CrashReport::begin(std::uint64_t run, std::uint64_t seed) {
    current_run = run;
    current_seed = seed;
}

}  // namespace foliot
