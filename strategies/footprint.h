#pragma once

#include <cstdint>
#include <vector>

#include "sim/observer.h"
#include "sim/path.h"

namespace foliot {

/// What steps read and wrote.
class Footprint {
  public:
    void add(PathId object, Access access) {
        for (Entry& entry : entries_) {
            if (entry.object != object) continue;
            entry.written |= access == Access::write;
            return;
        }
        entries_.push_back({object, access == Access::write});
    }
    void add(const Footprint& other) {
        for (const Entry& entry : other.entries_)
            add(entry.object, entry.written ? Access::write : Access::read);
    }
    void clear() { entries_.clear(); }

    /// Both use an object that one of them writes: their order matters.
    bool conflicts(const Footprint& other) const {
        for (const Entry& mine : entries_) {
            for (const Entry& theirs : other.entries_) {
                if (mine.object == theirs.object && (mine.written || theirs.written)) return true;
            }
        }
        return false;
    }

    struct Entry {
        PathId object;
        bool written;
    };
    const std::vector<Entry>& entries() const { return entries_; }

  private:
    std::vector<Entry> entries_;  // few: each object once
};

}  // namespace foliot
