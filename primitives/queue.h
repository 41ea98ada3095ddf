#pragma once

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "primitives/wait_list.h"
#include "sim/error.h"
#include "sim/object.h"
#include "sim/quietly.h"

namespace foliot {

/// What a queue is without its items: who waits, for what, and who is woken.
class QueueBase : public Object {
  public:
    /// Notes that work on one item is done; when that makes none unfinished, all tasks in join()
    /// become ready. Raises ValueError where every item was done already.
    void task_done(std::source_location where = std::source_location::current());
    /// The same with the error as a value.
    Failure try_task_done(std::source_location where = std::source_location::current());

    /// Suspends until task_done() was called for every item that was put; no scheduling point where
    /// that is so. Returns also where items are put again before this task runs.
    Operation<> join() { return join_body(); }

    /// How many items are in the queue.
    std::size_t qsize() const {
        touch(Access::read);
        return size_;
    }
    bool empty() const { return qsize() == 0; }
    /// Whether put() would suspend; never where there is no bound.
    bool full() const { return maxsize_ > 0 && qsize() >= maxsize_; }
    /// The bound on qsize(); 0: none.
    std::size_t maxsize() const { return maxsize_; }

  protected:
    class Turn;

    static void take_stock(const Object& object, Stock& stock);
    static constexpr ObjectKind object_kind = detail::object_kind("Queue", take_stock);
    static constexpr ObjectKind lifo_kind = detail::object_kind("LifoQueue", take_stock);

    /// `kind` lives as long as the program.
    QueueBase(const ObjectKind& kind, std::size_t maxsize, std::string_view name);
    ~QueueBase() = default;

    Turn until_item();
    Turn until_room();
    bool is_shut_down() const { return shut_down_; }
    /// Why put_nowait() or get_nowait() would raise; empty where it would not.
    Failure refusal_to_put();
    Failure refusal_to_get();
    /// An item was put into the store, or taken out: counts it and wakes who waits for that.
    void added(std::source_location where);
    void removed(std::source_location where);
    /// Wakes everybody; `dropped` items were thrown away.
    void shut_down(bool immediate, std::size_t dropped, std::source_location where);

  private:
    Coro<Result<>> join_body();
    Turn until_finished();
    void wake_all(WaitList& waiters);
    void wake_joiners();

    WaitList getters_;
    WaitList putters_;
    WaitList joiners_;
    std::size_t maxsize_;
    std::size_t size_ = 0;
    std::size_t unfinished_ = 0;
    bool shut_down_ = false;
};

/// Waits to be woken by a queue. That there is an item, or room, must be tested again then. A
/// waiter that is cancelled after it was woken wakes the next one.
class [[nodiscard]] QueueBase::Turn final : public ListedWaiter {
  public:
    Turn(QueueBase& queue, WaitList& waiters, Quantity wanted)
        : ListedWaiter(queue), waiters_(&waiters), wanted_(wanted) {}

    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine) {
        if (!line_up()) return go_on(coroutine);
        park(coroutine);
    }
    Result<> take_result();
    std::string awaited() const override;
    void describe(TraceEvent& event, std::string& text) const override;

  private:
    bool line_up();

    WaitList* waiters_;  // part of the queue
    Quantity wanted_;
    Failure unbound_;
};

/// Which of its items a queue gives first.
enum class ItemOrder : std::uint8_t { oldest_first, newest_first };

/// What Queue and LifoQueue have in common: all but which item comes out. Hands items from task to
/// task. With a bound, put() waits for room.
///
/// put() wakes the getter that has waited longest, get() the putter; the woken one tests again in
/// its next step, so a task that comes in between may take the item, or the room, and the woken one
/// waits again, at the end of the line. A woken waiter that is cancelled before it runs wakes the
/// next one. After shutdown() nothing can be put, and what is left can be taken.
///
/// Reports `put` and `get` (value: the items left in it), `task_done` (value: the items still
/// unfinished), `join` where a join returns, `shutdown` (value: the items thrown away) and
/// `abandon` where a waiter was cancelled.
template <class T, ItemOrder order>
class ItemQueue : public QueueBase {
  public:
    static_assert(std::is_move_constructible_v<T>, "items are moved in and out");

