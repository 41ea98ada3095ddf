#include "traces/file/digest.h"

#include <initializer_list>
#include <string_view>

#include "sim/hash.h"
#include "sim/rng.h"

namespace foliot {

namespace {

std::uint64_t fold(std::initializer_list<std::uint64_t> words) {
    std::uint64_t state = 0;
    for (const std::uint64_t word : words)
        state = mix(state, word);
    return state;
}

}  // namespace

/// Goes through events in their order. Those of one step have most of when and why in common, which
/// is folded once.
class TraceHashes::Instant {
  public:
    Instant() { begin(0, 0); }

    /// Step, time, cause and value, folded.
    std::uint64_t of(const RecordedEvent& event) {
        if (event.step != step_ || event.time_ns != time_ns_) begin(event.step, event.time_ns);
        if (event.cause == no_step && event.value == 0) return plain_;
        return mix(mix(when_, event.cause), static_cast<std::uint64_t>(event.value));
    }

  private:
    void begin(std::uint64_t step, std::int64_t time_ns) {
        step_ = step;
        time_ns_ = time_ns;
        when_ = mix(mix(0, step), static_cast<std::uint64_t>(time_ns));
        plain_ = mix(mix(when_, no_step), 0);
    }

    std::uint64_t step_ = 0;
    std::int64_t time_ns_ = 0;
    std::uint64_t when_ = 0;   // step and time
    std::uint64_t plain_ = 0;  // and neither cause nor value
};

std::uint64_t digest_of(const Trace& trace) {
    return TraceHashes(trace).digest();
}

std::uint64_t TraceHashes::digest() const {
    std::uint64_t digest = fold({hash_of(trace_schema), trace_.choices.size(), trace_.events.size(),
                                 trace_.dropped, hash_of(name_of(trace_.outcome.verdict))});
    for (const RecordedChoice& each : trace_.choices)
        digest = mix(digest, choice(each));
    Instant instant;
    for (const RecordedEvent& each : trace_.events)
        digest = mix(digest, deed(each, instant.of(each)));
    return digest;
}

TraceHashes::TraceHashes(const Trace& trace) : trace_(trace) {
    for (std::size_t kind = 0; kind < kinds_.size(); ++kind)
        kinds_[kind] = mix(0, hash_of(name_of(static_cast<ChoiceKind>(kind))));
    strings_.reserve(trace.strings.size());
    for (std::uint32_t id = 0; id < trace.strings.size(); ++id)
        strings_.emplace_back(hash(StringId{id}));
    verbs_.reserve(trace.kinds.size());
    for (std::size_t id = 0; id < trace.kinds.size(); ++id)
        verbs_.emplace_back(hash_of(trace.kinds[static_cast<KindId>(id)].name()));
    tasks_.reserve(trace.tasks.size() + 1);
    tasks_.emplace_back(0);
    for (const RecordedTask& task : trace.tasks)
        tasks_.emplace_back(fold({hash(task.path), hash(task.name)}));
    objects_.reserve(trace.objects.size() + 1);
    objects_.emplace_back(0);
    for (const RecordedObject& object : trace.objects)
        objects_.emplace_back(fold({hash(object.path), hash(object.kind), hash(object.name)}));
}

std::uint64_t TraceHashes::choice(const RecordedChoice& choice) const {
    const std::uint64_t kind = kinds_[static_cast<std::size_t>(choice.kind)];
    return word_of(choice.what).mixed_into(mix(mix(kind, choice.of), choice.taken));
}

std::uint64_t TraceHashes::event(const RecordedEvent& event) const {
    return deed(event, Instant().of(event));
}

// Both callers are better off with a copy of their own.
[[gnu::always_inline]] inline std::uint64_t TraceHashes::deed(const RecordedEvent& event,
                                                              std::uint64_t start) const {
    static_assert(nobody + 1 == 0, "nobody comes first among tasks and objects");
    std::uint64_t state = tasks_[event.task + 1].mixed_into(start);
    state = verbs_[static_cast<std::size_t>(event.kind)].mixed_into(state);
    state = objects_[event.object + 1].mixed_into(state);
    state = tasks_[event.other + 1].mixed_into(state);
    if (trace_.kind(event) == events::end) [[unlikely]]
        return mix(state, ending(event.text));
    return word_of(event.text).mixed_into(state);
}

/// How a task ended: "ok", or the name of an error, after which its text may stand.
std::uint64_t TraceHashes::ending(StringId text) const {
    const std::string_view ended = trace_.text(text);
    return hash_of(ended.substr(0, ended.find(':')));
}

std::string digest_text(std::uint64_t digest) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4)
        text += digits[(digest >> static_cast<unsigned>(shift)) & 0xfU];
    return text;
}

}  // namespace foliot
