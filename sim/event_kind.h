#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace foliot {

/// What an event says to whoever judges a run by its events alone.
enum class Meaning : std::uint8_t {
    tells,       ///< nothing that a law could judge
    waits_for,   ///< the task blocks until there is what it wants of the object
    wakes,       ///< the task is ready again; not because it has what it wanted if `cancelled`
    granted,     ///< the task has what it wanted, and holds it until it gives it back
    passes,      ///< the task has what it wanted, and holds nothing
    gives_back,  ///< the task gives back what it held; of a condition's lock: to wait without it
    gives_up,    ///< the task no longer wants it, or came too late to use it
    changes,     ///< a quantity of the object is another one than before
    ends,        ///< the task is over
};

/// What an object has so much of, or what a task may wait for.
enum class Quantity : std::uint8_t {
    none,
    flag,           ///< of an event: 1 if it is set
    permits,        ///< of a semaphore: those that are free
    items,          ///< of a queue
    room,           ///< of a queue: for more items
    unfinished,     ///< of a queue: items that are not done; who joins waits until there are none
    notifications,  ///< of a condition: waiters that were woken
    parties,        ///< of a barrier; the event's value is the party's index
    open,           ///< of a queue or barrier: 1 if it is neither shut down nor broken
    bound,          ///< the most that an object may have, or has when it is full
};

std::string_view name_of(Meaning meaning);
std::string_view name_of(Quantity quantity);
/// None if none is called so.
std::optional<Meaning> meaning_named(std::string_view name);
std::optional<Quantity> quantity_named(std::string_view name);
inline constexpr std::size_t quantities = static_cast<std::size_t>(Quantity::bound) + 1;

/// A kind of event: the verb, and what it means. Kinds are objects that are never copied: two are
/// the same if they are the same object. Users define kinds for primitives of their own, as
/// variables that live as long as the program:
///
///     inline constexpr EventKind push("push", Meaning::changes, Quantity::items, +1);
class EventKind {
  public:
    /// `name` is a literal. `change` is by how much the event changes the quantity; 0: to what its
    /// value says.
    explicit constexpr EventKind(std::string_view name, Meaning meaning = Meaning::tells,
                                 Quantity quantity = Quantity::none, int change = 0)
        : name_(name), change_(change), meaning_(meaning), quantity_(quantity) {}
    EventKind(const EventKind&) = delete;
    EventKind& operator=(const EventKind&) = delete;

    constexpr std::string_view name() const { return name_; }
    constexpr Meaning meaning() const { return meaning_; }
    constexpr Quantity quantity() const { return quantity_; }
    constexpr int change() const { return change_; }

    constexpr bool is(Meaning meaning) const { return meaning_ == meaning; }
    /// It changes this quantity in this direction: up, down, or (0) to a value.
    constexpr bool changes(Quantity quantity, int change) const {
        return meaning_ == Meaning::changes && quantity_ == quantity && change_ == change;
    }
    friend constexpr bool operator==(const EventKind& a, const EventKind& b) { return &a == &b; }

  private:
    std::string_view name_;
    std::int32_t change_;
    Meaning meaning_;
    Quantity quantity_;
};

