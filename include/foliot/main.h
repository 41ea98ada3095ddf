#pragma once

/// The tool's verbs for the scenarios of your own binary.

#include "cli/foliot_main.h"
