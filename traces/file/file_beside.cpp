#include "traces/file/file_beside.h"

#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "traces/file/trace_json.h"

namespace foliot {

FileBeside::FileBeside(const std::string& path)
    : path_(path), beside_(path + "." + std::to_string(getpid()) + ".part") {
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    std::error_code error;
    if (!folder.empty()) std::filesystem::create_directories(folder, error);
    if (error) refuse("its folder cannot be made: " + error.message());
    // A rename would put a file in the place of a device.
    const auto kind = std::filesystem::status(path, error).type();
    if (kind != std::filesystem::file_type::not_found &&
        kind != std::filesystem::file_type::regular) {
        refuse("is there and is no regular file");
    }
    file_ = std::fopen(beside_.c_str(), "wb");
    if (file_ == nullptr) refuse_errno();
}

FileBeside::~FileBeside() {
    if (file_ != nullptr) std::fclose(file_);
    std::error_code ignored;
    if (!done_) std::filesystem::remove(beside_, ignored);
}

void FileBeside::write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) refuse_errno();
}

void FileBeside::finish() {
    // The last part may reach the disk, and find it full, only here.
    if (std::fclose(std::exchange(file_, nullptr)) != 0) refuse_errno();
    if (std::rename(beside_.c_str(), path_.c_str()) != 0) refuse_errno();
    done_ = true;
}

void FileBeside::refuse_errno() const {
    refuse("cannot be written: " + std::generic_category().message(errno));
}

void FileBeside::refuse(const std::string& why) const {
    throw TraceError(path_ + ": " + why + "; make room, or write the trace elsewhere");
}

void write_file(const std::string& path, std::string_view text) {
    FileBeside file(path);
    file.write(text);
    file.finish();
}

}  // namespace foliot
