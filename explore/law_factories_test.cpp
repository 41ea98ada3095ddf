#include "explore/law_factories.h"

#include <gtest/gtest.h>

#include "explore/environment.h"
#include "properties/laws/laws.h"

namespace foliot {
namespace {

TEST(LawFactories, NamesLawsInOneWordEach) {
    register_laws();
    const std::vector<std::string> all = laws_named("all", "--laws");
    EXPECT_GE(all.size(), 9U);
    EXPECT_EQ(all[0], "mutual-exclusion");
    EXPECT_EQ(all[1], "first-come-first-served");
    EXPECT_EQ(laws_named("steady-time,mutual-exclusion,steady-time", "--laws"),
              (std::vector<std::string>{"steady-time", "mutual-exclusion"}));
    EXPECT_EQ(LawFactories::all().make({"steady-time"}).size(), 1U);
}

TEST(LawFactories, RefusesAWordThatNamesNoLaw) {
    register_laws();
    for (const char* const wrong : {"", "steady", "all,", "steady-time,x"}) {
        try {
            static_cast<void>(laws_named(wrong, "--laws"));
            ADD_FAILURE() << wrong;
        } catch (const UsageError& error) {
            const std::string text = error.what();
            EXPECT_EQ(text.find("--laws: no law is called \""), 0U) << text;
            EXPECT_NE(text.find("there are: all mutual-exclusion "), std::string::npos) << text;
        }
    }
}

}  // namespace
}  // namespace foliot
