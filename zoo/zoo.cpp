#include "zoo/zoo.h"

#include <algorithm>
#include <array>
#include <utility>

#include "zoo/world.h"

namespace foliot {

namespace {

/// A program of the zoo under the tool's roof: the zoo owns it, and lives as long.
class Registered final : public Scenario {
  public:
    explicit Registered(const Scenario& scenario) : scenario_(scenario) {}

    std::string name() const override { return scenario_.name(); }
    std::string summary() const override { return scenario_.summary(); }
    void adjust(LoopOptions& options) const override { scenario_.adjust(options); }
    Outcome run(Loop& loop, const Inputs& inputs) const override {
        return scenario_.run(loop, inputs);
    }

  private:
    const Scenario& scenario_;
};

std::vector<ZooProgram> collect() {
    using namespace zoo_programs;
    using Family = std::pair<const char*, Programs (*)()>;
    const std::array<Family, 18> families{{{"lock", locks},
                                           {"semaphore", semaphores},
                                           {"condition", conditions},
                                           {"event", events},
                                           {"event", notifications},
                                           {"barrier", barriers},
                                           {"queue", queues},
                                           {"timeout", wait_fors},
                                           {"timeout", timeouts},
                                           {"group", groups},
                                           {"go", go_locks},
                                           {"go", go_channels},
                                           {"classic", sctbench},
                                           {"classic", classics},
                                           {"classic", deadlocks},
                                           {"application", applications},
                                           {"application", shutdowns},
                                           {"uneven", uneven}}};
    std::vector<ZooProgram> all;
    for (const auto& [name, programs] : families) {
        for (ZooProgram& each : programs()) {
            each.family = name;
            all.push_back(std::move(each));
        }
    }
    return all;
}

}  // namespace

const std::vector<ZooProgram>& zoo() {
    static const std::vector<ZooProgram> all = collect();
    return all;
}

const ZooProgram* zoo_program(std::string_view name) {
    const auto at = std::find_if(zoo().begin(), zoo().end(),
                                 [name](const ZooProgram& each) { return each.name == name; });
    return at == zoo().end() ? nullptr : &*at;
}

void register_zoo() {
    Scenarios& all = Scenarios::all();
    for (const ZooProgram& each : zoo()) {
        for (const auto& twin : {each.broken, each.fixed}) {
            if (all.find(twin->name()) == nullptr) all.add(std::make_unique<Registered>(*twin));
        }
    }
}

std::string_view name_of(Tier tier) {
    constexpr std::array<std::string_view, 3> names{"T1", "T2", "T3"};
    return names.at(static_cast<std::size_t>(tier));
}

std::string_view name_of(Grade grade) {
    constexpr std::array<std::string_view, 5> names{"ordinary", "trivial", "fifo fails", "hard",
                                                    "beyond luck"};
    return names.at(static_cast<std::size_t>(grade));
}

}  // namespace foliot
