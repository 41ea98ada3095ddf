#pragma once

/// Foliot inside GoogleTest: FOLIOT_TEST. For FOLIOT_PROP, which needs RapidCheck, include
/// <foliot/testing.h>; a file that does not need it compiles faster with this one.

#include <gtest/gtest.h>

#include "foliot/foliot.h"
#include "testing/test.h"
