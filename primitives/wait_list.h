#pragma once

#include <coroutine>
#include <cstddef>
#include <utility>

#include "sim/detail/intrusive_list.h"
#include "sim/error.h"
#include "sim/object.h"
#include "sim/waiter.h"

namespace foliot {

class WaitList;

/// A waiter that stands in a primitive's list until its task has resumed, as a future stands in the
/// deque of asyncio's primitives: settled and cancelled ones too.
class ListedWaiter : public Waiter {
  public:
    ListedWaiter* next() const { return links_.next; }
    bool listed() const { return list_ != nullptr; }
    /// The primitive; null once that was destroyed while this waited.
    const Object* object() const final { return object_; }

  protected:
    explicit ListedWaiter(Object& primitive) : object_(&primitive) {}
    ListedWaiter(ListedWaiter&& other) noexcept
        : Waiter(std::move(other)), object_(other.object_) {}
    ~ListedWaiter() { leave(); }
    /// Leaves the list; no effect where it stands in none.
    void leave();
    /// How the await of a waiter ends that stands in no list: it never had to wait, or its
    /// primitive is gone and its task was cancelled.
    Failure unlisted() const { return interrupted() ? Failure(errors::cancelled) : Failure(); }
    template <class Primitive>
    Primitive& primitive() const {
        return static_cast<Primitive&>(*object_);
    }

  private:
    friend class WaitList;
    friend class detail::IntrusiveList<ListedWaiter>;
    Object* object_;            // outlives its waiters, unless the user errs
    WaitList* list_ = nullptr;  // part of the primitive, which outlives its waiters
    detail::Links<ListedWaiter> links_;
};

/// The waiters of one primitive, oldest first.
class WaitList {
  public:
    WaitList() = default;
    WaitList(const WaitList&) = delete;
    WaitList& operator=(const WaitList&) = delete;
    /// Whoever still waits will wait for ever.
    ~WaitList();

    bool empty() const { return waiters_.empty(); }
    ListedWaiter* first() const { return waiters_.front(); }
    std::size_t size() const { return size_; }
    /// The oldest waiter that is neither settled nor cancelled; null where there is none.
    ListedWaiter* first_pending() const;
    /// Nobody stands here but cancelled waiters.
    bool all_cancelled() const { return waiters_.empty() || no_other_than_cancelled(); }

    void push(ListedWaiter& waiter) {
        waiter.list_ = this;
        waiters_.push_back(waiter);
        ++size_;
    }

  private:
    friend class ListedWaiter;
    bool no_other_than_cancelled() const;
    void remove(ListedWaiter& waiter) {
        waiters_.remove(waiter);
        waiter.list_ = nullptr;
        --size_;
    }

    detail::IntrusiveList<ListedWaiter> waiters_;
    std::size_t size_ = 0;
};

inline void ListedWaiter::leave() {
    if (list_ != nullptr) list_->remove(*this);
}

}  // namespace foliot
