#include <foliot/foliot.h>
#include <foliot/main.h>

using namespace foliot;

FOLIOT_SCENARIO(consumed, "a scenario of somebody else's binary") {
    co_await sleep(Duration::zero());
}

int main(int argc, char** argv) {
    return foliot_main(argc, argv);
}
