#include "properties/testing/prop.h"

#include <algorithm>
#include <exception>

namespace foliot {

std::ostream& operator<<(std::ostream& stream, const Schedule& schedule) {
    const auto off = std::count_if(schedule.bytes.begin(), schedule.bytes.end(),
                                   [](std::uint8_t byte) { return byte != 0; });
    stream << "schedule with " << off << " choices that may differ from fifo:";
    for (std::size_t i = 0; i < schedule.bytes.size(); ++i) {
        if (schedule.bytes[i] != 0) stream << " #" << i << "=" << int{schedule.bytes[i]};
    }
    return stream;
}

void detail::raise_failure(const Outcome& outcome) {
    if (!outcome.failed()) return;
    const bool own = outcome.verdict == Verdict::check;
    if (outcome.error && !own) std::rethrow_exception(outcome.error);
    std::string message = std::string(name_of(outcome.verdict)) + ": " + outcome.message;
    const std::string place = place_of(outcome.where);
    if (!place.empty()) message += "  " + place;
    RC_FAIL(message);
}

}  // namespace foliot

namespace rc {

Gen<foliot::Schedule> Arbitrary<foliot::Schedule>::arbitrary() {
    // Longer than other values of the same size: a run makes many choices.
    constexpr double stretch = 4;
    return gen::map(
        gen::scale(stretch,
                   gen::container<std::vector<std::uint8_t>>(gen::inRange<std::uint8_t>(0, 255))),
        [](std::vector<std::uint8_t> bytes) { return foliot::Schedule{std::move(bytes)}; });
}

}  // namespace rc
