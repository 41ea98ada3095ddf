// Drives a fuzz target where the compiler has no libFuzzer: it runs the files that it is given, and
// makes random ones, but does not learn from what they reach.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "sim/rng.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

int main(int argc, char** argv) {
    std::uint64_t runs = 0;
    std::uint64_t seed = 1;
    std::uint64_t most_bytes = 64;
    bool files = false;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const auto number = [&word](const char* flag, std::uint64_t& to) {
            const std::string start = std::string("-") + flag + "=";
            if (!word.starts_with(start)) return false;
            to = std::strtoull(word.c_str() + start.size(), nullptr, 10);
            return true;
        };
        if (number("runs", runs) || number("seed", seed) || number("max_len", most_bytes)) continue;
        std::ifstream stream(word, std::ios::binary);
        if (word.starts_with("-") || !stream) {
            std::fprintf(stderr,
                         "%s: no such file; usage: %s [-runs=N] [-seed=S] [-max_len=L] [FILE]...\n",
                         word.c_str(), argv[0]);
            return 2;
        }
        const std::vector<char> text{std::istreambuf_iterator<char>(stream), {}};
        const std::vector<std::uint8_t> bytes(text.begin(), text.end());
        LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
        files = true;
    }
    if (!files && runs == 0) runs = 100'000;
    foliot::Rng rng(seed);
    for (std::uint64_t run = 0; run < runs; ++run) {
        std::vector<std::uint8_t> bytes(rng.below(most_bytes + 1));
        for (std::uint8_t& byte : bytes)
            byte = static_cast<std::uint8_t>(rng.below(256));
        LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    }
    std::fprintf(stderr, "%llu runs, none failed\n", static_cast<unsigned long long>(runs));
    return 0;
}
