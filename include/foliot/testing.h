#pragma once

/// Foliot inside GoogleTest and RapidCheck: FOLIOT_TEST, FOLIOT_PROP, and generators for the
/// arguments of properties: AnyProgram, FaultBudget, Latency, Workload.

#include <gtest/gtest.h>

// RapidCheck's glue leans on GoogleTest's macros and does not include them.
#include <rapidcheck/gtest.h>

#include "foliot/foliot.h"
#include "properties/generators/any_program.h"
#include "properties/generators/faults.h"
#include "properties/generators/latency.h"
#include "properties/generators/workload.h"
#include "testing/prop.h"
#include "testing/test.h"
