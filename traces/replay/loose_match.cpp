#include "traces/replay/loose_match.h"

#include <algorithm>

namespace foliot {

namespace {

// How far to look ahead for a choice that is alike, and for one that is merely possible. Further
// than that, a name that recurs is more likely another occasion than the same one.
constexpr std::size_t far = 64;
constexpr std::size_t near = 8;

}  // namespace

LooseMatch::LooseMatch(const Trace& recorded, Names& names)
    : recorded_(recorded), names_(names), made_(recorded.choices.size()) {
    std::map<std::pair<StringId, std::uint32_t>, std::size_t> known;  // by answer: in answers_
    for (std::size_t i = 0; i < recorded.choices.size(); ++i) {
        const RecordedChoice& choice = recorded.choices[i];
        const StringId what = names.strings().intern(recorded.text(choice.what));
        if (precedes_step(choice.kind)) {
            const StringId fifo =
                choice.taken == 0 ? what : names.strings().intern(recorded.text(choice.fifo));
            shared_.push_back({choice.kind, choice.of, what, fifo, i});
        } else {
            const auto [at, added] = known.try_emplace({what, choice.taken}, answers_.size());
            if (added) answers_.push_back({what, choice.taken, {}});
            answers_[at->second].choices.push_back(i);
        }
    }
}

std::uint32_t LooseMatch::pick(const ChoicePoint& point) {
    return precedes_step(point.kind) ? pick_shared(point) : pick_asked(point);
}

std::uint32_t LooseMatch::pick_asked(const ChoicePoint& point) {
    Stream& stream = stream_of(point);
    if (stream.next == stream.choices.size()) return 0;
    const std::size_t index = stream.choices[stream.next++];
    const RecordedChoice& choice = recorded_.choices[index];
    if (choice.kind != point.kind || choice.taken >= point.of) return 0;
    made_[index] = true;
    return choice.taken;
}

/// Answers belong to the question that has a name for them.
LooseMatch::Stream& LooseMatch::stream_of(const ChoicePoint& point) {
    const auto [at, added] = streams_.try_emplace(names_.option(point, 0));
    Stream& stream = at->second;
    if (!added) return stream;
    for (const Answer& answer : answers_) {
        if (names_.option(point, answer.taken) != answer.what) continue;
        stream.choices.insert(stream.choices.end(), answer.choices.begin(), answer.choices.end());
    }
    std::sort(stream.choices.begin(), stream.choices.end());
    return stream;
}

std::uint32_t LooseMatch::pick_shared(const ChoicePoint& point) {
    if (next_ == shared_.size()) return 0;
    note_ranks(point);
    const StringId oldest = names_.option(point, 0);
    const auto possible = [&](const Wanted& wanted) {
        return wanted.kind == point.kind && offered(wanted.what);
    };
    if (possible(shared_[next_])) return take(next_);
    const std::size_t far_end = std::min(shared_.size(), next_ + far);
    for (std::size_t i = next_ + 1; i < far_end; ++i) {
        const Wanted& wanted = shared_[i];
        if (possible(wanted) && wanted.of == point.of && wanted.fifo == oldest) return take(i);
    }
    const std::size_t near_end = std::min(shared_.size(), next_ + near);
    for (std::size_t i = next_ + 1; i < near_end; ++i) {
        const Wanted& wanted = shared_[i];
        const bool both = wanted.fifo == no_string || offered(wanted.fifo);
        if (possible(wanted) && both) return take(i);
    }
    return 0;
}

std::uint32_t LooseMatch::take(std::size_t at) {
    made_[shared_[at].index] = true;
    next_ = at + 1;
    return ranks_[static_cast<std::size_t>(shared_[at].what)].rank;
}

void LooseMatch::note_ranks(const ChoicePoint& point) {
    ++current_;
    // From the last to the first, so that of two handles with one name the older counts.
    for (std::uint32_t rank = point.of; rank-- > 0;) {
        const auto name = static_cast<std::size_t>(names_.option(point, rank));
        if (name >= ranks_.size()) ranks_.resize(names_.strings().size());
        ranks_[name] = {current_, rank};
    }
}

bool LooseMatch::offered(StringId name) const {
    const auto at = static_cast<std::size_t>(name);
    return at < ranks_.size() && ranks_[at].choice == current_;
}

std::vector<std::size_t> LooseMatch::skipped() const {
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < made_.size(); ++i) {
        if (!made_[i] && recorded_.choices[i].taken != 0) indices.push_back(i);
    }
    return indices;
}

}  // namespace foliot
