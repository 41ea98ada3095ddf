#include "sim/detail/frame_pool.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "sim/rng.h"

namespace foliot::detail {
namespace {

using Block = std::pair<unsigned char*, std::size_t>;

bool filled_with(const Block& block, unsigned char value) {
    for (std::size_t i = 0; i < block.second; ++i) {
        if (block.first[i] != value) return false;
    }
    return true;
}

TEST(FramePool, GivesBlocksOfEverySizeThatDoNotOverlap) {
    std::vector<Block> blocks;
    for (std::size_t size = 1; size < 5000; size += 7) {
        auto* const memory = static_cast<unsigned char*>(pool_allocate(size));
        std::memset(memory, static_cast<int>(size % 251), size);
        blocks.emplace_back(memory, size);
    }
    for (const Block& block : blocks) {
        EXPECT_TRUE(filled_with(block, static_cast<unsigned char>(block.second % 251)));
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block.first) % alignof(std::max_align_t), 0U);
        pool_free(block.first, block.second);
    }
}

TEST(FramePool, KeepsTheContentOfLiveBlocksUnderRandomUse) {
    std::vector<Block> blocks;
    Rng rng(3);
    for (int i = 0; i < 50'000; ++i) {
        if (blocks.empty() || rng.below(100) < 55) {
            const std::size_t size = 1 + rng.below(rng.below(20) == 0 ? 4000 : 300);
            auto* const memory = static_cast<unsigned char*>(pool_allocate(size));
            std::memset(memory, static_cast<int>(size % 251), size);
            blocks.emplace_back(memory, size);
        } else {
            const std::size_t at = rng.below(blocks.size());
            const Block block = blocks[at];
            blocks[at] = blocks.back();
            blocks.pop_back();
            ASSERT_TRUE(filled_with(block, static_cast<unsigned char>(block.second % 251)));
            pool_free(block.first, block.second);
        }
    }
    for (const Block& block : blocks)
        pool_free(block.first, block.second);
}

}  // namespace
}  // namespace foliot::detail
