#pragma once

#include <cstddef>
#include <memory>
#include <string>

// zlib's own, so that its header need not be installed where this one is used.
struct gzFile_s;

namespace foliot {

/// A text file, gzip'd or plain, that is read line by line; no more than a piece of it is in
/// memory.
class FeedFile {
  public:
    /// A longer line is damage.
    static constexpr std::size_t line_max = std::size_t{16} << 20U;

    /// Raises FeedError where the file cannot be opened.
    explicit FeedFile(std::string path);

    /// Reads the next line, without its end; false when there is none. Raises FeedError where the
    /// file is damaged.
    bool next(std::string& line);

    const std::string& path() const { return path_; }
    /// The number of the line that was read last, from 1.
    std::size_t line() const { return line_; }

  private:
    bool fill();
    [[noreturn]] void damaged(const std::string& wrong) const;

    struct Close {
        void operator()(gzFile_s* file) const;
    };

    std::string path_;
    std::unique_ptr<gzFile_s, Close> file_;
    std::string piece_;
    std::size_t at_ = 0;  // what lies before it in the piece has been read
    std::size_t line_ = 0;
};

}  // namespace foliot
