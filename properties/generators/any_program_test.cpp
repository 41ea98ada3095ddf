#include "properties/generators/any_program.h"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "foliot/testing.h"
#include "programs/program.h"
#include "programs/simpler_programs.h"
#include "programs/statement_form.h"

namespace foliot {
namespace {

using Json = nlohmann::ordered_json;

Json made(std::uint64_t seed, int size) {
    return *any_program()(rc::Random(seed), size).value().document;
}

void count(const Json& statements, std::map<std::string, int>& verbs) {
    for (const Json& statement : statements) {
        const std::string verb = statement[0];
        ++verbs[verb];
        const Arguments& arguments = find_form(verb)->arguments;
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            if (refers_to(arguments[i]) == Refers::statements) count(statement[i + 1], verbs);
        }
    }
}

TEST(AnyProgram, IsTheSameForTheSameSeed) {
    EXPECT_EQ(made(5, 50), made(5, 50));
    EXPECT_NE(made(5, 50), made(6, 50));
}

TEST(AnyProgram, UsesTheWholeLanguage) {
    std::map<std::string, int> verbs;
    std::set<std::string> types;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        const Json program = made(seed, 60);
        for (const Json& task : program["tasks"])
            count(task["body"], verbs);
        for (const Json& spec : program["objects"])
            types.insert(spec["type"]);
    }
    EXPECT_EQ(verbs.size(), statement_forms().size());
    EXPECT_EQ(types.size(), object_forms().size() - 1);  // lifo_queue is a queue with another order
    for (const auto& [verb, times] : verbs)
        EXPECT_GE(times, 5) << verb;
}

TEST(AnyProgram, GrowsWithItsSize) {
    std::size_t small = 0;
    std::size_t large = 0;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        small += made(seed, 0).dump().size();
        large += made(seed, 100).dump().size();
    }
    EXPECT_GT(large, 3 * small);
}

FOLIOT_PROP(AnyProgram, IsValidAndSoIsWhatItShrinksTo, (AnyProgram program)) {
    static_cast<void>(parse_program(*program.document));
    // All simpler ones are copies, and there are as many as the program has parts.
    if (program.document->dump().size() > 800) co_return;
    const std::vector<Json> simpler = simpler_programs(*program.document);
    if (simpler.empty()) co_return;
    const Json& one = simpler[*rc::gen::inRange<std::size_t>(0, simpler.size())];
    static_cast<void>(parse_program(one));
    RC_ASSERT(one.dump().size() <= program.document->dump().size());
    RC_ASSERT(one != *program.document);
}

}  // namespace
}  // namespace foliot
