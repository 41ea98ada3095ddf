#pragma once

/// Foliot inside a fuzzer: FOLIOT_FUZZ.

#include "foliot/foliot.h"
#include "properties/testing/fuzz.h"
