#include "strategies/fingerprint.h"

#include <utility>

#include "sim/handle_id.h"
#include "sim/rng.h"

namespace foliot {

void Fingerprint::on_choice(const Decision& decision) {
    const ChoicePoint& point = decision.point;
    if (point.kind != ChoiceKind::ready) sum_ += mix(point.key, decision.taken + 1);
}

void Fingerprint::on_step(const Step& step) {
    end_step();
    const std::uint64_t id = id_of(step.handle);
    step_ = mix(id, ++steps_[id]);
}

void Fingerprint::on_access(PathId object, Access access) {
    if (step_ != 0) footprint_.add(object, access);
}

void Fingerprint::end_step() {
    if (step_ == 0) return;
    std::uint64_t hash = step_;
    for (const Footprint::Entry& entry : footprint_.entries()) {
        const auto object = static_cast<std::uint64_t>(entry.object);
        const Users& users = objects_[object];
        const std::uint64_t seen = entry.written ? mix(users.writer, users.readers) : users.writer;
        hash += mix(object, seen);
    }
    for (const Footprint::Entry& entry : footprint_.entries()) {
        Users& users = objects_[static_cast<std::uint64_t>(entry.object)];
        if (entry.written) {
            users = {hash, 0};
        } else {
            users.readers += hash;
        }
    }
    sum_ += mix(hash, 0);
    footprint_.clear();
    step_ = 0;
}

std::uint64_t Fingerprint::take() {
    end_step();
    objects_.clear();
    steps_.clear();
    return std::exchange(sum_, 0);
}

}  // namespace foliot
