#include "cli/asyncio/judge.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <stdexcept>

extern char** environ;

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error(what + ": " + std::strerror(errno));
}

}  // namespace

Judge::Judge(const std::vector<std::string>& command) {
    std::array<int, 2> question{};
    std::array<int, 2> answer{};
    if (pipe(question.data()) != 0 || pipe(answer.data()) != 0) fail("no pipe to the judge");
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, question[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, answer[1], STDOUT_FILENO);
    for (const int end : {question[0], question[1], answer[0], answer[1]})
        posix_spawn_file_actions_addclose(&actions, end);
    std::vector<char*> words;
    for (const std::string& word : command)
        words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    errno = posix_spawnp(&process_, words[0], &actions, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(question[0]);
    close(answer[1]);
    to_ = question[1];
    from_ = answer[0];
    if (errno != 0) fail("cannot start " + command.front());
    signal(SIGPIPE, SIG_IGN);  // a judge that has gone is an error of write()
}

Judge::~Judge() {
    close(to_);
    close(from_);
    if (process_ > 0) waitpid(process_, nullptr, 0);
}

void Judge::send(const std::string& line) const {
    std::size_t sent = 0;
    while (sent < line.size()) {
        const ssize_t n = write(to_, line.data() + sent, line.size() - sent);
        if (n < 0 && errno != EINTR) fail("the judge does not listen");
        if (n > 0) sent += static_cast<std::size_t>(n);
    }
}

std::string Judge::receive() {
    std::array<char, 65536> buffer{};
    for (;;) {
        const std::size_t end = unread_.find('\n');
        if (end != std::string::npos) {
            std::string line = unread_.substr(0, end);
            unread_.erase(0, end + 1);
            return line;
        }
        const ssize_t n = read(from_, buffer.data(), buffer.size());
        if (n == 0) throw std::runtime_error("the judge has ended; what it said is above");
        if (n < 0 && errno != EINTR) fail("the judge does not answer");
        if (n > 0) unread_.append(buffer.data(), static_cast<std::size_t>(n));
    }
}

Json Judge::expected(const Json& program, const Json& choices) {
    send(Json({{"program", program}, {"choices", choices}}).dump() + "\n");
    const std::string line = receive();
    Json answer = Json::parse(line, nullptr, false);
    if (!answer.is_object() || !answer.contains("result") || !answer.contains("ns")) {
        throw std::runtime_error("the judge said: " + line.substr(0, 200));
    }
    nanoseconds_ += answer["ns"].get<std::uint64_t>();
    return std::move(answer["result"]);
}

}  // namespace foliot
