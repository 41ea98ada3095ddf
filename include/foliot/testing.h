#pragma once

/// Foliot inside GoogleTest and RapidCheck: FOLIOT_TEST, FOLIOT_PROP.

#include <gtest/gtest.h>

// RapidCheck's glue leans on GoogleTest's macros and does not include them.
#include <rapidcheck/gtest.h>

#include "foliot/foliot.h"
#include "properties/testing/prop.h"
#include "properties/testing/test.h"
