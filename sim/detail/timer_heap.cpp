#include "sim/detail/timer_heap.h"

#include "sim/detail/assert.h"

namespace foliot::detail {

namespace {
constexpr std::size_t arity = 4;
}

void TimerHeap::push(Timer& timer) {
    if (free_.empty()) {
        timer.ticket_ = static_cast<std::uint32_t>(places_.size());
        places_.push_back(0);
    } else {
        timer.ticket_ = free_.back();
        free_.pop_back();
    }
    timer.place_ = Timer::Place::heap;
    const Entry entry{timer.when_, timer.sequence_, &timer, timer.ticket_};
    heap_.push_back(entry);
    sift_up(heap_.size() - 1, entry);
}

Timer& TimerHeap::pop() {
    Timer& first = top();
    remove(first);
    return first;
}

void TimerHeap::remove(Timer& timer) {
    FOLIOT_ASSERT(timer.place_ == Timer::Place::heap, "only a timer in the heap can leave it");
    const std::size_t index = places_[timer.ticket_];
    const Entry last = heap_.back();
    heap_.pop_back();
    free_.push_back(timer.ticket_);
    timer.place_ = Timer::Place::nowhere;
    if (last.timer == &timer) return;
    if (index > 0 && last.before(heap_[(index - 1) / arity])) {
        sift_up(index, last);
    } else {
        sift_down(index, last);
    }
}

void TimerHeap::sift_up(std::size_t index, const Entry& moving) {
    while (index > 0) {
        const std::size_t parent = (index - 1) / arity;
        if (!moving.before(heap_[parent])) break;
        put(index, heap_[parent]);
        index = parent;
    }
    put(index, moving);
}

void TimerHeap::sift_down(std::size_t index, const Entry& moving) {
    for (;;) {
        const std::size_t first = index * arity + 1;
        if (first >= heap_.size()) break;
        const std::size_t end = first + arity < heap_.size() ? first + arity : heap_.size();
        std::size_t least = first;
        for (std::size_t child = first + 1; child < end; ++child) {
            if (heap_[child].before(heap_[least])) least = child;
        }
        if (!heap_[least].before(moving)) break;
        put(index, heap_[least]);
        index = least;
    }
    put(index, moving);
}

}  // namespace foliot::detail
