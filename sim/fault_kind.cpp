#include "sim/fault_kind.h"

#include <algorithm>

#include "sim/detail/assert.h"
#include "sim/hash.h"

namespace foliot {

namespace {

/// 24 bits of the name, above those of Foliot's own kinds.
std::uint64_t key_of(std::string_view name) {
    return (hash_of(name) & 0x7fffffU) | 0x800000U;
}

/// Works on the list of a budget, which may be const.
template <class List>
auto entry_of(List& others, const Fault& fault) {
    return std::find_if(others.begin(), others.end(),
                        [&fault](const AllowedFaults& each) { return each.fault == &fault; });
}

}  // namespace

// The keys are part of what a seed means: they never change.
const Fault Fault::delay({"delay", "delay", "delays", true}, 1, &FaultBudget::delays,
                         &FaultBudget::delay);
const Fault Fault::failure({"failure", "failure", "failures"}, 2, &FaultBudget::failures);
const Fault Fault::stall({"stall", "stall", "stalls", true}, 3, &FaultBudget::stalls,
                         &FaultBudget::stall);
const Fault Fault::disconnect({"disconnect", "disconnect", "disconnects"}, 4,
                              &FaultBudget::disconnects);
const Fault Fault::cancel({"cancel", "cancellation", "cancellations"}, 5,
                          &FaultBudget::cancellations);

Fault::Fault(const Words& words) : Fault(words, key_of(words.name), nullptr) {}

Fault::Fault(const Words& words, std::uint64_t key, std::uint32_t FaultBudget::*count,
             Duration FaultBudget::*takes)
    : words_(words),
      key_(key),
      far_off_(std::string(words.name) + " far off"),
      offset_(std::string(words.name) + " offset"),
      count_(count),
      takes_(takes) {
    std::vector<const Fault*>& all = list();
    const auto at = std::lower_bound(all.begin(), all.end(), key,
                                     [](const Fault* each, auto key) { return each->key_ < key; });
    const bool fresh = at == all.end() || (*at)->key_ != key;
    FOLIOT_ASSERT(fresh, "kinds of faults have names of their own; give this one another");
    all.insert(at, this);
}

Fault::~Fault() {
    std::erase(list(), this);
}

std::vector<const Fault*>& Fault::list() {
    static std::vector<const Fault*> all;
    return all;
}

const std::vector<const Fault*>& Fault::all() {
    return list();
}

ChoiceKind Fault::choice() const {
    return this == &cancel ? ChoiceKind::cancel : ChoiceKind::fault;
}

void FaultBudget::allow(const AllowedFaults& allowed) {
    const Fault& fault = *allowed.fault;
    if (fault.count_ != nullptr) {
        this->*fault.count_ = allowed.count;
        if (fault.takes_ != nullptr) this->*fault.takes_ = allowed.takes;
    } else if (const auto at = entry_of(others, fault); at != others.end()) {
        *at = allowed;
    } else {
        others.push_back(allowed);
    }
}

std::uint32_t FaultBudget::count(const Fault& fault) const {
    if (fault.count_ != nullptr) return this->*fault.count_;
    const auto at = entry_of(others, fault);
    return at == others.end() ? 0 : at->count;
}

Duration FaultBudget::takes(const Fault& fault) const {
    if (!fault.lasts()) return Duration::zero();
    if (fault.takes_ != nullptr) return this->*fault.takes_;
    const auto at = entry_of(others, fault);
    return at == others.end() ? Duration::zero() : at->takes;
}

}  // namespace foliot
