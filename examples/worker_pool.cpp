// A binary with scenarios and the tool's verbs of its own:
//   worker_pool list; worker_pool run worker_pool; worker_pool explore worker_pool_hasty
#include <foliot/foliot.h>
#include <foliot/main.h>
using namespace foliot;
using namespace std::chrono_literals;

Coro<> worker(Semaphore& permits, Event& stop, int& served) {
    const Latency latency{1ms, 5ms};  // a choice: fast, or slow
    while (!stop.is_set()) {
        auto held = co_await permits.scoped();
        co_await to_thread([] {}, latency);
        ++served;
    }
}

Coro<> serve(bool wait_for_workers) {
    Semaphore permits(2, "permits");
    Event stop("stop");
    int served = 0;
    std::vector<Task<>> workers;
    for (int i = 0; i < 3; ++i)
        workers.push_back(spawn(worker(permits, stop, served)));
    co_await sleep(20ms);
    stop.set();
    if (wait_for_workers) co_await gather(workers);
    publish("served", served);
    if (wait_for_workers) FOLIOT_CHECK(permits.value() == 2);
}

FOLIOT_SCENARIO(worker_pool, "three workers share two permits until they are told to stop") {
    co_await serve(true);
}

FOLIOT_SCENARIO(worker_pool_hasty, "the same, but nobody waits for the workers") {
    co_await serve(false);
}

int main(int argc, char** argv) {
    return foliot_main(argc, argv);
}
