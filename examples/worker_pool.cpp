// A binary with scenarios and the tool's verbs of its own:
//   worker_pool list; worker_pool run worker_pool; worker_pool explore worker_pool_hasty
#include <foliot/foliot.h>
#include <foliot/main.h>
using namespace foliot;
using namespace std::chrono_literals;

struct Shop {
    Semaphore permits{2, "permits"};
    Event stop{"stop"};
    int served = 0;
};

// Shares the shop: what a task refers to must live as long as the task, and these may be left over.
Coro<> worker(std::shared_ptr<Shop> shop) {
    const Latency latency{1ms, 5ms};  // a choice: fast, or slow
    while (!shop->stop.is_set()) {
        auto held = co_await shop->permits.scoped();
        co_await to_thread([] {}, latency);
        ++shop->served;
    }
}

Coro<> serve(bool wait_for_workers) {
    const auto shop = std::make_shared<Shop>();
    std::vector<Task<>> workers;
    for (int i = 0; i < 3; ++i)
        workers.push_back(spawn(worker(shop)));
    co_await sleep(20ms);
    shop->stop.set();
    if (wait_for_workers) co_await gather(workers);
    publish("served", shop->served);
    FOLIOT_CHECK(!wait_for_workers || shop->permits.value() == 2);
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
