#include "coordinator/interrupts.h"

#include "sim/thread.h"

namespace foliot {

void Interrupts::raise(const std::shared_ptr<Interrupts>& interrupts, Loop& loop) {
    call_soon_threadsafe(loop, [interrupts] {
        if (interrupts->action_) interrupts->action_();
    });
}

}  // namespace foliot
