#pragma once

#include <sys/types.h>

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
    /// Waits until it may have said something, for 50 ms at most.
    void wait_for_news() const;
    /// Nothing more will come.
    bool silent() const { return silent_; }
    void kill();
    /// Waits for its end. Empty where it came to the end of its work, else how it ended: "killed by
    /// SIGSEGV", "ended with status 1".
    std::string wait();

  private:
    void read_more();

    pid_t pid_ = -1;
    int pipe_ = -1;
    std::string buffer_;
    bool silent_ = false;
};

/// "SIGSEGV"; a number where it has no name.
std::string signal_name(int signal);

}  // namespace foliot
