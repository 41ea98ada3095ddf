#include <foliot/gtest.h>
using namespace foliot;
using namespace std::chrono_literals;

Coro<> deposit(Lock& lock, int& balance) {
    auto held = co_await lock.scoped();
    const int seen = balance;
    co_await sleep(1ms);
    balance = seen + 10;
}

Coro<> pay_interest(int& balance) {  // forgets the lock
    co_await sleep(1ms);
    balance += 10;
}

FOLIOT_TEST(Account, NothingIsLost) {  // a coroutine body, run under many schedules
    Lock lock;
    int balance = 0;
    co_await gather(deposit(lock, balance), pay_interest(balance));
    FOLIOT_CHECK(balance == 20);
}
