#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace foliot {

/// A file that does not exist until it is complete: written beside its place, then renamed. Makes
/// the folder where there is none. Whatever goes wrong raises TraceError, and leaves nothing
/// behind.
class FileBeside {
  public:
    explicit FileBeside(const std::string& path);
    FileBeside(const FileBeside&) = delete;
    FileBeside& operator=(const FileBeside&) = delete;
    ~FileBeside();

    void write(std::string_view text);
    void finish();

  private:
    [[noreturn]] void refuse_errno() const;
    [[noreturn]] void refuse(const std::string& why) const;

    std::string path_;
    std::string beside_;
    std::FILE* file_ = nullptr;
    bool done_ = false;
};

/// Writes a whole file so.
void write_file(const std::string& path, std::string_view text);

}  // namespace foliot
