// The free functions that speak to the running loop.

#include "sim/loop.h"

#include "sim/error.h"

namespace foliot {

VirtualTime VirtualClock::now() {
    detail::Kernel& loop = detail::Kernel::running();
    loop.access(clock_path, Access::read);
    return loop.now();
}

std::uint32_t choose(std::uint32_t of, std::string_view label, ChoiceKind kind) {
    detail::Kernel* const loop = detail::Kernel::current();
    if (loop == nullptr) Failure(errors::no_running_loop).raise();
    return loop->choose(kind, of, label);
}

std::uint64_t draw(std::uint64_t bound) {
    if (bound == 0) throw ValueError("draw() needs a bound above 0");
    detail::Kernel* const loop = detail::Kernel::current();
    if (loop == nullptr) Failure(errors::no_running_loop).raise();
    return scale(loop->draw(), bound);
}

std::int64_t draw(std::int64_t low, std::int64_t high) {
    if (low > high) throw ValueError("draw() needs low <= high");
    const std::uint64_t span =
        static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
    // A span of 0 is all 2^64 values.
    detail::Kernel* const loop = detail::Kernel::current();
    if (loop == nullptr) Failure(errors::no_running_loop).raise();
    const std::uint64_t bits = loop->draw();
    const std::uint64_t offset = span == 0 ? bits : scale(bits, span);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + offset);
}

void publish(std::string_view name, std::int64_t value) {
    if (detail::Kernel* const loop = detail::Kernel::current(); loop != nullptr)
        loop->publish({std::string(name), value});
}

void publish(std::string_view name, Duration time) {
    if (detail::Kernel* const loop = detail::Kernel::current(); loop != nullptr)
        loop->publish({std::string(name), time.count(), true});
}

void gauge(std::string_view name, std::int64_t value) {
    detail::Kernel* const loop = detail::Kernel::current();
    if (loop == nullptr || !loop->observed()) return;
    TraceEvent event{events::gauge, loop->current_task()};
    event.value = value;
    event.text = name;
    loop->emit(event);
}

void note(std::string_view text, std::int64_t value, std::source_location where) {
    detail::Kernel* const loop = detail::Kernel::current();
    if (loop == nullptr || !loop->observed()) return;
    TraceEvent event{events::note, loop->current_task()};
    event.value = value;
    event.text = text;
    event.where = where;
    loop->emit(event);
}

}  // namespace foliot
