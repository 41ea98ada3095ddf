#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

namespace foliot {

/// What became of a command.
struct CommandEnd {
    int status = -1;   ///< -1 where a signal ended it
    std::string said;  ///< on standard output
};

/// Runs it in a shell, to its end.
inline CommandEnd run_in_shell(const std::string& command) {
    CommandEnd end;
    FILE* const pipe = popen(command.c_str(), "r");
    std::array<char, 65536> buffer{};
    while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe))
        end.said.append(buffer.data(), n);
    const int status = pclose(pipe);
    if (WIFEXITED(status)) end.status = WEXITSTATUS(status);
    return end;
}

}  // namespace foliot
