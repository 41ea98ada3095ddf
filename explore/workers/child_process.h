#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>

#include "explore/workers/process_end.h"

namespace foliot {

/// A process that works for this one, forked from it, and says what it has to say through a pipe.
/// What kills it, a crash, an abort, an endless loop, leaves this one alone.
///
/// What it says is framed: each piece has a length, a number and a hash, and the last piece says
/// how many there were. Nothing else is taken for an end of its work: no exit status, no closed
/// pipe, nothing that somebody else wrote into the pipe.
class ChildProcess {
  public:
    using Say = std::function<void(const std::string& text)>;
    using Clock = std::chrono::steady_clock;  // lint: clock bounds how long a process may take

    /// Runs `work` in a new process, which then ends without running any destructors. Raises
    /// runtime_error where there can be no process.
    explicit ChildProcess(const std::function<void(const Say&)>& work);
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&&) = delete;
    /// Kills it where it still runs.
    ~ChildProcess();

    /// The pipe's end, for poll(); -1 where nothing more comes through it.
    int pipe() const { return silent_ ? -1 : pipe_; }
    /// When to look at it again, in milliseconds: soon, where it seems to end.
    int look_again() const;
    /// The next thing that it has said; nothing where none is complete. Does not wait.
    std::optional<std::string> next();
    /// How it ended, once it has, whoever else holds the pipe open; nothing while it runs. Then
    /// next() has the rest of what it said. Does not wait.
    const std::optional<ProcessEnd>& end();
    /// What came through the pipe cannot be trusted any more.
    bool disturbed() const { return last_words_ && last_words_->how == ProcessEnd::How::disturbed; }
    /// Kills it; if its work was not done, that is how it ended.
    void kill(ProcessEnd::How why);

    /// How long it is waited for.
    struct Patience {
        /// Killed where it says nothing for so long, and `beat` tells the same number all the time.
        std::chrono::milliseconds silence{20'000};
        std::function<std::uint64_t()> beat{};
        /// Asked now and then; killed where it is past that.
        std::function<bool()> late{};
        /// The same; killed where somebody wants an end.
        std::function<bool()> stop{};
    };
    /// Takes in all that it says, piece by piece, to its end.
    ProcessEnd hear_out(const std::function<void(const std::string& text)>& take,
                        const Patience& patience);

    /// In a child, after something that may have forked it, or closed its files: ends this process
    /// if it is not the one that was made, or can say nothing. The parent gets to know.
    static void require_intact();
    /// In a child, before it says that something has gone well: waits, not for long, for what it
    /// may have forked, so that the parent hears first if that went on in its place.
    static void hear_strays();

  private:
    void read_more(std::size_t chunks);
    void take_apart();
    void distrust(const char* why);

    pid_t pid_ = -1;
    int pipe_ = -1;
    std::string buffer_;
    std::deque<std::string> pieces_;
    bool silent_ = false;
    std::uint64_t heard_ = 0;  // pieces
    std::optional<ProcessEnd::How> killed_;
    std::optional<ProcessEnd> last_words_;
    std::optional<ProcessEnd> end_;
};

}  // namespace foliot
