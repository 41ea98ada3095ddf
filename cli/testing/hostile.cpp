// Scenarios that do to their process what no run should, for the tests of what is then still said.

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <string>

#include "cli/foliot_main.h"
#include "explore/scenario.h"
#include "sim/check.h"
#include "sim/loop.h"
#include "sim/object.h"
#include "sim/sleep.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

void spin() {
    for (volatile bool on = true; on;) {
    }
}

FOLIOT_SCENARIO(check_beside_abort, "fails unless k is 3; where it is 0 it aborts, as fifo does") {
    co_await sleep(1ms);
    const auto k = choose(4, "k");
    if (k == 0) std::abort();
    FOLIOT_CHECK(k == 3);
}

FOLIOT_SCENARIO(check_beside_hang, "the same, but there it hangs") {
    co_await sleep(1ms);
    const auto k = choose(4, "k");
    if (k == 0) spin();
    FOLIOT_CHECK(k == 3);
}

FOLIOT_SCENARIO(check_beside_exit, "the same, but there it ends its process") {
    co_await sleep(1ms);
    const auto k = choose(4, "k");
    if (k == 0) std::exit(0);
    FOLIOT_CHECK(k == 3);
}

FOLIOT_SCENARIO(ends_with_42, "_exit(42) in one run of 64, an exception in one of 64") {
    co_await sleep(1ms);
    const auto k = choose(64, "k");
    if (k == 63) ::_exit(42);
    if (k == 62) throw std::runtime_error("a real failure");
}

FOLIOT_SCENARIO(exits, "calls exit(0), in each run") {
    co_await sleep(1ms);
    std::exit(0);
}

FOLIOT_SCENARIO(exits_quickly, "calls quick_exit(0), in each run") {
    co_await sleep(1ms);
    std::quick_exit(0);
}

FOLIOT_SCENARIO(kills_itself, "sends itself SIGKILL, in each run") {
    co_await sleep(1ms);
    ::kill(::getpid(), SIGKILL);
}

/// Whether this is the first call, in any process: there is no such file yet.
bool first_time(const char* variable) {
    const char* const file = std::getenv(variable);
    const int made = file == nullptr ? -1 : ::open(file, O_CREAT | O_EXCL | O_WRONLY, 0600);
    if (made >= 0) ::close(made);
    return made >= 0;
}

FOLIOT_SCENARIO(killed_once, "is killed as if from outside, in one run of all") {
    co_await sleep(1ms);
    if (choose(4, "k") == 3 && first_time("KILLED_ONCE")) ::kill(::getpid(), SIGKILL);
}

FOLIOT_SCENARIO(fails_then_aborts, "fails a check, and aborts when it is made again") {
    co_await sleep(1ms);
    if (choose(4, "k") != 3) co_return;
    if (!first_time("FAILS_ONCE")) std::abort();
    FOLIOT_CHECK(false);
}

FOLIOT_SCENARIO(fails_then_holds, "fails a check, and holds when it is made again") {
    co_await sleep(1ms);
    if (choose(4, "k") == 3 && first_time("FAILS_ONCE")) FOLIOT_CHECK(false);
}

FOLIOT_SCENARIO(writes_into_all_files, "writes where its worker reports") {
    co_await sleep(1ms);
    if (choose(16, "k") != 15) co_return;
    for (int file = 3; file < 32; ++file)
        static_cast<void>(
            ::write(file, "garbage, and more than a frame of it, or what may be one\n", 57));
}

FOLIOT_SCENARIO(goes_on_twice, "forks, and goes on in both processes") {
    co_await sleep(1ms);
    if (choose(16, "k") == 15) static_cast<void>(::fork());
}

FOLIOT_SCENARIO(leaves_a_process, "forks a process that goes on for a minute, then aborts") {
    co_await sleep(1ms);
    if (choose(16, "k") != 15) co_return;
    if (::fork() == 0) {
        for (int file = 0; file < 3; ++file)
            ::close(file);  // those whom the test listens to; where its worker reports stays open
        ::sleep(60);
        ::_exit(0);
    }
    std::abort();
}

FOLIOT_SCENARIO(closes_all_files, "closes the files of its process") {
    co_await sleep(1ms);
    if (choose(16, "k") != 15) co_return;
    for (int file = 3; file < 1024; ++file)
        ::close(file);
}

FOLIOT_SCENARIO(closes_all_files_and_spins, "the same, and never ends") {
    co_await sleep(1ms);
    if (choose(16, "k") != 15) co_return;
    for (int file = 3; file < 1024; ++file)
        ::close(file);
    spin();
}

/// A lock that lets everybody in.
class LaxLock : public Object {
  public:
    LaxLock() : Object(kind_, "lax") {}
    void take() const { report(events::acquire); }

  private:
    static constexpr ObjectKind kind_{"Lock", Role::lock};
};

FOLIOT_SCENARIO(lets_two_in, "breaks the law of mutual exclusion, unless k is 0") {
    const LaxLock lock;
    lock.take();
    co_await sleep(1ms);
    if (choose(4, "k") != 0) lock.take();
}

}  // namespace
}  // namespace foliot

int main(int argc, char** argv) {
    return foliot::foliot_main(argc, argv);
}
