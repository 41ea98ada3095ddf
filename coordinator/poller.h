#pragma once

#include "coordinator/common.h"
#include "sim/coro.h"

namespace foliot {

/// Stands where a poller of a REST interface would: fetches nothing, until the shutdown.
Coro<> run_poller(Common& common);

}  // namespace foliot
