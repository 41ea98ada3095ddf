#pragma once

#include <cstdint>

#include "sim/detail/path_map.h"
#include "sim/observer.h"
#include "strategies/footprint.h"

namespace foliot {

/// What stays the same when steps that do not conflict change places: a hash of the steps and of
/// which came before which on the objects that they share. Runs with equal fingerprints come to
/// the same (Mazurkiewicz traces; see docs/search.md).
class Fingerprint final : public Observer {
  public:
    Hears hears() const override { return {false, true, true, false, true}; }
    void on_choice(const Decision& decision) override;
    void on_step(const Step& step) override;
    void on_access(PathId object, Access access) override;

    /// Of the run so far. Then forgets it.
    std::uint64_t take();

  private:
    /// Who used an object: the latest to write it, and all that have read it since.
    struct Users {
        std::uint64_t writer = 0;
        std::uint64_t readers = 0;
    };

    void end_step();

    detail::PathMap<Users> objects_;
    detail::PathMap<std::uint32_t> steps_;  // made, by handle
    std::uint64_t step_ = 0;                // who runs and how often it ran before; 0: nobody
    Footprint footprint_;
    std::uint64_t sum_ = 0;
};

}  // namespace foliot
