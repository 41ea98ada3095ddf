// The deadlocks of the textbooks.

#include <cstddef>
#include <deque>
#include <string>
#include <utility>

#include "primitives/event.h"
#include "primitives/lock.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

namespace {

/// ABBA: two locks, taken in both orders.
class TwoOrders {
  public:
    explicit TwoOrders(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(both(a_, b_, 0), "ab");
        const bool same = build_ == Build::fixed;
        crew.add(both(same ? a_ : b_, same ? b_ : a_, 3), "ba");
        co_await crew.ended();
    }

  private:
    static Coro<> both(Lock& first, Lock& second, int delay) {
        co_await steps(delay);
        const auto one = co_await first.scoped();
        co_await yield();
        const auto two = co_await second.scoped();
    }

    Build build_;
    Lock a_{"a"};
    Lock b_{"b"};
};

/// Each philosopher takes the left fork, then the right one; every second thinks first.
class Philosophers {
  public:
    Philosophers(Build build, std::size_t seats) : build_(build), forks_(seats) {}

    Coro<> run() {
        Crew crew;
        for (std::size_t seat = 0; seat < forks_.size(); ++seat)
            crew.add(dine(seat), "philosopher" + std::to_string(seat));
        co_await crew.ended();
    }

  private:
    Coro<> dine(std::size_t seat) {
        std::size_t left = seat;
        std::size_t right = (seat + 1) % forks_.size();
        if (build_ == Build::fixed && seat == 0) std::swap(left, right);
        co_await steps(seat % 2 == 0 ? 0 : 3);
        const auto first = co_await forks_[left].scoped();
        co_await yield();
        const auto second = co_await forks_[right].scoped();
    }

    Build build_;
    std::deque<Lock> forks_;
};

/// A token goes round a ring; a node that clears its event after it passed the token on may clear
/// away the token's next coming.
class TokenRing {
  public:
    TokenRing(Build build, std::size_t nodes) : build_(build), turn_(nodes) {}

    Coro<> run() {
        Crew crew;
        for (std::size_t node = 0; node < turn_.size(); ++node)
            crew.add(pass(node), "node" + std::to_string(node));
        turn_[0].set();
        co_await crew.ended();
    }

  private:
    Coro<> pass(std::size_t node) {
        for (int round = 0; round < 2; ++round) {
            co_await turn_[node].wait();
            if (build_ == Build::fixed) turn_[node].clear();
            co_await yield();  // has the token
            turn_[(node + 1) % turn_.size()].set();
            co_await yield();
            if (build_ == Build::broken) turn_[node].clear();
        }
    }

    Build build_;
    std::deque<Event> turn_;
};

}  // namespace

Programs deadlocks() {
    Programs all;
    all.push_back(
        program<TwoOrders>({"two-orders", "two locks are taken in both orders: deadlock (ABBA)"}));
    for (const std::size_t n : {3U, 5U, 7U})
        all.push_back(program<Philosophers>(
            {"dining-" + std::to_string(n),
             "each of " + std::to_string(n) + " philosophers holds the left fork"},
            n));
    all.push_back(program<TokenRing>(
        {"token-ring", "a node clears its event after it passed the token on (textbook)"},
        std::size_t{3}));
    return all;
}

}  // namespace foliot::zoo_programs
