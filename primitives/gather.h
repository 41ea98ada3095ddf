#pragma once

#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "primitives/detail/gathering.h"
#include "sim/quietly.h"
#include "sim/task.h"

namespace foliot {

/// Asks gather() for Results instead of raising the first error.
struct ReturnExceptions {};
inline constexpr ReturnExceptions return_exceptions{};

namespace detail {

template <class T>
using Gathered = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

/// The result; moved out where the gather owns the task, since nobody else has a handle then.
template <bool owned, class T>
Gathered<T> gathered_value(Task<T>& task) {
    if constexpr (std::is_void_v<T>) {
        return {};
    } else {
        return read<T>(task.state_value(), owned);
    }
}

template <bool owned, class T>
Result<T> gathered_result(Task<T>& task) {
    const Failure& failure = task.state().failure();
    if (failure) return failure;
    if constexpr (std::is_void_v<T>) {
        return Result<void>();
    } else {
        return read<T>(task.state_value(), owned);
    }
}

inline FutureRef<detail::Gathering> make_gathering(std::vector<FutureRef<TaskState>> children,
                                                   bool return_exceptions) {
    return FutureRef<detail::Gathering>(
        new detail::Gathering(detail::Kernel::running(), std::move(children), return_exceptions));
}

/// Awaits a gathering, then reads the values of its tasks through `Read`.
template <class Value, class Tasks, class Read>
class [[nodiscard]] Gather : public Join<detail::Gathering> {
  public:
    Gather(FutureRef<detail::Gathering> gathering, Tasks tasks, Read read)
        : Join<detail::Gathering>(std::move(gathering), true),
          tasks_(std::move(tasks)),
          read_(std::move(read)) {}

    Result<Value> take_result() {
        Failure failure = Join<detail::Gathering>::take_result().failure();
        if (failure) return failure;
        if constexpr (std::is_void_v<Value>) {
            return Result<void>();
        } else {
            return read_(tasks_);
        }
    }
    Value await_resume() { return take_result().take(); }

  private:
    Tasks tasks_;
    Read read_;
};

template <class Value, class Tasks, class Read>
auto make_gather(std::vector<FutureRef<TaskState>> states, bool exceptions, Tasks tasks,
                 Read read) {
    return Gather<Value, Tasks, Read>(make_gathering(std::move(states), exceptions),
                                      std::move(tasks), std::move(read));
}

template <class... Ts>
std::vector<FutureRef<TaskState>> states_of(std::tuple<Task<Ts>...>& tasks) {
    return std::apply(
        [](Task<Ts>&... task) {
            return std::vector<FutureRef<TaskState>>{FutureRef<TaskState>(&task.state())...};
        },
        tasks);
}

template <class T>
std::vector<FutureRef<TaskState>> states_of(std::vector<Task<T>>& tasks) {
    std::vector<FutureRef<TaskState>> states;
    states.reserve(tasks.size());
    for (Task<T>& task : tasks)
        states.emplace_back(&task.state());
    return states;
}

template <class T>
std::vector<Task<T>> spawn_all(std::vector<Coro<T>> bodies) {
    std::vector<Task<T>> tasks;
    tasks.reserve(bodies.size());
    for (Coro<T>& body : bodies)
        tasks.push_back(spawn(std::move(body)));
    return tasks;
}

template <bool owned, class T>
auto gather_tasks(std::vector<Task<T>> tasks) {
    auto states = states_of(tasks);
    using Value = std::conditional_t<std::is_void_v<T>, void, std::vector<Gathered<T>>>;
    return make_gather<Value>(std::move(states), false, std::move(tasks),
                              [](std::vector<Task<T>>& done) {
                                  std::vector<Gathered<T>> values;
                                  for (Task<T>& task : done)
                                      values.push_back(gathered_value<owned>(task));
                                  return values;
                              });
}

template <bool owned, class T>
auto gather_task_results(std::vector<Task<T>> tasks) {
    auto states = states_of(tasks);
    using Value = std::vector<Result<T>>;
    return make_gather<Value>(std::move(states), true, std::move(tasks),
                              [](std::vector<Task<T>>& done) {
                                  Value values;
                                  for (Task<T>& task : done)
                                      values.push_back(gathered_result<owned>(task));
                                  return values;
                              });
}

}  // namespace detail

/// Runs the coroutines as tasks, in this order, and awaits all (asyncio.gather). Gives a tuple of
/// the results (std::monostate for void), or nothing where all are void. The first error is raised
/// at once, while the others run on. Cancelling the awaiting task cancels all of them; then
/// Cancelled is raised when they have ended.
template <class... Ts>
auto gather(Coro<Ts>... bodies) {
    // Braces keep the order: the tasks are spawned from left to right with every compiler.
    std::tuple<Task<Ts>...> tasks{spawn(std::move(bodies))...};
    auto states = detail::states_of(tasks);
    using Value =
        std::conditional_t<(std::is_void_v<Ts> && ...), void, std::tuple<detail::Gathered<Ts>...>>;
    return detail::make_gather<Value>(std::move(states), false, std::move(tasks),
                                      [](std::tuple<Task<Ts>...>& done) {
                                          return std::apply(
                                              [](Task<Ts>&... task) {
                                                  return std::tuple<detail::Gathered<Ts>...>{
                                                      detail::gathered_value<true>(task)...};
                                              },
                                              done);
                                      });
}

/// The same, with errors as results: gives a tuple of Results and raises only where the awaiting
/// task is cancelled.
template <class... Ts>
auto gather(ReturnExceptions, Coro<Ts>... bodies) {
    std::tuple<Task<Ts>...> tasks{spawn(std::move(bodies))...};
    auto states = detail::states_of(tasks);
    using Value = std::tuple<Result<Ts>...>;
    return detail::make_gather<Value>(
        std::move(states), true, std::move(tasks), [](std::tuple<Task<Ts>...>& done) {
            return std::apply(
                [](Task<Ts>&... task) { return Value{detail::gathered_result<true>(task)...}; },
                done);
        });
}

/// Awaits tasks that run already; gives a vector of their results, or nothing for void.
template <class T>
auto gather(std::vector<Task<T>> tasks) {
    return detail::gather_tasks<false>(std::move(tasks));
}

template <class T>
auto gather(ReturnExceptions, std::vector<Task<T>> tasks) {
    return detail::gather_task_results<false>(std::move(tasks));
}

template <class T>
auto gather(std::vector<Coro<T>> bodies) {
    return detail::gather_tasks<true>(detail::spawn_all(std::move(bodies)));
}

template <class T>
auto gather(ReturnExceptions, std::vector<Coro<T>> bodies) {
    return detail::gather_task_results<true>(detail::spawn_all(std::move(bodies)));
}

}  // namespace foliot
