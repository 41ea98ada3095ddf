#include "explore/coverage.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/handle.h"

namespace foliot {

void Coverage::add(const Coverage& other) {
    runs += other.runs;
    steps += other.steps;
    most_steps = std::max(most_steps, other.most_steps);
    most_tasks = std::max(most_tasks, other.most_tasks);
    most_choices = std::max(most_choices, other.most_choices);
    for (const auto& [fingerprint, count] : other.classes)
        classes[fingerprint] += count;
}

std::uint64_t Coverage::met_once() const {
    return static_cast<std::uint64_t>(std::count_if(
        classes.begin(), classes.end(), [](const auto& each) { return each.second == 1; }));
}

std::uint64_t Coverage::unseen_permille() const {
    return runs == 0 ? 1'000 : met_once() * 1'000 / runs;
}

std::uint64_t Coverage::pct_permille(std::uint32_t depth) const {
    if (runs == 0 || most_tasks == 0) return 0;
    const auto choices = static_cast<double>(std::max<std::uint64_t>(1, most_choices));
    const double one = 1 / (static_cast<double>(most_tasks) * std::pow(choices, depth - 1));
    const double missed = std::pow(1 - one, static_cast<double>(runs));
    return static_cast<std::uint64_t>(1'000 * (1 - missed));
}

std::string Coverage::text() const {
    if (runs == 0) return {};
    const auto percent = [](std::uint64_t permille) {
        return std::to_string(permille / 10) + "." + std::to_string(permille % 10) + " %";
    };
    std::string text = "  covered: " + std::to_string(classes.size()) + " classes of orders in " +
                       std::to_string(runs) + " runs, up to " + std::to_string(most_tasks) +
                       " tasks, " + std::to_string(most_steps) + " steps and " +
                       std::to_string(most_choices) + " choices of what runs next\n";
    text += "  unseen:  the next run is of a new class with a probability of about " +
            percent(unseen_permille()) + "\n";
    text +=
        "  depth:   as many runs of pct find a bug of depth 1, 2, 3 with a probability of at "
        "least " +
        percent(pct_permille(1)) + ", " + percent(pct_permille(2)) + ", " +
        percent(pct_permille(3)) + "\n";
    return text;
}

}  // namespace foliot
