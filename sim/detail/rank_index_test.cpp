#include "sim/detail/rank_index.h"

#include <gtest/gtest.h>

#include <iterator>
#include <set>

#include "sim/rng.h"

namespace foliot {
namespace {

TEST(RankIndex, FindsEachOfTheSlotsThatItBeginsWith) {
    for (const std::size_t count : {1U, 63U, 64U, 65U, 1000U}) {
        const detail::RankIndex index(1000, count);
        for (std::size_t rank = 0; rank < count; ++rank)
            ASSERT_EQ(index.slot_of(rank), rank) << "of " << count;
    }
}

TEST(RankIndex, FindsEveryBitOfAWord) {
    Rng rng(5);
    for (int round = 0; round < 200; ++round) {
        detail::RankIndex index(64, 64);
        std::set<std::size_t> members;
        for (std::size_t slot = 0; slot < 64; ++slot) {
            if (rng.below(64) < static_cast<std::uint64_t>(round % 64)) {
                index.remove(slot);
            } else {
                members.insert(slot);
            }
        }
        std::size_t rank = 0;
        for (const std::size_t slot : members)
            ASSERT_EQ(index.slot_of(rank++), slot);
    }
}

TEST(RankIndex, AgreesWithASetUnderRandomOperations) {
    constexpr std::size_t capacity = 5000;
    detail::RankIndex index(capacity, 0);
    std::set<std::size_t> members;
    Rng rng(7);
    for (int i = 0; i < 20000; ++i) {
        const std::size_t slot = rng.below(capacity);
        if (members.insert(slot).second) {
            index.add(slot);
        } else {
            members.erase(slot);
            index.remove(slot);
        }
        if (members.empty()) continue;
        const std::size_t rank = rng.below(members.size());
        ASSERT_EQ(index.slot_of(rank), *std::next(members.begin(), static_cast<long>(rank)));
    }
}

}  // namespace
}  // namespace foliot
