#pragma once

#include <stdexcept>
#include <string>

namespace foliot {

/// A file that a scenario reads is missing, or not the one that a trace was made with.
class InputError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A 64-bit hash of a file's bytes as 16 hexadecimal digits. Raises InputError where it cannot be
/// read.
std::string hash_of_file(const std::string& file);

}  // namespace foliot
