#pragma once

#include <string>

#include "coordinator/common.h"
#include "sim/coro.h"

namespace foliot {

/// While it has a seat, takes batches out of the buffer and has their indicators computed on the
/// pool; until the buffer is closed and empty. Updates of a batch that is cancelled count as
/// dropped, unless theirs were computed by then.
Coro<> run_processor(Common& common, std::string name);

}  // namespace foliot
