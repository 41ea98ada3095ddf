#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
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

/// One statement, its names resolved to places in the program.
struct Statement {
    Op op{};
    std::string path;          ///< its place in its task: "2.c0"
    std::size_t target = 0;    ///< the object, task or variable it works on
    std::size_t variable = 0;  ///< of wait_until
    std::string reg;           ///< of load and store
    std::int64_t number = 0;   ///< ticks, amount, item, count, or what is compared with
    bool flag = false;         ///< return_exceptions, immediate; wait_tasks: there is a timeout
    Comparison comparison{};   ///< of assert
    Until until{};             ///< of wait_tasks
    std::vector<std::size_t> tasks;
    std::vector<std::string> names;  ///< of try: what it catches
    std::vector<Statement> body;
    std::vector<Statement> handler;  ///< of try and finally
};

enum class ObjectType : std::uint8_t {
    lock,
    event,
    semaphore,
    bounded_semaphore,
    condition,
    barrier,
    queue,
};

struct ObjectSpec {
    std::string name;
    ObjectType type{};
    std::int64_t number = 0;     ///< value, parties, maxsize
    std::size_t lock = no_lock;  ///< of a condition: the lock's place, or no_lock for its own
    static constexpr std::size_t no_lock = ~std::size_t{0};
};

struct TaskSpec {
    std::string name;
    std::vector<Statement> body;
};

/// A small concurrent program as data. Parsed strictly: every name is known and of the right kind,
/// every task is spawned at most once.
struct Program {
    std::vector<ObjectSpec> objects;  ///< in the order of their creation
    std::vector<std::string> vars;
    std::vector<TaskSpec> tasks;
    std::vector<std::size_t> start;
};

/// One tick of a program, in nanoseconds.
inline constexpr std::int64_t tick_ns = 1'000'000;

/// Reads a program. Objects are created in the order of the document. Raises ProgramError.
Program parse_program(const nlohmann::ordered_json& document);

}  // namespace foliot
