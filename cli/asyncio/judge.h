#pragma once

#include <sys/types.h>

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace foliot {

/// A process that answers lines with lines: CPython, asked what it makes of a program.
class Judge {
  public:
    /// Starts `command`, a program and its arguments. Raises std::runtime_error where it cannot.
    explicit Judge(const std::vector<std::string>& command);
    Judge(const Judge&) = delete;
    Judge& operator=(const Judge&) = delete;
    ~Judge();

    /// What the program, run in fifo order or by `choices`, comes to: the `expected` of conformance
    /// vectors. Raises std::runtime_error where the process has ended or says something else.
    nlohmann::ordered_json expected(const nlohmann::ordered_json& program,
                                    const nlohmann::ordered_json& choices);

    /// The time that the answers took so far, as the judge itself measured it.
    std::uint64_t nanoseconds() const { return nanoseconds_; }

  private:
    void send(const std::string& line) const;
    std::string receive();

    pid_t process_ = -1;
    int to_ = -1;
    int from_ = -1;
    std::string unread_;
    std::uint64_t nanoseconds_ = 0;
};

}  // namespace foliot
