#include "sim/timer.h"

#include "sim/assert.h"

namespace foliot {

namespace {
constexpr std::size_t arity = 4;
}

void TimerHeap::push(Timer& timer) {
    heap_.push_back(&timer);
    timer.index_ = heap_.size() - 1;
    timer.place_ = Timer::Place::heap;
    sift_up(timer.index_);
}

Timer& TimerHeap::pop() {
    Timer& first = *heap_.front();
    remove(first);
    return first;
}

void TimerHeap::remove(Timer& timer) {
    FOLIOT_ASSERT(timer.place_ == Timer::Place::heap, "only a timer in the heap can leave it");
    const std::size_t index = timer.index_;
    Timer& last = *heap_.back();
    heap_.pop_back();
    timer.place_ = Timer::Place::nowhere;
    if (&last == &timer) return;
    put(index, last);
    sift_up(index);
    sift_down(last.index_);
}

void TimerHeap::sift_up(std::size_t index) {
    Timer& moving = *heap_[index];
    while (index > 0) {
        const std::size_t parent = (index - 1) / arity;
        if (!before(moving, *heap_[parent])) break;
        put(index, *heap_[parent]);
        index = parent;
    }
    put(index, moving);
}

void TimerHeap::sift_down(std::size_t index) {
    Timer& moving = *heap_[index];
    for (;;) {
        const std::size_t first = index * arity + 1;
        if (first >= heap_.size()) break;
        const std::size_t end = first + arity < heap_.size() ? first + arity : heap_.size();
        std::size_t least = first;
        for (std::size_t child = first + 1; child < end; ++child) {
            if (before(*heap_[child], *heap_[least])) least = child;
        }
        if (!before(*heap_[least], moving)) break;
        put(index, *heap_[least]);
        index = least;
    }
    put(index, moving);
}

}  // namespace foliot
