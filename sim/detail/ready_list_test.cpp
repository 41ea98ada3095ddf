#include "sim/detail/ready_list.h"

#include <gtest/gtest.h>

#include <deque>
#include <vector>

#include "sim/rng.h"

namespace foliot {
namespace {

class Numbered final : public Handle {
  public:
    Numbered() : Handle(HandleKind::callback) {}
    void run(detail::Kernel&) override {}
    PathId path() const override { return root_path; }
};

std::vector<const Handle*> taken_in_order(detail::ReadyList& list) {
    std::vector<const Handle*> order;
    while (!list.empty())
        order.push_back(&list.take(0));
    return order;
}

TEST(ReadyList, TakesTheOldestFirst) {
    std::deque<Numbered> handles(3);
    detail::ReadyList list;
    for (Numbered& handle : handles)
        list.push(handle);
    EXPECT_EQ(list.size(), 3U);
    EXPECT_EQ(taken_in_order(list),
              (std::vector<const Handle*>{&handles[0], &handles[1], &handles[2]}));
    EXPECT_TRUE(list.empty());
}

TEST(ReadyList, KeepsTheOrderOfTheOthersWhereverOneIsTaken) {
    // Every size and rank, from every place in the ring, so that both ways of closing a gap wrap.
    for (std::size_t size = 1; size <= 16; ++size) {
        for (std::size_t rank = 0; rank < size; ++rank) {
            for (std::size_t offset = 0; offset < 16; ++offset) {
                std::deque<Numbered> handles(size);
                Numbered filler;
                detail::ReadyList list;
                for (std::size_t i = 0; i < offset; ++i) {
                    list.push(filler);
                    list.take(0);
                }
                std::vector<const Handle*> others;
                for (std::size_t i = 0; i < size; ++i) {
                    list.push(handles[i]);
                    if (i != rank) others.push_back(&handles[i]);
                }
                ASSERT_EQ(&list.take(rank), &handles[rank]);
                ASSERT_EQ(taken_in_order(list), others)
                    << "size " << size << " rank " << rank << " offset " << offset;
            }
        }
    }
}

TEST(ReadyList, GrowsWithoutLosingTheOrder) {
    for (std::size_t offset = 0; offset < 20; ++offset) {
        std::deque<Numbered> handles(100);
        Numbered filler;
        detail::ReadyList list;
        for (std::size_t i = 0; i < offset; ++i) {
            list.push(filler);
            list.take(0);
        }
        for (Numbered& handle : handles)
            list.push(handle);
        ASSERT_EQ(list.size(), 100U);
        for (std::size_t rank = 0; rank < 100; ++rank)
            ASSERT_EQ(&list.at(rank), &handles[rank]) << "offset " << offset;
    }
}

TEST(ReadyList, RemoveGivesTheRankThatTheHandleHad) {
    std::deque<Numbered> handles(4);
    detail::ReadyList list;
    for (Numbered& handle : handles)
        list.push(handle);
    EXPECT_EQ(list.remove(handles[2]), 2U);
    EXPECT_EQ(list.remove(handles[0]), 0U);
    EXPECT_EQ(list.remove(handles[3]), 1U);
    EXPECT_EQ(taken_in_order(list), (std::vector<const Handle*>{&handles[1]}));
}

TEST(ReadyList, AHandleIsQueuedFromItsPushUntilItIsTaken) {
    Numbered taken;
    Numbered removed;
    detail::ReadyList list;
    EXPECT_FALSE(taken.queued());
    list.push(taken);
    list.push(removed);
    EXPECT_TRUE(taken.queued());
    list.take(0);
    EXPECT_FALSE(taken.queued());
    list.remove(removed);
    EXPECT_FALSE(removed.queued());
}

TEST(ReadyList, AgreesWithAPlainListUnderRandomOperations) {
    std::deque<Numbered> handles(200);
    std::vector<Handle*> idle;
    for (Numbered& handle : handles)
        idle.push_back(&handle);
    detail::ReadyList list;
    std::vector<Handle*> plain;
    Rng rng(11);
    for (int i = 0; i < 20000; ++i) {
        const bool push = plain.empty() || (!idle.empty() && rng.below(100) < 52);
        if (push) {
            Handle* const handle = idle.back();
            idle.pop_back();
            list.push(*handle);
            plain.push_back(handle);
        } else {
            const std::size_t rank = rng.below(plain.size());
            Handle* const handle = plain[rank];
            if (rng.below(2) == 0) {
                ASSERT_EQ(&list.take(rank), handle);
            } else {
                ASSERT_EQ(list.remove(*handle), rank);
            }
            plain.erase(plain.begin() + static_cast<std::ptrdiff_t>(rank));
            idle.push_back(handle);
        }
        ASSERT_EQ(list.size(), plain.size());
        for (std::size_t rank = 0; rank < plain.size(); ++rank)
            ASSERT_EQ(&list.at(rank), plain[rank]) << "operation " << i;
    }
}

TEST(ReadyList, AgreesWithAPlainListWhileItGrowsLongAndShrinksAgain) {
    std::deque<Numbered> handles(1500);
    std::vector<Handle*> idle;
    for (Numbered& handle : handles)
        idle.push_back(&handle);
    detail::ReadyList list;
    std::vector<Handle*> plain;
    Rng rng(13);
    std::size_t at = 0;
    // Mostly pushes, then mostly takes, four times over.
    for (int i = 0; i < 24000; ++i) {
        const bool growing = i / 3000 % 2 == 0;
        if (!idle.empty() && (plain.empty() || rng.below(100) < (growing ? 70U : 25U))) {
            Handle* const handle = idle.back();
            idle.pop_back();
            list.push(*handle);
            plain.push_back(handle);
        } else {
            at = rng.below(4) == 0 ? 0 : rng.below(plain.size());
            Handle* const handle = plain[at];
            if (rng.below(8) != 0) {
                ASSERT_EQ(&list.take(at), handle);
            } else {
                ASSERT_EQ(list.remove(*handle), at);
            }
            plain.erase(plain.begin() + static_cast<std::ptrdiff_t>(at));
            idle.push_back(handle);
        }
        ASSERT_EQ(list.size(), plain.size());
        if (plain.empty()) continue;
        at = rng.below(plain.size());
        ASSERT_EQ(&list.at(at), plain[at]) << "operation " << i;
    }
}

TEST(ReadyListDeathTest, RemovingAHandleThatIsNotThereIsABug) {
    Numbered absent;
    detail::ReadyList list;
    EXPECT_DEATH(list.remove(absent), "a queued handle stands in the ready list");
}

}  // namespace
}  // namespace foliot
