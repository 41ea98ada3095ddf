#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace foliot {

/// A process that works for this one, forked from it, and writes what it has to say into a pipe.
/// What kills it, a crash, an abort, an endless loop, leaves this one alone.
class ChildProcess {
  public:
    /// Writes one line; `text` has no line ends.
    using Say = std::function<void(const std::string& text)>;

    /// Runs `work` in a new process, which then ends without running any destructors.
    explicit ChildProcess(const std::function<void(const Say&)>& work);
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&&) = delete;
    /// Kills it where it still runs.
    ~ChildProcess();

    /// The pipe's end, for poll().
    int pipe() const { return pipe_; }
    /// A line that it has said; nothing where none is complete. Does not wait.
    std::optional<std::string> next_line();
    /// Takes in all that it says, a line at a time, to its end; kills it where it says nothing for
    /// that long, by the clock on the wall. Returns what wait() does.
    std::string hear_out(const std::function<void(const std::string& line)>& take,
                         std::optional<std::chrono::milliseconds> patience = {});
    /// Nothing more will come.
    bool silent() const { return silent_; }
    void kill();
    /// Waits for its end. Empty where it came to the end of its work, else how it ended: "killed by
    /// SIGSEGV", "ended with status 1".
    std::string wait();

  private:
    void read_more();
    void wait_for_news() const;

    pid_t pid_ = -1;
    int pipe_ = -1;
    std::string buffer_;
    bool silent_ = false;
};

/// "SIGSEGV"; a number where it has no name.
std::string signal_name(int signal);

}  // namespace foliot
