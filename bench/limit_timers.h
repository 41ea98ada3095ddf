#pragma once

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace foliot::limit {

/// Wake-up times in a 4-ary heap, equal ones in the order of their arming. Nothing can be stopped.
class Timers {
  public:
    struct Entry {
        std::int64_t when;
        std::uint64_t sequence;
        std::coroutine_handle<> frame;
    };

    bool empty() const { return heap_.empty(); }
    const Entry& top() const { return heap_.front(); }

    void push(std::int64_t when, std::coroutine_handle<> frame) {
        const Entry entry{when, sequence_++, frame};
        std::size_t at = heap_.size();
        heap_.push_back(entry);
        while (at > 0 && before(entry, heap_[(at - 1) / arity])) {
            heap_[at] = heap_[(at - 1) / arity];
            at = (at - 1) / arity;
        }
        heap_[at] = entry;
    }

    std::coroutine_handle<> pop() {
        const std::coroutine_handle<> first = heap_.front().frame;
        const Entry moving = heap_.back();
        heap_.pop_back();
        if (!heap_.empty()) sift_down(moving);
        return first;
    }

  private:
    static constexpr std::size_t arity = 4;

    static bool before(const Entry& a, const Entry& b) {
        return a.when != b.when ? a.when < b.when : a.sequence < b.sequence;
    }

    void sift_down(const Entry& moving) {
        std::size_t at = 0;
        for (;;) {
            const std::size_t first = at * arity + 1;
            if (first >= heap_.size()) break;
            const std::size_t end = first + arity < heap_.size() ? first + arity : heap_.size();
            std::size_t least = first;
            for (std::size_t child = first + 1; child < end; ++child) {
                if (before(heap_[child], heap_[least])) least = child;
            }
            if (!before(heap_[least], moving)) break;
            heap_[at] = heap_[least];
            at = least;
        }
        heap_[at] = moving;
    }

    std::vector<Entry> heap_;
    std::uint64_t sequence_ = 0;
};

}  // namespace foliot::limit
