#pragma once

namespace foliot {

/// While one lives, Ctrl-C asks for an orderly end: the first one sets asked(), the second ends the
/// process at once with status 130.
class Interrupt {
  public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    static bool asked();
};

}  // namespace foliot
