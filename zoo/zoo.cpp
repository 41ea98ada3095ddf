#include "zoo/zoo.h"

#include <array>
#include <utility>

#include "sim/detail/enum_names.h"
#include "zoo/world.h"

namespace foliot {

namespace {

std::vector<ZooProgram> collect() {
    using namespace zoo_programs;
    using Family = std::pair<const char*, Programs (*)()>;
    const std::array<Family, 18> families{{{"lock", locks},
                                           {"semaphore", semaphores},
                                           {"condition", conditions},
                                           {"event", zoo_programs::events},
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

std::string_view name_of(Tier tier) {
    constexpr detail::EnumNames<Tier::uneven> names("T1", "T2", "T3");
    return names[tier];
}

std::string_view name_of(Grade grade) {
    constexpr detail::EnumNames<Grade::beyond_luck> names("ordinary", "trivial", "fifo fails",
                                                          "hard", "beyond luck");
    return names[grade];
}

}  // namespace foliot
