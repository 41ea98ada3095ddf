#pragma once

#include "coordinator/common.h"
#include "sim/coro.h"

namespace foliot {

/// Checks the coordinator's health and balances its load, every manager period until the shutdown;
/// restarts the processors' counts every statistics period, whatever the two have to do with each
/// other.
Coro<> run_manager(Common& common);

}  // namespace foliot
