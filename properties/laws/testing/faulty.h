#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "primitives/lock.h"
#include "primitives/wait_list.h"
#include "sim/coro.h"
#include "sim/error.h"
#include "sim/object.h"

// Primitives that are made wrong on purpose, one fault at a time, and report like Foliot's own. A
// law that never caught anything proves nothing.
namespace foliot::law_tests {

enum class Fault : std::uint8_t {
    none,
    barging,            ///< newcomers do not care who waits
    newest_first,       ///< the newest waiter is woken
    wakes_two,          ///< where there is something for one
    wakes_nobody,       ///< where it should
    wakes_too_soon,     ///< a cancelled waiter wakes another one though the lock is held
    forgets_cancelled,  ///< a waiter cancelled after it was woken wakes nobody in its place
    loses_permit,       ///< so does its permit
    makes_permit,       ///< a waiter that was cancelled before it was woken gives one back
    keeps_quiet,        ///< something is done and not said
    goes_negative,      ///< the counter does not stop at zero
    goes_too_high,      ///< nor at its bound
    passes_unset,       ///< a flag that is not set lets tasks pass
    miscounts,          ///< says that more were notified than were
    keeps_lock,         ///< waits without giving the lock up
    returns_unlocked,   ///< comes back without having taken it again
    reuses_index,       ///< a party gets an index that another one has
    skips_index,        ///< indices begin at 1
    opens_early,        ///< the second round is full with a party less
    lets_in_early,      ///< the next round begins before the last party has left
    ignores_abort,      ///< tasks arrive at what is broken
};

/// What they share: a list of waiters, and whoever waits is told how the wait went.
class Faulty : public Object {
  public:
    class Wait;
    /// Suspends unless passes().
    Wait wait();

  protected:
    Faulty(const ObjectKind& kind, Fault fault, std::string_view name = {})
        : Object(kind, name), fault_(fault) {}
    virtual ~Faulty() = default;

    bool has(Fault fault) const { return fault_ == fault; }
    /// Nobody has to be waited for.
    virtual bool passes() = 0;
    /// The running task has waited; `woken`: before any cancellation.
    virtual void waited(bool woken, bool cancelled) = 0;
    /// Whose turn it is.
    ListedWaiter* next() const;

    WaitList waiters_;

  private:
    Fault fault_;
};

class [[nodiscard]] Faulty::Wait final : public ListedWaiter {
  public:
    explicit Wait(Faulty& primitive) : ListedWaiter(primitive) {}

    bool await_ready() { return primitive<Faulty>().passes(); }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine) {
        primitive<Faulty>().waiters_.push(*this);
        park(coroutine);
    }
    Result<> take_result() {
        if (!listed()) return {};
        leave();
        primitive<Faulty>().waited(granted(), interrupted());
        if (interrupted()) return Failure(errors::cancelled);
        return {};
    }
    void await_resume() { take_result().take(); }
};

class FaultyLock final : public Faulty {
    static constexpr ObjectKind kind_{"Lock", Role::lock};

  public:
    explicit FaultyLock(Fault fault) : Faulty(kind_, fault, "l") {}
    void release();

  private:
    bool passes() override;
    void waited(bool woken, bool cancelled) override;
    void wake();

    bool locked_ = false;
};

class FaultySemaphore final : public Faulty {
    static constexpr ObjectKind kind_{"BoundedSemaphore", Role::bounded_semaphore};

  public:
    FaultySemaphore(Fault fault, std::int64_t value) : Faulty(kind_, fault, "s") {
        value_ = value;
        bound_ = value;
    }
    void release();

  private:
    bool passes() override;
    void waited(bool woken, bool cancelled) override;
    void wake();

    std::int64_t value_ = 0;
    std::int64_t bound_ = 0;
};

class FaultyEvent final : public Faulty {
    static constexpr ObjectKind kind_{"Event", Role::event};

  public:
    explicit FaultyEvent(Fault fault) : Faulty(kind_, fault, "e") {}
    void set();
    void clear();

  private:
    bool passes() override;
    void waited(bool woken, bool cancelled) override;

    bool set_ = false;
};

class FaultyCondition final : public Faulty {
    static constexpr ObjectKind kind_{"Condition", Role::condition};

  public:
    explicit FaultyCondition(Fault fault) : Faulty(kind_, fault, "c") {}
    Lock& lock() { return lock_; }
    Coro<> wait_notified();
    void notify(std::size_t count);

  private:
    bool passes() override { return false; }
    void waited(bool, bool) override {}
    Coro<Failure> take_lock();

    Lock lock_{"l"};
};

/// Without a lock, and so without a way to lose one; newcomers poll while a round drains.
class FaultyBarrier final : public Faulty {
    static constexpr ObjectKind kind_{"Barrier", Role::barrier};

  public:
    FaultyBarrier(Fault fault, std::size_t parties)
        : Faulty(kind_, fault, "b"), taken_(parties + 1), parties_(parties) {}
    Coro<> meet();
    void abort();

  private:
    bool passes() override { return false; }
    void waited(bool, bool) override {}
    std::size_t take_index();
    void leave(std::size_t index);
    bool full() const;

    std::vector<bool> taken_;
    std::size_t parties_;
    std::size_t count_ = 0;
    std::size_t full_rounds_ = 0;
    bool draining_ = false;
    bool broken_ = false;
};

}  // namespace foliot::law_tests
