#pragma once

#include <coroutine>
#include <cstdint>

namespace foliot::limit {

/// Suspended frames, oldest first: the nodes lie in the frames.
struct Waiters {
    struct Node {
        std::coroutine_handle<> frame;
        Node* next = nullptr;
    };

    bool empty() const { return first == nullptr; }
    void push(Node& node) {
        (first != nullptr ? last->next : first) = &node;
        last = &node;
    }
    std::coroutine_handle<> pop() {
        Node& node = *first;
        first = node.next;
        return node.frame;
    }

    Node* first = nullptr;
    Node* last = nullptr;
};

/// An awaiter that stands in the list of `Primitive` unless `try_enter` lets it pass.
template <class Primitive>
class Entry {
  public:
    explicit Entry(Primitive& primitive) : primitive_(primitive) {}
    bool await_ready() { return primitive_.try_enter(); }
    void await_suspend(std::coroutine_handle<> frame) {
        node_.frame = frame;
        primitive_.waiters_.push(node_);
    }
    void await_resume() const noexcept {}

  private:
    Primitive& primitive_;  // outlives its waiters
    Waiters::Node node_;
};

/// Hands over to the oldest waiter. With one permit it is a lock.
template <class World>
class Semaphore {
  public:
    explicit Semaphore(World& world, std::int64_t permits = 1) : world_(world), permits_(permits) {}

    Entry<Semaphore> acquire() { return Entry<Semaphore>(*this); }
    void release() {
        if (waiters_.empty()) {
            ++permits_;
        } else {
            world_.make_ready(waiters_.pop());
        }
    }

  private:
    friend class Entry<Semaphore>;
    bool try_enter() {
        if (permits_ == 0) return false;
        --permits_;
        return true;
    }

    World& world_;  // outlives this
    std::int64_t permits_;
    Waiters waiters_;
};

/// wait() gives the lock up and has it again afterwards: a notified waiter goes to the lock's line.
template <class World>
class Condition {
  public:
    Condition(World& world, Semaphore<World>& lock) : world_(world), lock_(lock) {}

    class Wait {
      public:
        explicit Wait(Condition& condition) : condition_(condition) {}
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> frame) {
            node_.frame = frame;
            condition_.waiters_.push(node_);
            condition_.lock_.release();
        }
        void await_resume() const noexcept {}

      private:
        Condition& condition_;  // outlives its waiters
        Waiters::Node node_;
    };

    /// Follow it with lock.acquire().
    Wait wait() { return Wait(*this); }
    void notify() {
        if (!waiters_.empty()) world_.make_ready(waiters_.pop());
    }

  private:
    World& world_;            // outlives this
    Semaphore<World>& lock_;  // outlives this
    Waiters waiters_;
};

/// The last one to arrive wakes the others and goes on.
template <class World>
class Barrier {
  public:
    Barrier(World& world, std::int64_t parties) : world_(world), parties_(parties) {}

    Entry<Barrier> wait() { return Entry<Barrier>(*this); }

  private:
    friend class Entry<Barrier>;
    bool try_enter() {
        if (++count_ < parties_) return false;
        count_ = 0;
        while (!waiters_.empty())
            world_.make_ready(waiters_.pop());
        return true;
    }

    World& world_;  // outlives this
    std::int64_t parties_;
    std::int64_t count_ = 0;
    Waiters waiters_;
};

}  // namespace foliot::limit
