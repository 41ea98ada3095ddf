#pragma once

#include "coordinator/common.h"
#include "sim/coro.h"

namespace foliot {

/// Checks the coordinator's health and tidies its statistics, every manager period until the
/// shutdown.
Coro<> run_manager(Common& common);

}  // namespace foliot
