#include "cli/foliot_main.h"

#include <vector>

#include "cli/tool.h"
#include "cli/verbs.h"

namespace foliot {

int foliot_main(int argc, const char* const* argv) {
    const std::span<const Verb> most = verbs_without_zoo();
    std::vector<Verb> verbs(most.begin(), most.end());
    verbs.push_back({"selftest", selftest_verb});
    return run_tool(argc, argv, verbs);
}

}  // namespace foliot