/// The kinds that the kernel and the primitives report, each once.
inline constexpr std::array event_kinds{
    // Of the kernel.
    EventKind("step"),
    EventKind("spawn"),
    EventKind("wait", Meaning::waits_for),
    EventKind("wake", Meaning::wakes),
    EventKind("yield"),
    EventKind("cancel"),
    EventKind("end", Meaning::ends),
    EventKind("advance"),
    EventKind("spend"),
    EventKind("note"),
    EventKind("gauge"),
    EventKind("fault"),
    // Of several primitives.
    EventKind("acquire", Meaning::granted),
    EventKind("release", Meaning::gives_back),
    EventKind("abandon", Meaning::gives_up),
    EventKind("shutdown", Meaning::changes, Quantity::open, -1),
    // Of semaphores.
    EventKind("grant", Meaning::changes, Quantity::permits, -1),
    // Of events.
    EventKind("set", Meaning::changes, Quantity::flag, +1),
    EventKind("clear", Meaning::changes, Quantity::flag, -1),
    EventKind("pass", Meaning::passes, Quantity::flag),
    // Of conditions.
    EventKind("release_to_wait", Meaning::gives_back),
    EventKind("notify", Meaning::changes, Quantity::notifications),
    EventKind("return", Meaning::passes, Quantity::notifications),
    // Of barriers.
    EventKind("arrive", Meaning::changes, Quantity::parties, +1),
    EventKind("leave", Meaning::changes, Quantity::parties, -1),
    EventKind("reset", Meaning::changes, Quantity::open, +1),
    EventKind("abort", Meaning::changes, Quantity::open, -1),
    // Of queues.
    EventKind("put", Meaning::changes, Quantity::items, +1),
    EventKind("get", Meaning::changes, Quantity::items, -1),
    EventKind("task_done", Meaning::changes, Quantity::unfinished, -1),
    EventKind("join", Meaning::passes, Quantity::unfinished),
    // Of shared variables.
    EventKind("read"),
    EventKind("write"),
    // Of thread pools.
    EventKind("submit"),
    EventKind("start"),
    EventKind("finish"),
};

namespace detail {

/// A name that is not in the table does not compile.
consteval const EventKind& event_kind(std::string_view name) {
    for (const EventKind& kind : event_kinds) {
        if (kind.name() == name) return kind;
    }
    throw "no such kind of event";
}

}  // namespace detail

namespace events {

inline constexpr const EventKind& step = detail::event_kind("step");
inline constexpr const EventKind& spawn = detail::event_kind("spawn");
inline constexpr const EventKind& wait = detail::event_kind("wait");
inline constexpr const EventKind& wake = detail::event_kind("wake");
inline constexpr const EventKind& yield = detail::event_kind("yield");
inline constexpr const EventKind& cancel = detail::event_kind("cancel");
inline constexpr const EventKind& end = detail::event_kind("end");
inline constexpr const EventKind& advance = detail::event_kind("advance");
inline constexpr const EventKind& spend = detail::event_kind("spend");
inline constexpr const EventKind& note = detail::event_kind("note");
inline constexpr const EventKind& gauge = detail::event_kind("gauge");
inline constexpr const EventKind& fault = detail::event_kind("fault");
inline constexpr const EventKind& acquire = detail::event_kind("acquire");
inline constexpr const EventKind& release = detail::event_kind("release");
inline constexpr const EventKind& abandon = detail::event_kind("abandon");
inline constexpr const EventKind& shutdown = detail::event_kind("shutdown");
inline constexpr const EventKind& grant = detail::event_kind("grant");
inline constexpr const EventKind& set = detail::event_kind("set");
inline constexpr const EventKind& clear = detail::event_kind("clear");
inline constexpr const EventKind& pass = detail::event_kind("pass");
inline constexpr const EventKind& release_to_wait = detail::event_kind("release_to_wait");
inline constexpr const EventKind& notify = detail::event_kind("notify");
inline constexpr const EventKind& return_ = detail::event_kind("return");
inline constexpr const EventKind& arrive = detail::event_kind("arrive");
inline constexpr const EventKind& leave = detail::event_kind("leave");
inline constexpr const EventKind& reset = detail::event_kind("reset");
inline constexpr const EventKind& abort = detail::event_kind("abort");
inline constexpr const EventKind& put = detail::event_kind("put");
inline constexpr const EventKind& get = detail::event_kind("get");
inline constexpr const EventKind& task_done = detail::event_kind("task_done");
inline constexpr const EventKind& join = detail::event_kind("join");
inline constexpr const EventKind& read = detail::event_kind("read");
inline constexpr const EventKind& write = detail::event_kind("write");
inline constexpr const EventKind& submit = detail::event_kind("submit");
inline constexpr const EventKind& start = detail::event_kind("start");
inline constexpr const EventKind& finish = detail::event_kind("finish");

}  // namespace events

/// The built-in kind of this name; null if there is none.
const EventKind* event_kind_named(std::string_view name);

}  // namespace foliot
