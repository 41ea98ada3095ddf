#include "programs/flat_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace foliot {
namespace {

using Json = nlohmann::ordered_json;
using Kind = FlatJson::Kind;

/// What a list holds, as a document again.
Json document_of(const FlatJson::Value& value) {
    Json result;
    switch (value.kind()) {
        case Kind::array:
            result = Json::array();
            value.for_each(
                [&](const auto& each, std::size_t) { result.push_back(document_of(each)); });
            return result;
        case Kind::object:
            result = Json::object();
            value.for_each_member([&](std::string_view key, const auto& each) {
                result[std::string(key)] = document_of(each);
            });
            return result;
        default:
            return Json::parse(value.dump());
    }
}

TEST(FlatJson, HoldsWhatTheDocumentHolds) {
    const Json document = Json::parse(
        R"({"a": [1, -2, 0.5, 18446744073709551615, "t\"ext", true, false, null, [], {}],
            "b": {"c": [[1], {"d": 2}], "e": "f"}})");
    EXPECT_EQ(document_of(FlatJson(document).root()), document);
    EXPECT_EQ(FlatJson(document).arrays(), 4U);
}

TEST(FlatJson, ReadsTexts) {
    for (const char* const text :
         {"[]", " {\n} ", "[0, 1,-1 , 999999999999999999]", R"({"a":"b","c":[true,false,null]})",
          R"([["x"],{"y":{"z":[[]]}},"ends"])", R"(["\n\u00e4", -0])", "[\"\xc3\xa4\"]",
          R"({"a":{"a":{"b":1},"b":[2]},"b":"a"})"}) {
        const auto read = FlatJson::read(text);
        ASSERT_TRUE(read.has_value()) << text;
        EXPECT_EQ(document_of(read->root()), Json::parse(text)) << text;
    }
}

TEST(FlatJson, LeavesTheRestToADocument) {
    for (const char* const text : {"",
                                   " ",
                                   "[",
                                   "]",
                                   "[1",
                                   "[1,]",
                                   "[1 2]",
                                   "[[[[",
                                   "{",
                                   R"({"a"})",
                                   R"({"a":1,})",
                                   R"({"a":1,"a":2})",
                                   "[\"\t\"]",
                                   R"(["open)",
                                   "[01]",
                                   "[-]",
                                   "[1.5]",
                                   "[1e3]",
                                   "[9999999999999999999]",
                                   "[tru]",
                                   "nul",
                                   "[] []",
                                   "[1] x",
                                   "[\"\xff\"]"}) {
        EXPECT_FALSE(FlatJson::read(text).has_value()) << text;
    }
    EXPECT_FALSE(FlatJson::read(std::string(1000, '[') + std::string(1000, ']')).has_value());
}

TEST(FlatJson, FindsMembersByTheirKeys) {
    const auto read = FlatJson::read(R"({"a":[1,[2]],"b":3})");
    ASSERT_TRUE(read.has_value());
    const FlatJson::Value* const b = read->root().find("b");
    ASSERT_NE(b, nullptr);
    EXPECT_EQ(b->integer(), 3);
    EXPECT_EQ(read->root().find("c"), nullptr);
    EXPECT_EQ(FlatJson::read("{}")->root().find("c"), nullptr);
}

}  // namespace
}  // namespace foliot
