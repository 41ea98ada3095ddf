#include "cli/foliot_main.h"

#include "coordinator/scenarios/coordinator_scenarios.h"

int main(int argc, char** argv) {
    foliot::register_coordinator_scenarios();
    return foliot::foliot_main(argc, argv);
}
