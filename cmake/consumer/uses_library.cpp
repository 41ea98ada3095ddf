#include <foliot/foliot.h>

using namespace foliot;
using namespace std::chrono_literals;

Coro<> worker(Semaphore& permits, int& served) {
    auto held = co_await permits.scoped();
    co_await sleep(1ms);
    ++served;
}

Coro<> root(int& served) {
    Semaphore permits(2);
    co_await gather(worker(permits, served), worker(permits, served), worker(permits, served));
}

int main() {
    int served = 0;
    Recorder recorder;
    Loop loop;
    loop.observe(recorder);
    const Outcome outcome = loop.run(root(served));
    return outcome.failed() || served != 3 || loop.now() != VirtualTime(2ms) ? 1 : 0;
}
