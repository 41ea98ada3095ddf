#include "primitives/wait.h"

#include "sim/error.h"
#include "sim/task_state.h"

namespace foliot {

void Waiting::on_future_done(std::size_t place) {
    touch();
    --left_;
    const FutureState& future = *futures()[place];
    const bool failed = future.peek_failure() && !future.cancelled();
    const bool enough = left_ == 0 || until_ == ReturnWhen::first_completed ||
                        (until_ == ReturnWhen::first_exception && failed);
    if (!enough) return;
    stop_timer();
    settle();
}

void Waiting::on_timeout() {
    touch();
    settle();
}

void Waiting::settle() {
    if (ended_ != nullptr) ended_->settle_if_pending();
}

void Waiting::leave() {
    if (ended_ == nullptr) return;
    ended_ = nullptr;
    touch();
    stop_timer();
    stop_listening();
}

Result<> Waiting::Ended::take_result() {
    waiting_->leave();
    if (interrupted()) return Failure(errors::cancelled);
    return {};
}

std::string Waiting::Ended::awaited() const {
    std::string text = waiting_->until_ == ReturnWhen::all_completed ? "all of" : "one of";
    const char* separator = " ";
    for (const FutureRef<FutureState>& future : waiting_->futures()) {
        if (future->done()) continue;
        const std::string name = future->is_task() ? static_cast<const TaskState&>(*future).name()
                                                   : std::string("a future");
        text += separator + name;
        separator = ", ";
    }
    return text;
}

}  // namespace foliot
