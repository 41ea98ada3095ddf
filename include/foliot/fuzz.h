#pragma once

/// Foliot inside a fuzzer: FOLIOT_FUZZ.

#include "foliot/foliot.h"
#include "testing/fuzz.h"
