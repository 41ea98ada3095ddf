#pragma once

namespace foliot {

/// The command line of the tool, for the scenarios of this binary: give your own main() these
/// arguments and return what it returns.
int foliot_main(int argc, const char* const* argv);

}  // namespace foliot
