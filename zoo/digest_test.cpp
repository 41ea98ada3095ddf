#include <gtest/gtest.h>

#include "explore/testing/recorded_digests.h"
#include "zoo/zoo.h"

namespace foliot {
namespace {

TEST(ZooDigest, IsTheSameInEveryBuild) {
    RecordedDigests digests;
    for (const ZooProgram& program : zoo()) {
        RunSettings settings;
        settings.strategy = "portfolio";
        digests.add(program.broken->name(), digest_of_runs(*program.broken, settings, 5));
    }
}

}  // namespace
}  // namespace foliot
