// Barriers and latches that open too early, or not at all.

#include <bit>
#include <vector>

#include "primitives/condition.h"
#include "primitives/event.h"
#include "sim/check.h"
#include "sim/quietly.h"
#include "sim/shared.h"
#include "zoo/futures.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

namespace {

enum class PartyFlaw : std::uint8_t {
    none,
    index_reused,  ///< gh-155233
    still_counts,  ///< a party that was cancelled while it waited counts as arrived
};

/// One round of a Barrier.
class FutureBarrier final : public FuturePrimitive {
    static constexpr ObjectKind kind_{"FutureBarrier"};

  public:
    FutureBarrier(Build build, PartyFlaw flaw, unsigned parties)
        : FuturePrimitive(kind_, ""),
          flaw_(build == Build::broken ? flaw : PartyFlaw::none),
          parties_(parties) {}

    /// Gives the party's index; Cancelled only where the round was not full yet.
    Coro<Result<unsigned>> wait() {
        touch(Access::write);
        const unsigned index = flaw_ == PartyFlaw::index_reused ? count_ : lowest_free();
        taken_ |= 1U << index;
        if (++count_ == parties_) {
            full_ = true;
            wake_all();
            co_return index;
        }
        const Future<> future = line_up();
        const Result<> woken = co_await quietly(future);
        leave(future);
        if (woken || full_) co_return index;
        taken_ &= ~(1U << index);
        if (flaw_ != PartyFlaw::still_counts) --count_;
        co_return woken.failure();
    }
    bool full() const {
        touch(Access::read);
        return full_;
    }

  private:
    unsigned lowest_free() const { return static_cast<unsigned>(std::countr_one(taken_)); }

    PartyFlaw flaw_;
    unsigned parties_;
    unsigned count_ = 0;
    unsigned taken_ = 0;
    bool full_ = false;
};

/// A party is cancelled while it waits, and comes again.
template <PartyFlaw flaw>
class PartyComesAgain {
  public:
    PartyComesAgain(Build build, int patience) : barrier_(build, flaw, 3), patience_(patience) {}

    Coro<> run() {
        Crew crew;
        Task<> first = crew.add(arrive(0), "party0");
        crew.add(arrive(1), "party1");
        crew.add(arrive(2), "party2");
        crew.add(disturb(first), "canceller");
        co_await crew.ended();
    }

  private:
    Coro<> arrive(int delay) {
        static_cast<void>(co_await quietly(steps(delay)));
        arrived_ += 1;
        if (delay == 0) waits_ = true;
        Result<unsigned> index = co_await barrier_.wait();
        if (!index) {
            arrived_ -= 1;
            static_cast<void>(co_await quietly(yield()));
            arrived_ += 1;
            index = co_await barrier_.wait();
        }
        if (!index) co_return;
        FOLIOT_CHECK(arrived_ == 3);
        const unsigned mine = 1U << *index;
        FOLIOT_CHECK((indices_ & mine) == 0);
        indices_ = indices_ | mine;
    }
    Coro<> disturb(Task<> party) {
        co_await steps(patience_);
        if (waits_ && !barrier_.full()) party.cancel();
    }

    FutureBarrier barrier_;
    Shared<int> arrived_{0, "arrived"};
    Shared<bool> waits_{false, "party0 waits"};
    Shared<unsigned> indices_{0, "indices"};
    int patience_;
};

/// A barrier without a generation: "everybody is here" is "the count is zero again", which a fast
/// party undoes when it comes for the next round.
class CountingBarrier {
  public:
    CountingBarrier(Build build, int parties) : build_(build), parties_(parties) {}

    Coro<> wait() {
        const auto held = co_await condition_.scoped();
        const int round = round_;
        count_ += 1;
        if (count_ == parties_) {
            count_ = 0;
            round_ += 1;
            condition_.notify_all();
            co_return;
        }
        while (build_ == Build::fixed ? round_ == round : count_ != 0)
            co_await condition_.wait();
    }

  private:
    Build build_;
    int parties_;
    Condition condition_{"barrier"};
    Shared<int> count_{0, "count"};
    Shared<int> round_{0, "round"};
};

class FastParty {
  public:
    explicit FastParty(Build build) : barrier_(build, 2) {}

    Coro<> run() {
        Crew crew;
        crew.add(rounds(), "party0");
        crew.add(rounds(), "party1");
        co_await crew.ended();
    }

  private:
    Coro<> rounds() {
        for (int round = 0; round < 2; ++round) {
            co_await barrier_.wait();
            co_await steps(3);
        }
    }

    CountingBarrier barrier_;
};

/// A worker that is cancelled does its work again and counts the latch down a second time.
class CountedTwice {
  public:
    explicit CountedTwice(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(await_both(), "waiter");
        const Task<> victim = crew.add(work(0), "worker0");
        crew.add(work(1), "worker1");
        crew.add(disturb(victim), "canceller");
        co_await crew.ended();
    }

  private:
    Coro<> work(int id) {
        bool counted = false;
        if (id == 0) started_ = true;
        for (int attempt = 0; attempt < 2; ++attempt) {
            Result<> done = co_await quietly(steps(id + 1));
            if (!done) continue;
            finished_ = finished_ | 1 << id;
            if (build_ == Build::broken || !counted) count_down();
            counted = true;
            done = co_await quietly(yield());  // reports it
            if (done) co_return;
        }
    }
    Coro<> disturb(Task<> worker) {
        co_await steps(4);
        if (started_) worker.cancel();
    }
    void count_down() {
        left_ -= 1;
        if (left_ == 0) open_.set();
    }
    Coro<> await_both() {
        co_await open_.wait();
        FOLIOT_CHECK(finished_ == 3);
    }

    Build build_;
    Event open_{"open"};
    Shared<int> left_{2, "left"};
    Shared<int> finished_{0, "finished"};
    Shared<bool> started_{false, "started"};
};

}  // namespace

Programs barriers() {
    Programs all;
    all.push_back(program<PartyComesAgain<PartyFlaw::index_reused>>(
        {"barrier-index-reused",
         "gh-155233 (asyncio 3.11): after a cancelled party the next one gets an index that is "
         "taken"},
        3));
    all.push_back(program<PartyComesAgain<PartyFlaw::still_counts>>(
        {"barrier-cancelled-party-counts",
         "a party that was cancelled while it waited still counts: the barrier opens without it"},
        3));
    all.push_back(program<FastParty>(
        {"barrier-no-generation",
         "a fast party enters the next round before a slow one has left this one (textbook)"}));
    all.push_back(program<CountedTwice>(
        {"latch-counted-twice", "a retried worker counts a latch down twice, which opens early"}));
    all.push_back(program<Noisy<PartyComesAgain<PartyFlaw::index_reused>>>(
        {"barrier-index-reused-noisy", "barrier-index-reused among other tasks", Tier::noisy}, 3));
    return all;
}

}  // namespace foliot::zoo_programs
