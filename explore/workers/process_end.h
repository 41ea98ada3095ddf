#pragma once

#include <cstdint>
#include <string>

namespace foliot {

/// How a process that worked for another came to its end.
struct ProcessEnd {
    enum class How : std::uint8_t {
        finished,   ///< it did its work and said so
        failed,     ///< its work raised an exception, see `text`
        exited,     ///< it ended itself before its work was done
        killed,     ///< by a signal that this process did not send
        muted,      ///< its work closed the pipe
        disturbed,  ///< what came through the pipe was not all its own, see `text`
        silent,     ///< killed here: it was not heard of for too long
        late,       ///< killed here: it took too long
        stopped,    ///< killed here: somebody asked for an end
    };
    How how = How::finished;
    int number = 0;    ///< exit status, or signal
    std::string text;  ///< what is to be said beside that

    bool finished() const { return how == How::finished; }
    /// Nothing shows that its work was the cause: whoever may send signals can have been it.
    bool from_outside() const;
    /// "killed by SIGABRT", "exit status 42".
    std::string words() const;
};

/// "SIGSEGV"; a number where it has no name.
std::string signal_name(int signal);

}  // namespace foliot
