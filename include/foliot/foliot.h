#pragma once

/// The whole library: one include for those who use Foliot.
