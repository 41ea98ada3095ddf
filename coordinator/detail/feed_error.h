#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace foliot {

/// A feed file is missing or damaged. The text is one line: file, line, what is wrong and what to
/// do, as `btc.jsonl.gz:17: the price "x" is no decimal number; mend or remove the line`.
class FeedError : public std::runtime_error {
  public:
    /// `line` counts from 1; 0 where the file as a whole is meant.
    FeedError(std::string file, std::size_t line, const std::string& wrong,
              const std::string& remedy)
        : std::runtime_error(file + (line > 0 ? ":" + std::to_string(line) : "") + ": " + wrong +
                             "; " + remedy),
          file_(std::move(file)),
          line_(line) {}

    const std::string& file() const { return file_; }
    std::size_t line() const { return line_; }

  private:
    std::string file_;
    std::size_t line_;
};

}  // namespace foliot
