#include "coordinator/detail/feed_file.h"

#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "coordinator/detail/feed_error.h"

namespace foliot {

namespace {

constexpr std::size_t piece_size = std::size_t{1} << 16U;

}  // namespace

void FeedFile::Close::operator()(gzFile_s* file) const {
    gzclose(file);
}

FeedFile::FeedFile(std::string path) : path_(std::move(path)) {
    errno = 0;
    file_.reset(gzopen(path_.c_str(), "rb"));
    if (file_ != nullptr) return;
    const std::string why = errno != 0 ? std::strerror(errno) : "out of memory";
    throw FeedError(path_, 0, "cannot be opened: " + why,
                    "give the path of a recorded feed that can be read");
}

bool FeedFile::next(std::string& line) {
    line.clear();
    bool read = false;
    for (;;) {
        if (at_ == piece_.size() && !fill()) break;
        read = true;
        const std::size_t end = piece_.find('\n', at_);
        line.append(piece_, at_, end == std::string::npos ? end : end - at_);
        if (line.size() > line_max) damaged("the line is longer than 16 MiB");
        at_ = end == std::string::npos ? piece_.size() : end + 1;
        if (end != std::string::npos) break;
    }
    if (read) ++line_;
    return read;
}

/// Reads the next piece; false at the end of a file that is whole.
bool FeedFile::fill() {
    piece_.resize(piece_size);
    at_ = 0;
    const int count = gzread(file_.get(), piece_.data(), static_cast<unsigned>(piece_.size()));
    piece_.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    if (count > 0) return true;
    int code = Z_OK;
    const char* const text = gzerror(file_.get(), &code);
    if (code == Z_BUF_ERROR) damaged("the file ends in the middle");
    if (count < 0) {
        damaged(std::string("cannot be read: ") + (code == Z_ERRNO ? std::strerror(errno) : text));
    }
    return false;
}

void FeedFile::damaged(const std::string& wrong) const {
    throw FeedError(path_, line_ + 1, wrong, "fetch or record the file again");
}

}  // namespace foliot
