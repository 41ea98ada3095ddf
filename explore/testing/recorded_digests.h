#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>

#include "explore/runner.h"
#include "sim/rng.h"
#include "traces/file/digest.h"

namespace foliot {

/// The digests that a test has made, compared with the recorded ones when this goes.
class RecordedDigests {
  public:
    RecordedDigests() {
        std::ifstream stream("explore/digests.txt");
        std::string name;
        std::string digest;
        while (stream >> name >> digest)
            recorded_[name] = digest;
    }
    RecordedDigests(const RecordedDigests&) = delete;
    RecordedDigests& operator=(const RecordedDigests&) = delete;
    ~RecordedDigests() {
        EXPECT_TRUE(same_) << "explore/digests.txt differs from:\n" << made_.str();
    }

    void add(const std::string& name, std::uint64_t digest) {
        const std::string text = digest_text(digest);
        made_ << name << ' ' << text << '\n';
        const auto at = recorded_.find(name);
        same_ = same_ && at != recorded_.end() && at->second == text;
    }

  private:
    std::map<std::string, std::string> recorded_;
    std::ostringstream made_;
    bool same_ = true;
};

/// One digest for `runs` runs with the seeds from 1 on.
inline std::uint64_t digest_of_runs(const Scenario& scenario, RunSettings settings,
                                    std::uint64_t runs) {
    Runner runner(scenario, std::move(settings));
    std::uint64_t all = 0;
    for (std::uint64_t seed = 1; seed <= runs; ++seed)
        all = mix(all, runner.record(seed).trace.digest);
    return all;
}

}  // namespace foliot
