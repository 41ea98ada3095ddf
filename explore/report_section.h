#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "sim/observer.h"
#include "sim/outcome.h"

namespace foliot {

class Loop;

/// A part of the report on one run: listens to the run, then says what it has seen. Fails nothing.
class ReportSection : public Observer {
  public:
    /// Listens to the run of `loop`, which has not begun. Must outlive the run.
    virtual void watch(Loop& loop);
    /// The run is over.
    virtual void finish(Outcome& /*outcome*/) {}

    /// The member of the JSON document that holds it: "primitives".
    virtual std::string key() const = 0;
    /// Prints tables for a terminal; nothing if there is nothing to say.
    virtual void print(std::ostream& out) const = 0;
    virtual nlohmann::ordered_json json() const = 0;
};

/// Makes the sections that folders above this one, and users, add to every report.
class ReportSections {
  public:
    using Factory = std::function<std::unique_ptr<ReportSection>()>;

    static ReportSections& all();

    void add(Factory factory) { factories_.push_back(std::move(factory)); }
    /// One section of each kind, in the order in which they were added.
    std::vector<std::unique_ptr<ReportSection>> make() const;

  private:
    std::vector<Factory> factories_;
};

}  // namespace foliot
