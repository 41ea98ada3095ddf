#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace foliot {

/// What is wrong with a program, and where: `tasks[2].body[3]: unknown statement "slep"`.
class ProgramError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// What a statement does, spelled in a program as here.
enum class Op : std::uint8_t {
    sleep,
    acquire,
    release,
    locked,
    with,
    set,
    clear,
    wait,
    wait_until,
    notify,
    notify_all,
    add,
    load,
    store,
    assert_,
    abort,
    reset,
    timeout,
    spawn,
    join,
    shield,
    cancel,
    group,
    gather,
    wait_tasks,
    put,
    get,
    put_nowait,
    get_nowait,
    task_done,
    join_queue,
    shutdown,
    raise,
    try_,
    finally,
};

enum class Comparison : std::uint8_t { eq, ne, lt, le, gt, ge };
enum class Until : std::uint8_t { first, error, all };

/// A part of one of the lists that a program keeps.
struct Slice {
    std::uint32_t first = 0;
    std::uint32_t size = 0;
};

/// One statement, its names resolved to places in the program.
struct Statement {
    Op op{};
    bool flag = false;           ///< return_exceptions, immediate; wait_tasks: there is a timeout
    Comparison comparison{};     ///< of assert
    Until until{};               ///< of wait_tasks
    std::uint32_t target = 0;    ///< the object, task or variable it works on
    std::uint32_t variable = 0;  ///< of wait_until
    std::uint32_t reg = 0;       ///< of load and store: the task's register
    std::int64_t number = 0;     ///< ticks, amount, item, count, or what is compared with
    Slice path;                  ///< see Program::path
    Slice tasks;                 ///< see Program::spawned_by
    Slice names;                 ///< of try: what it catches, see Program::caught_by
    Slice body;                  ///< see Program::body
    Slice handler;               ///< of try and finally
};

enum class ObjectType : std::uint8_t {
    lock,
    event,
    semaphore,
    bounded_semaphore,
    condition,
    barrier,
    queue,
    lifo_queue,
};

/// As programs spell it: "bounded_semaphore".
std::string_view name_of(ObjectType type);

struct ObjectSpec {
    std::string name;
    ObjectType type{};
    std::int64_t number = 0;     ///< value, parties, maxsize
    std::size_t lock = no_lock;  ///< of a condition: the lock's place, or no_lock for its own
    static constexpr std::size_t no_lock = ~std::size_t{0};
};

struct TaskSpec {
    std::string name;
    Slice body;
    std::uint32_t registers = 0;  ///< how many there are; their names are not kept
};

/// A small concurrent program as data. Parsed strictly: every name is known and of the right kind,
/// every task is spawned at most once. Statements, and what they list, lie in lists that are shared
/// by the whole program: it is made and walked through thousands of times a second.
struct Program {
    std::vector<ObjectSpec> objects;  ///< in the order of their creation
    std::vector<std::string> vars;
    std::vector<TaskSpec> tasks;
    std::vector<std::size_t> start;

    std::vector<Statement> statements;  ///< those of one body side by side
    std::vector<std::uint32_t> spawned;
    std::vector<std::string> caught;
    std::string paths;

    std::span<const Statement> body(Slice part) const {
        return std::span(statements).subspan(part.first, part.size);
    }
    /// A statement's place in its task: "2.c0".
    std::string_view path(const Statement& statement) const {
        return std::string_view(paths).substr(statement.path.first, statement.path.size);
    }
    std::span<const std::uint32_t> spawned_by(const Statement& statement) const {
        return std::span(spawned).subspan(statement.tasks.first, statement.tasks.size);
    }
    std::span<const std::string> caught_by(const Statement& statement) const {
        return std::span(caught).subspan(statement.names.first, statement.names.size);
    }
};

/// One tick of a program, in nanoseconds.
inline constexpr std::int64_t tick_ns = 1'000'000;

/// Reads a program. Objects are created in the order of the document. Raises ProgramError.
Program parse_program(const nlohmann::ordered_json& document);
/// The same from the text of a document.
Program read_program(std::string_view text);

}  // namespace foliot
