#include "sim/detail/function_name.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace foliot::detail {

namespace {

enum class Part : std::uint8_t { word, other, angle_open, angle_close, open, close };

/// What each character is part of. A recorder asks for the name of every task, and signatures are
/// long.
constexpr std::array<Part, 256> parts = [] {
    std::array<Part, 256> table{};
    table.fill(Part::other);
    for (const char c : std::string_view("0123456789_abcdefghijklmnopqrstuvwxyz"
                                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        table[static_cast<unsigned char>(c)] = Part::word;
    table['<'] = Part::angle_open;
    table['>'] = Part::angle_close;
    table['('] = Part::open;
    table[')'] = Part::close;
    return table;
}();

Part part_of(char c) {
    return parts[static_cast<unsigned char>(c)];
}

/// The place behind the bracket that closes the one at `open`.
std::size_t behind_brackets(std::string_view signature, std::size_t open) {
    int depth = 0;
    std::size_t at = open;
    do {
        const Part part = part_of(signature[at++]);
        if (part < Part::open) continue;
        depth += part == Part::open ? 1 : -1;
    } while (depth > 0 && at < signature.size());
    return at;
}

/// The bare name of a coroutine function, the same from every compiler: "deposit" of
/// "foliot::Coro<> bank::deposit(Lock&, int)" and of what g++ calls its resumption.
std::string bare_name(std::string_view signature) {
    int angles = 0;
    std::size_t name = 0;
    for (std::size_t at = 0; at < signature.size(); ++at) {
        const Part part = part_of(signature[at]);
        if (part == Part::word) continue;
        if (part != Part::open) {
            name = at + 1;
            if (part == Part::angle_open) ++angles;
            if (part == Part::angle_close) --angles;
            continue;
        }
        const std::string_view word = signature.substr(name, at - name);
        const bool call = word == "operator";
        at = behind_brackets(signature, call ? at + 2 : at);
        std::string_view rest = signature.substr(at--);
        if (rest.starts_with(" const::")) rest.remove_prefix(6);
        // The parameters; other brackets are part of a path: "(anonymous namespace)::".
        if (angles == 0 && !rest.starts_with("::")) return call ? "lambda" : std::string(word);
    }
    return std::string(signature);
}

/// The name found for one place in the source.
struct Found {
    const char* signature;
    const char* file;
    std::uint_least32_t line;
    std::size_t size;
    std::array<char, 40> name;
};

// Programs have few coroutine functions and many tasks.
thread_local constinit std::array<Found, 16> recent{};

}  // namespace

std::string function_name(const std::source_location& coroutine) {
    Found& found = recent[coroutine.line() % recent.size()];
    if (found.signature == coroutine.function_name() && found.file == coroutine.file_name() &&
        found.line == coroutine.line()) {
        return {found.name.data(), found.size};
    }
    std::string name = bare_name(coroutine.function_name());
    if (name.size() <= found.name.size()) {
        found.signature = coroutine.function_name();
        found.file = coroutine.file_name();
        found.line = coroutine.line();
        found.size = name.copy(found.name.data(), name.size());
    }
    return name;
}

}  // namespace foliot::detail
