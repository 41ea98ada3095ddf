#include "sim/function_name.h"

#include <cctype>
#include <string_view>

namespace foliot {

namespace {

/// The place behind the bracket that closes the one at `open`.
std::size_t behind_brackets(std::string_view signature, std::size_t open) {
    int depth = 0;
    std::size_t at = open;
    do {
        if (signature[at] == '(') ++depth;
        if (signature[at] == ')') --depth;
        ++at;
    } while (depth > 0 && at < signature.size());
    return at;
}

/// The bare name of a coroutine function, the same from every compiler: "deposit" of
/// "foliot::Coro<> bank::deposit(Lock&, int)" and of what g++ calls its resumption.
std::string bare_name(std::string_view signature) {
    int angles = 0;
    std::size_t name = 0;
    for (std::size_t at = 0; at < signature.size(); ++at) {
        const char c = signature[at];
        if (c == '<') ++angles;
        if (c == '>') --angles;
        if (c == '(') {
            const std::string_view word = signature.substr(name, at - name);
            const bool call = word == "operator";
            at = behind_brackets(signature, call ? at + 2 : at);
            std::string_view rest = signature.substr(at--);
            if (rest.starts_with(" const::")) rest.remove_prefix(6);
            // The parameters; other brackets are part of a path: "(anonymous namespace)::".
            if (angles == 0 && !rest.starts_with("::")) return call ? "lambda" : std::string(word);
        } else if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_') {
            name = at + 1;
        }
    }
    return std::string(signature);
}

}  // namespace

std::string function_name(const std::source_location& coroutine) {
    return bare_name(coroutine.function_name());
}

}  // namespace foliot
