#include "explore/workers/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "explore/workers/crash.h"
#include "sim/hash.h"

namespace foliot {

namespace {

using How = ProcessEnd::How;

/// What a piece is.
enum class Kind : std::uint32_t {
    words = 1,
    done = 2,    ///< the work is done
    raised = 3,  ///< the work raised an exception
};

/// Stands before each piece.
struct Frame {
    static constexpr std::uint32_t sign = 0x666f6c69;

    std::uint32_t mark = sign;
    Kind kind{};
    std::int64_t process = 0;  // who says it
    std::uint64_t number = 0;  // of pieces before it
    std::uint64_t size = 0;
    std::uint64_t hash = 0;  // of the text
};

constexpr std::uint64_t largest_piece = std::uint64_t{4} << 30U;
/// What a process ends with that has nobody to tell.
constexpr int muted_status = 97;

/// Of this process, if it is a child.
pid_t own_process = 0;
int own_pipe = -1;
std::uint64_t own_pieces = 0;

void pause(int milliseconds) {
    ::poll(nullptr, 0, milliseconds);
}

void write_all(std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(own_pipe, text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) ::_exit(muted_status);  // nobody reads any more
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

void say(Kind kind, std::string_view text) {
    Frame frame;
    frame.kind = kind;
    frame.process = ::getpid();
    frame.number = own_pieces++;
    frame.size = text.size();
    frame.hash = hash_of(text);
    std::string bytes(sizeof frame, '\0');
    std::memcpy(bytes.data(), &frame, sizeof frame);
    write_all(bytes);
    write_all(text);
    // What a run forked must not go on in its name.
    if (::getpid() != own_process) ::_exit(muted_status);
}

[[noreturn]] void be_child(const std::function<void(const ChildProcess::Say&)>& work, int pipe) {
    own_process = ::getpid();
    own_pipe = pipe;
    own_pieces = 0;
    CrashReport::withdraw();       // whoever gives the orders tells of it
    std::signal(SIGINT, SIG_IGN);  // Ctrl-C is for them too
    std::string wrong;
    try {
        work([](const std::string& text) { say(Kind::words, text); });
    } catch (const std::exception& error) {
        wrong = *error.what() == '\0' ? "an exception" : error.what();
    } catch (...) {
        wrong = "an exception";
    }
    std::fflush(nullptr);
    ChildProcess::hear_strays();
    say(wrong.empty() ? Kind::done : Kind::raised, wrong);
    ::_exit(0);
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
        if (::getppid() != parent) ::_exit(muted_status);
        ::close(ends[0]);
        be_child(work, ends[1]);
    }
    ::close(ends[1]);
    pipe_ = ends[0];
    ::fcntl(pipe_, F_SETFL, O_NONBLOCK);
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      pipe_(std::exchange(other.pipe_, -1)),
      buffer_(std::move(other.buffer_)),
      pieces_(std::move(other.pieces_)),
      silent_(other.silent_),
      heard_(other.heard_),
      killed_(other.killed_),
      last_words_(std::move(other.last_words_)),
      end_(std::move(other.end_)) {}

ChildProcess::~ChildProcess() {
    if (pid_ > 0 && !end_) {
        ::kill(pid_, SIGKILL);
        // Whoever was killed ends, unless the kernel itself is stuck.
        for (int i = 0; i < 5'000 && ::waitpid(pid_, nullptr, WNOHANG) == 0; ++i)
            pause(1);
    }
    if (pipe_ >= 0) ::close(pipe_);
}

void ChildProcess::read_more(std::size_t chunks) {
    std::array<char, 65536> chunk{};
    for (std::size_t i = 0; i < chunks && !silent_; ++i) {
        const ssize_t count = ::read(pipe_, chunk.data(), chunk.size());
        if (count > 0) {
            buffer_.append(chunk.data(), static_cast<std::size_t>(count));
        } else if (count == 0) {
            silent_ = true;
        } else if (errno != EINTR) {
            break;
        }
    }
    take_apart();
}

void ChildProcess::distrust(const char* why) {
    if (!disturbed()) last_words_ = ProcessEnd{How::disturbed, 0, why};
    buffer_.clear();
}

void ChildProcess::take_apart() {
    std::size_t at = 0;
    Frame frame;
    while (!disturbed() && buffer_.size() - at >= sizeof frame) {
        std::memcpy(&frame, buffer_.data() + at, sizeof frame);
        if (frame.mark != Frame::sign || frame.size > largest_piece) {
            return distrust("something else was written where it reports");
        }
        if (buffer_.size() - at - sizeof frame < frame.size) break;
        std::string text = buffer_.substr(at + sizeof frame, frame.size);
        at += sizeof frame + frame.size;
        if (frame.process != pid_) {
            return distrust("a process that the run forked went on in its place");
        }
        if (last_words_ || frame.number != heard_++ || frame.hash != hash_of(text)) {
            return distrust("what it reported is not whole");
        }
        switch (frame.kind) {
            case Kind::words:
                pieces_.push_back(std::move(text));
                continue;
            case Kind::done:
                last_words_ = ProcessEnd{};
                continue;
            case Kind::raised:
                last_words_ = ProcessEnd{How::failed, 0, std::move(text)};
                continue;
        }
        return distrust("something else was written where it reports");
    }
    if (disturbed()) at = buffer_.size();
    buffer_.erase(0, at);
}

std::optional<std::string> ChildProcess::next() {
    constexpr std::size_t most_chunks = 1'024;
    if (pieces_.empty() && !end_) read_more(most_chunks);
    if (pieces_.empty()) return std::nullopt;
    std::string text = std::move(pieces_.front());
    pieces_.pop_front();
    return text;
}

const std::optional<ProcessEnd>& ChildProcess::end() {
    if (end_ || pid_ <= 0) return end_;
    int status = 0;
    const pid_t ended = ::waitpid(pid_, &status, WNOHANG);
    if (ended == 0 || (ended < 0 && errno == EINTR)) return end_;
    // As much as a pipe holds: whatever else keeps it open is nothing to wait for.
    constexpr std::size_t whole_pipe = 32;
    read_more(whole_pipe);
    if (last_words_ && !buffer_.empty()) distrust("something was reported after the end");
    silent_ = true;
    if (last_words_) {
        end_ = last_words_;
    } else if (killed_) {
        end_ = ProcessEnd{*killed_, 0, {}};
    } else if (ended < 0) {
        end_ = ProcessEnd{How::disturbed, 0, "its end was taken note of elsewhere"};
    } else if (WIFSIGNALED(status)) {
        end_ = ProcessEnd{How::killed, WTERMSIG(status), {}};
    } else {
        const int number = WEXITSTATUS(status);
        end_ = ProcessEnd{number == muted_status ? How::muted : How::exited, number, {}};
    }
    return end_;
}

int ChildProcess::look_again() const {
    constexpr int in_peace = 50;
    constexpr int at_its_end = 2;
    return silent_ ? at_its_end : in_peace;
}

void ChildProcess::kill(How why) {
    if (pid_ <= 0 || end_) return;
    if (!killed_) killed_ = why;
    ::kill(pid_, SIGKILL);
}

ProcessEnd ChildProcess::hear_out(const std::function<void(const std::string& text)>& take,
                                  const Patience& patience) {
    Clock::time_point heard = Clock::now();
    std::uint64_t beats = 0;
    for (;;) {
        pollfd entry{pipe(), POLLIN, 0};
        ::poll(&entry, 1, look_again());
        const bool ended = end().has_value();
        while (const std::optional<std::string> text = next()) {
            heard = Clock::now();
            take(*text);
        }
        if (ended) return *end_;
        const std::uint64_t now = patience.beat ? patience.beat() : 0;
        if (now != beats) heard = Clock::now();
        beats = now;
        if (disturbed()) kill(How::disturbed);
        if (Clock::now() - heard > patience.silence) kill(How::silent);
        if (patience.late && patience.late()) kill(How::late);
        if (patience.stop && patience.stop()) kill(How::stopped);
    }
}

void ChildProcess::require_intact() {
    if (::getpid() == own_process && ::fcntl(own_pipe, F_GETFD) >= 0) return;
    say(Kind::words, {});
    ::_exit(muted_status);
}

void ChildProcess::hear_strays() {
    constexpr int tries = 20;
    for (int i = 0; i < tries; ++i) {
        const pid_t ended = ::waitpid(-1, nullptr, WNOHANG);
        if (ended < 0) return;
        if (ended == 0) pause(10);
    }
}

}  // namespace foliot
