#include "explore/workers/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "explore/workers/crash.h"

namespace foliot {

namespace {

/// What a child ends with when it has done its work; unlikely otherwise.
constexpr int done_status = 42;

void write_all(int file, const std::string& text) {
    std::size_t written = 0;
    while (written < text.size()) {
        const ssize_t count = ::write(file, text.data() + written, text.size() - written);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) ::_exit(1);  // nobody reads any more
        written += static_cast<std::size_t>(count);
    }
}

}  // namespace

ChildProcess::ChildProcess(const std::function<void(const Say&)>& work) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::runtime_error(std::string("no pipe for a worker: ") + std::strerror(errno));
    }
    // What is buffered would be written twice.
    std::fflush(nullptr);
    const pid_t parent = ::getpid();
    pid_ = ::fork();
    if (pid_ < 0) {
        ::close(ends[0]);
        ::close(ends[1]);
        throw std::runtime_error(std::string("no process for a worker: ") + std::strerror(errno));
    }
    if (pid_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) ::_exit(1);
        ::close(ends[0]);
        CrashReport::withdraw();  // whoever gives the orders tells of it
        // Ctrl-C is for them too.
        std::signal(SIGINT, SIG_IGN);
        int status = done_status;
        try {
            work([&ends](const std::string& text) { write_all(ends[1], text + "\n"); });
        } catch (const std::exception& error) {
            std::fprintf(stderr, "foliot: a worker failed: %s\n", error.what());
            status = 1;
        }
        std::fflush(nullptr);
        ::_exit(status);
    }
    ::close(ends[1]);
    pipe_ = ends[0];
    ::fcntl(pipe_, F_SETFL, O_NONBLOCK);
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      pipe_(std::exchange(other.pipe_, -1)),
      buffer_(std::move(other.buffer_)),
      silent_(other.silent_) {}

ChildProcess::~ChildProcess() {
    if (pid_ > 0) {
        kill();
        wait();
    }
    if (pipe_ >= 0) ::close(pipe_);
}

void ChildProcess::read_more() {
    std::array<char, 65536> chunk{};
    while (!silent_) {
        const ssize_t count = ::read(pipe_, chunk.data(), chunk.size());
        if (count > 0) {
            buffer_.append(chunk.data(), static_cast<std::size_t>(count));
        } else if (count == 0) {
            silent_ = true;
        } else if (errno != EINTR) {
            return;
        }
    }
}

std::optional<std::string> ChildProcess::next_line() {
    std::size_t end = buffer_.find('\n');
    if (end == std::string::npos) {
        read_more();
        end = buffer_.find('\n');
    }
    if (end == std::string::npos) return std::nullopt;
    std::string line = buffer_.substr(0, end);
    buffer_.erase(0, end + 1);
    return line;
}

void ChildProcess::wait_for_news() const {
    pollfd entry{pipe_, POLLIN, 0};
    constexpr int milliseconds = 50;
    ::poll(&entry, 1, milliseconds);
}

std::string ChildProcess::hear_out(const std::function<void(const std::string& line)>& take,
                                   std::optional<std::chrono::milliseconds> patience) {
    using Clock = std::chrono::steady_clock;  // lint: clock tells whether a process hangs
    Clock::time_point heard = Clock::now();
    while (!silent_) {
        wait_for_news();
        while (const std::optional<std::string> line = next_line()) {
            take(*line);
            heard = Clock::now();
        }
        if (patience && Clock::now() - heard > *patience) kill();
    }
    return wait();
}

void ChildProcess::kill() {
    if (pid_ > 0) ::kill(pid_, SIGKILL);
}

std::string ChildProcess::wait() {
    int status = 0;
    while (pid_ > 0 && ::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    if (WIFSIGNALED(status)) return "killed by " + signal_name(WTERMSIG(status));
    if (WEXITSTATUS(status) == done_status) return {};
    return "ended with status " + std::to_string(WEXITSTATUS(status));
}

std::string signal_name(int signal) {
    const char* const name = ::sigabbrev_np(signal);
    return name == nullptr ? std::to_string(signal) : std::string("SIG") + name;
}

}  // namespace foliot
