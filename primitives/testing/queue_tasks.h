#pragma once

#include <string>
#include <utility>

#include "primitives/queue.h"
#include "sim/quietly.h"
#include "sim/testing/run.h"

// Tasks that write down how their operation on a queue ended.
namespace foliot {

using Items = Queue<int>;

template <class AnyQueue>
Coro<> getter(AnyQueue& queue, Log& log, std::string name) {
    const Result<int> item = co_await quietly(queue.get());
    log.add(name + " " + (item ? std::to_string(*item) : end_of(item)));
}

template <class AnyQueue>
Coro<> putter(AnyQueue& queue, Log& log, int item) {
    const Result<> put = co_await quietly(queue.put(item));
    log.add("put " + std::to_string(item) + " " + end_of(put));
}

inline Coro<> joiner(QueueBase& queue, Log& log) {
    const Result<> joined = co_await quietly(queue.join());
    log.add("joined " + end_of(joined));
}

}  // namespace foliot
