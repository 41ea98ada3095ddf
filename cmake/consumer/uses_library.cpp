#include <foliot/foliot.h>

int main() {
    return 0;
}
