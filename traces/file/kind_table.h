#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/event_kind.h"

namespace foliot {

/// A kind of event in a KindTable; those below event_kinds.size() are the built-in ones.
enum class KindId : std::uint16_t {};

/// The kinds of events of a run: the built-in ones, and what users define. Events refer to them by
/// number.
class KindTable {
  public:
    /// The number of this kind, which lives as long as the program; it is added if it is new.
    KindId id_of(const EventKind& kind) {
        // In bytes, for it may stand elsewhere.
        const auto offset = reinterpret_cast<std::uintptr_t>(&kind) -
                            reinterpret_cast<std::uintptr_t>(event_kinds.data());
        if (offset < sizeof(event_kinds)) [[likely]]
            return static_cast<KindId>(offset / sizeof(EventKind));
        return add(kind);
    }
    /// The kind of this name in a file that does not describe it: a built-in one, or one that means
    /// nothing until it is described. None if there are too many.
    std::optional<KindId> named(const std::string& name);
    /// The kind that a file describes; what is called so is this one from now on, unless another
    /// one was described before. None if there are too many.
    std::optional<KindId> describe(const std::string& name, Meaning meaning, Quantity quantity,
                                   int change);

    const EventKind& operator[](KindId id) const {
        const auto index = static_cast<std::size_t>(id);
        return index < event_kinds.size() ? event_kinds[index] : *own_[index - event_kinds.size()];
    }
    std::size_t size() const { return event_kinds.size() + own_.size(); }

  private:
    struct Described;

    static constexpr std::size_t most = 0xffff;

    KindId add(const EventKind& kind);
    KindId keep(const std::string& name, Meaning meaning, Quantity quantity, int change);

    std::vector<const EventKind*> own_;
    std::vector<std::shared_ptr<const Described>> described_;  // those of own_ that a file named
    std::map<std::string, KindId> by_name_;                    // that a file named
};

}  // namespace foliot
