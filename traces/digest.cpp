#include "traces/digest.h"

#include <initializer_list>
#include <string_view>

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

std::uint64_t digest_of(const Trace& trace) {
    const TraceHashes hashes(trace);
    std::uint64_t digest = fold({hash_of(trace_schema), trace.choices.size(), trace.events.size(),
                                 trace.dropped, hash_of(name_of(trace.outcome.verdict))});
    for (const RecordedChoice& choice : trace.choices)
        digest = mix(digest, hashes.choice(choice));
    for (const RecordedEvent& event : trace.events)
        digest = mix(digest, hashes.event(event));
    return digest;
}

TraceHashes::TraceHashes(const Trace& trace) : trace_(trace) {
    for (const RecordedTask& task : trace.tasks)
        tasks_.push_back(fold({hash(task.path), hash(task.name)}));
    for (const RecordedObject& object : trace.objects)
        objects_.push_back(fold({hash(object.path), hash(object.kind), hash(object.name)}));
}

std::uint64_t TraceHashes::choice(const RecordedChoice& choice) const {
    return fold({hash_of(name_of(choice.kind)), choice.of, choice.taken, hash(choice.what)});
}

std::uint64_t TraceHashes::event(const RecordedEvent& event) const {
    const bool ended = trace_.text(event.what) == "end";
    return fold({event.step, static_cast<std::uint64_t>(event.time_ns), event.cause,
                 static_cast<std::uint64_t>(event.value),
                 event.task == nobody ? 0 : tasks_[event.task], hash(event.what),
                 event.object == nobody ? 0 : objects_[event.object],
                 event.other == nobody ? 0 : tasks_[event.other],
                 ended ? ending(event.text) : hash(event.text)});
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
