#include "cli/interrupt.h"

#include <signal.h>
#include <unistd.h>

#include "cli/exit_code.h"

namespace foliot {

namespace {

volatile sig_atomic_t interrupts = 0;
struct sigaction previous {};

void on_interrupt(int) {
    if (interrupts != 0) _exit(static_cast<int>(ExitCode::interrupted));
    interrupts = 1;
}

}  // namespace

Interrupt::Interrupt() {
    interrupts = 0;
    struct sigaction action {};
    action.sa_handler = on_interrupt;
    sigaction(SIGINT, &action, &previous);
}

Interrupt::~Interrupt() {
    sigaction(SIGINT, &previous, nullptr);
}

bool Interrupt::asked() {
    return interrupts != 0;
}

}  // namespace foliot
