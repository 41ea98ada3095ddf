// What ./dev run shows: the tool with the sample, without the zoo, so that it is soon built.

#include "cli/tool.h"
#include "coordinator/scenarios/coordinator_scenarios.h"

int main(int argc, char** argv) {
    foliot::register_coordinator_scenarios();
    return foliot::run_tool(argc, argv, foliot::verbs_without_zoo());
}
