#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "shrink/trials/follower.h"

namespace foliot {

/// One choice of a list, by its place in it.
struct ListedChoice {
    ChoiceKind kind{};
    std::uint32_t taken = 0;

    bool operator==(const ListedChoice&) const = default;
};

/// The choices of a run, without the tame ones at the end.
std::vector<ListedChoice> list_of(const std::vector<MadeChoice>& choices);
/// Drops the tame choices at the end, which go without saying.
void drop_tame_end(std::vector<ListedChoice>& list);

/// Such a list as text, and back.
std::string words_of(const std::vector<ListedChoice>& list);
std::vector<ListedChoice> list_from(const std::string& words);

/// Makes choices by their places in a list. Where the list has another kind of choice, or an option
/// that there is not, and after its end, it takes the tame one.
class ListedRun final : public Follower {
  public:
    explicit ListedRun(std::vector<ListedChoice> list) : list_(std::move(list)) {}

  private:
    std::uint32_t choose(const ChoicePoint& point) override;

    std::vector<ListedChoice> list_;
};

}  // namespace foliot
