#pragma once

/// Foliot inside GoogleTest and RapidCheck.

#include <gtest/gtest.h>

// RapidCheck's glue leans on GoogleTest's macros and does not include them.
#include <rapidcheck/gtest.h>

#include "foliot/foliot.h"
