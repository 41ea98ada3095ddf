#include "explore/workers/dfs_parts.h"

#include <atomic>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "explore/workers/child_process.h"
#include "explore/workers/shared_memory.h"
#include "strategies/dfs.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

/// Parts of a search, where there are as many: so that workers can share them out.
constexpr std::size_t enough_parts = 64;
constexpr std::size_t deepest = 24;

std::vector<Part> parts_here(const Scenario& scenario, const ExploreOptions& options) {
    std::vector<Part> parts;
    for (std::size_t depth = 1; depth <= deepest && parts.size() < enough_parts; ++depth) {
        auto owned = std::make_unique<DfsStrategy>(depth);
        DfsStrategy& search = *owned;
        Runner runner(scenario, options, std::move(owned), options.around);
        const std::size_t before = parts.size();
        parts.clear();
        do {
            static_cast<void>(runner.run(options.seed));
            parts.push_back({0, 0, search.turns()});
        } while (search.next());
        if (parts.size() == before) break;  // it does not branch any more
    }
    return parts;
}

}  // namespace

std::vector<Part> dfs_parts(const Scenario& scenario, const ExploreOptions& options,
                            std::chrono::milliseconds run_timeout,
                            const std::function<bool()>& stop) {
    const SharedMemory<std::atomic<std::uint64_t>> runs(1);
    ChildProcess process([&](const ChildProcess::Say& say) {
        ExploreOptions counted = options;
        counted.around = [&runs](const std::function<Outcome()>& run) {
            ++runs[0];
            return run();
        };
        Json parts = Json::array();
        for (const Part& part : parts_here(scenario, counted)) {
            parts.push_back(Json::array());
            for (const Turn& turn : part.prefix)
                parts.back().push_back({turn.taken, turn.of});
        }
        say(parts.dump());
    });
    std::vector<Part> parts;
    ChildProcess::Patience patience;
    patience.silence = run_timeout;
    patience.beat = [&runs] { return runs[0].load(); };
    patience.stop = stop;
    const ProcessEnd end = process.hear_out(
        [&parts](const std::string& text) {
            for (const Json& prefix : Json::parse(text)) {
                Part part;
                for (const Json& turn : prefix)
                    part.prefix.push_back({turn.at(0), turn.at(1)});
                parts.push_back(std::move(part));
            }
        },
        patience);
    if (!end.finished()) parts.clear();
    return parts;
}

}  // namespace foliot
