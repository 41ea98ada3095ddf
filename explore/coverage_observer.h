#pragma once

#include <cstdint>

#include "explore/coverage.h"
#include "sim/detail/path_map.h"
#include "sim/observer.h"
#include "strategies/fingerprint.h"

namespace foliot {

/// Looks at runs, one after the other.
class CoverageObserver final : public Observer {
  public:
    Hears hears() const override { return {false, true, true, false, true}; }
    void on_choice(const Decision& decision) override;
    void on_step(const Step& step) override;
    void on_access(PathId object, Access access) override;

    /// A run has ended.
    void end_run(Coverage& coverage);

  private:
    Fingerprint fingerprint_;
    detail::PathMap<bool> tasks_;
    std::uint64_t choices_ = 0;
    std::uint64_t steps_ = 0;
};

}  // namespace foliot
