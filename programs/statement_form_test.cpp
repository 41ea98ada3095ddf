#include "programs/statement_form.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace foliot {
namespace {

std::string manual() {
    std::ifstream file("docs/programs.md");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

using Texts = std::vector<std::string>;

/// The commas that are not inside of an inner list: an argument follows each.
std::size_t arguments_of(std::string_view statement) {
    std::size_t count = 0;
    int depth = 0;
    for (const char each : statement) {
        depth += each == '[' ? 1 : each == ']' ? -1 : 0;
        count += each == ',' && depth == 1 ? 1 : 0;
    }
    return count;
}

std::string row(std::string_view name, std::size_t arguments) {
    return std::string(name) + " " + std::to_string(arguments);
}

/// The statements between backquotes in the manual, with the number of their arguments.
Texts statements_in(const std::string& text) {
    const std::string_view start = "`[\"";
    Texts found;
    for (std::size_t at = text.find(start); at != std::string::npos; at = text.find(start, at)) {
        const std::size_t name = at + start.size();
        const std::size_t quote = text.find('"', name);
        const std::size_t end = text.find("]`", name);
        const std::string_view whole = std::string_view(text).substr(at + 1, end - at);
        found.push_back(row(text.substr(name, quote - name), arguments_of(whole)));
        at = end;
    }
    return found;
}

TEST(StatementForm, TheManualListsEveryStatementWithItsArguments) {
    Texts expected;
    for (const StatementForm& form : statement_forms())
        expected.push_back(row(form.name, form.arguments.size()));
    Texts listed = statements_in(manual());
    std::sort(expected.begin(), expected.end());
    std::sort(listed.begin(), listed.end());
    EXPECT_EQ(listed, expected);
}

TEST(StatementForm, TheManualNamesEveryTypeOfObjectAndItsParameter) {
    const std::string text = manual();
    const std::size_t row = text.find("| `objects` |");
    ASSERT_NE(row, std::string::npos);
    const std::string objects = text.substr(row, text.find('\n', row) - row);
    for (const ObjectForm& form : object_forms()) {
        for (const std::string_view word : {form.name, form.key}) {
            if (word.empty()) continue;
            EXPECT_NE(objects.find("`" + std::string(word) + "`"), std::string::npos) << word;
        }
    }
}

TEST(StatementForm, IsFoundByTheNameThatItsOperationHas) {
    for (const StatementForm& form : statement_forms())
        EXPECT_EQ(find_form(name_of(form.op)), &form);
    EXPECT_EQ(find_form("slep"), nullptr);
}

TEST(StatementForm, WorksOnTheTypesThatFit) {
    EXPECT_TRUE(fits(Argument::lockable, ObjectType::condition));
    EXPECT_FALSE(fits(Argument::lockable, ObjectType::event));
    EXPECT_TRUE(fits(Argument::waitable, ObjectType::barrier));
    EXPECT_FALSE(fits(Argument::task, ObjectType::lock));
}

}  // namespace
}  // namespace foliot
