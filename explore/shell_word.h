#pragma once

#include <string>
#include <string_view>

namespace foliot {

/// A word as a shell takes it: in quotes where it holds a blank or what a shell has a use for. For
/// the commands that people are told to copy.
std::string shell_word(std::string_view word);

}  // namespace foliot
