#include "explore/input_file.h"

#include <array>
#include <cstdint>
#include <fstream>

#include "traces/file/digest.h"

namespace foliot {

std::string hash_of_file(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    std::array<char, 65'536> piece{};
    std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a
    bool any = false;
    while (stream.read(piece.data(), piece.size()) || stream.gcount() > 0) {
        any = true;
        for (std::streamsize i = 0; i < stream.gcount(); ++i) {
            hash = (hash ^ static_cast<unsigned char>(piece[static_cast<std::size_t>(i)])) *
                   0x100000001b3U;
        }
    }
    if (!any && (!stream.eof() || !std::ifstream(file))) {
        throw InputError(file + ": cannot be read; check the path");
    }
    return digest_text(hash);
}

}  // namespace foliot