    /// Suspends until there is room, then adds `item`, the newest from then on; no scheduling point
    /// where there is room at once. On cancellation nothing is added. Raises QueueShutDown.
    Operation<> put(T item) { return put_body(std::move(item)); }
    /// Suspends until there is an item, then takes the first in the queue's order; no scheduling
    /// point where there is one at once. On cancellation nothing is taken. Raises QueueShutDown
    /// where the queue was shut down and is empty.
    Operation<T> get() { return get_body(); }

    /// As put() and get(), but raise QueueFull and QueueEmpty instead of waiting.
    void put_nowait(T item, std::source_location where = std::source_location::current()) {
        try_put(std::move(item), where).raise_if();
    }
    T get_nowait(std::source_location where = std::source_location::current()) {
        return try_get(where).take();
    }
    /// The same with the errors as values.
    Failure try_put(T item, std::source_location where = std::source_location::current()) {
        Failure refusal = refusal_to_put();
        if (refusal) return refusal;
        items_.push_back(std::move(item));
        added(where);
        return {};
    }
    Result<T> try_get(std::source_location where = std::source_location::current()) {
        Failure refusal = refusal_to_get();
        if (refusal) return refusal;
        T item = std::move(oldest_first ? items_.front() : items_.back());
        if constexpr (oldest_first) {
            items_.pop_front();
        } else {
            items_.pop_back();
        }
        removed(where);
        return item;
    }

    /// Nothing can be put from now on: every task in put(), and in get() once the queue is empty,
    /// gets QueueShutDown. `immediate`: the items are thrown away and count as done, which may end
    /// join(). Idempotent.
    void shutdown(bool immediate = false,
                  std::source_location where = std::source_location::current()) {
        refuse_misplaced();
        const std::size_t dropped = immediate ? items_.size() : 0;
        if (immediate) items_.clear();
        shut_down(immediate, dropped, where);
    }

  protected:
    using QueueBase::QueueBase;
    ~ItemQueue() = default;

  private:
    static constexpr bool oldest_first = order == ItemOrder::oldest_first;

    Coro<Result<>> put_body(T item) {
        while (full() && !is_shut_down()) {
            const Result<> woken = co_await quietly(until_room());
            if (!woken) co_return woken.failure();
        }
        co_return try_put(std::move(item), {});
    }
    Coro<Result<T>> get_body() {
        while (empty() && !is_shut_down()) {
            const Result<> woken = co_await quietly(until_item());
            if (!woken) co_return woken.failure();
        }
        co_return try_get({});
    }

    std::deque<T> items_;
};

/// A queue that gives the oldest item first: first in, first out (asyncio.Queue).
template <class T>
class Queue final : public ItemQueue<T, ItemOrder::oldest_first> {
  public:
    /// `maxsize` 0: no bound.
    explicit Queue(std::size_t maxsize = 0, std::string_view name = {})
        : ItemQueue<T, ItemOrder::oldest_first>(QueueBase::object_kind, maxsize, name) {}
};

/// A queue that gives the newest item first: last in, first out (asyncio.LifoQueue). Only the items
/// come in that order: the getter, or putter, that has waited longest is still the first to be
/// woken.
template <class T>
class LifoQueue final : public ItemQueue<T, ItemOrder::newest_first> {
  public:
    /// `maxsize` 0: no bound.
    explicit LifoQueue(std::size_t maxsize = 0, std::string_view name = {})
        : ItemQueue<T, ItemOrder::newest_first>(QueueBase::lifo_kind, maxsize, name) {}
};

}  // namespace foliot
