#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "explore/explore.h"
#include "explore/workers/part.h"

namespace foliot {

/// Some runs of a part. A part whose run took its worker with it is made of several.
struct Segment {
    std::size_t part;
    std::uint64_t first_run;
    std::uint64_t runs;
};

/// Makes segments with one explorer, or with one for each part where parts have prefixes. Each
/// failing run is made again, in another process, for its choices.
class Maker {
  public:
    /// `scenario` and `parts` outlive this. A run that is made again is killed after `run_timeout`.
    Maker(const Scenario& scenario, ExploreOptions options, const std::vector<Part>& parts,
          std::chrono::milliseconds run_timeout);

    PartReport make(const Segment& segment);

  private:
    const Scenario& scenario_;
    ExploreOptions options_;
    const std::vector<Part>& parts_;
    std::unique_ptr<Explorer> explorer_;
};

}  // namespace foliot
