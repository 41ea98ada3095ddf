#pragma once

namespace foliot {

/// What the tool's exit status says. Below 64, so that shells and schedulers keep it.
enum class ExitCode : int {
    held = 0,
    failed = 1,
    usage = 2,
    internal = 3,
    not_deterministic = 4,
    nothing_ran = 5,
    incomplete = 6,
    interrupted = 130,
};

}  // namespace foliot
