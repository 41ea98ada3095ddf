#pragma once

/// Foliot inside GoogleTest and RapidCheck: FOLIOT_TEST, FOLIOT_PROP, and generators for the
/// arguments of properties: AnyProgram, FaultBudget, Latency, Workload.

#include "foliot/gtest.h"

// RapidCheck's glue leans on GoogleTest's macros and does not include them.
#include <rapidcheck/gtest.h>

#include "testing/generators.h"
#include "testing/prop.h"
