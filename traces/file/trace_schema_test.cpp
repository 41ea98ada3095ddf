// The published schema against what is really written, and against what must be refused.

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "traces/file/trace_json.h"
#include "traces/testing/scenarios.h"

namespace foliot {
namespace {

using nlohmann::json;
using valijson::adapters::NlohmannJsonAdapter;

class TraceSchema : public testing::Test {
  protected:
    TraceSchema() {
        std::ifstream file("traces/file/trace.schema.json");
        document_ = json::parse(file);
        const NlohmannJsonAdapter adapter(document_);
        valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(adapter, schema_);
    }

    const json& document() const { return document_; }
    bool accepts(const json& document) const {
        valijson::Validator validator;
        const NlohmannJsonAdapter adapter(document);
        return validator.validate(schema_, adapter, nullptr);
    }

    static bool reads(const json& document) {
        try {
            parse_trace(document.dump(), "trace.json");
            return true;
        } catch (const TraceError&) {
            return false;
        }
    }

  private:
    json document_;
    valijson::Schema schema_;
};

json written(const Trace& trace) {
    return json::parse(trace_text(trace));
}

TEST_F(TraceSchema, AcceptsWhatIsWritten) {
    EXPECT_TRUE(accepts(written(record_failure([] { return account(); }).trace)));
    EXPECT_TRUE(accepts(written(record_fifo([] { return crossed_locks(); }).trace)));
    EXPECT_TRUE(accepts(written(Trace())));
    Trace full = record_fifo([] { return account(); }).trace;
    full.input.push_back({"feed.csv", "0123"});
    full.options = {{"--n", "5"}, {"--fast", std::nullopt}};
    full.program = std::make_shared<const nlohmann::ordered_json>(nlohmann::ordered_json::array());
    full.settings.time_limit = virtual_start + Duration(5);
    full.settings.debug = true;
    full.dropped = 1;
    EXPECT_TRUE(accepts(written(full)));
}

TEST_F(TraceSchema, AndTheReaderRefuseEveryMissingMember) {
    const json whole = written(record_fifo([] { return crossed_locks(); }).trace);
    for (const auto& [key, value] : whole.items()) {
        if (key == "kinds" || key == "names") continue;  // older files have none
        json damaged = whole;
        damaged.erase(key);
        EXPECT_FALSE(accepts(damaged)) << key;
        EXPECT_FALSE(reads(damaged)) << key;
    }
}

TEST_F(TraceSchema, AndTheReaderRefuseEveryMemberOfAWrongType) {
    const json whole = written(record([] { return crossed_locks(); }, 1).trace);
    const json flat = whole.flatten();
    int tried = 0;
    for (const auto& [pointer, value] : flat.items()) {
        json damaged = whole;
        damaged[json::json_pointer(pointer)] = json::array({json::object()});
        EXPECT_FALSE(accepts(damaged)) << pointer;
        EXPECT_FALSE(reads(damaged)) << pointer;
        ++tried;
    }
    EXPECT_GT(tried, 100);
}

TEST_F(TraceSchema, AndTheReaderRefuseUnknownKeysEverywhere) {
    const json whole = written(record_fifo([] { return crossed_locks(); }).trace);
    for (const char* const pointer :
         {"", "/tool", "/settings", "/tasks/0", "/objects/1", "/kinds/0", "/names/0", "/choices/0",
          "/events/2", "/outcome", "/outcome/wait_for/1"}) {
        json damaged = whole;
        damaged[json::json_pointer(pointer)]["colour"] = "red";
        EXPECT_FALSE(accepts(damaged)) << pointer;
        EXPECT_FALSE(reads(damaged)) << pointer;
    }
}

TEST_F(TraceSchema, AndTheReaderRefuseValuesOutOfRange) {
    const json whole = written(record_fifo([] { return crossed_locks(); }).trace);
    const std::vector<std::pair<const char*, json>> values{{"/seed", "-1"},
                                                           {"/seed", "007"},
                                                           {"/seed", "1e3"},
                                                           {"/digest", "12"},
                                                           {"/digest", "GGGGGGGGGGGGGGGG"},
                                                           {"/choices/0/of", 1},
                                                           {"/choices/0/taken", -1},
                                                           {"/choices/0/kind", "whim"},
                                                           {"/events/0/step", -1},
                                                           {"/events/0/wants", "luck"},
                                                           {"/kinds/0/means", "luck"},
                                                           {"/kinds/0/of", "luck"},
                                                           {"/kinds/0/by", 2},
                                                           {"/objects/0/role", "king"},
                                                           {"/objects/0/initial", {{"luck", 1}}},
                                                           {"/outcome/verdict", "fine"},
                                                           {"/settings/clock", "stopped"},
                                                           {"/schema", "foliot-trace/2"}};
    for (const auto& [pointer, value] : values) {
        json damaged = whole;
        damaged[json::json_pointer(pointer)] = value;
        EXPECT_FALSE(accepts(damaged)) << pointer << " " << value;
        EXPECT_FALSE(reads(damaged)) << pointer << " " << value;
    }
}

/// The names of the values of an enumeration, in their order.
template <class Enum>
json names_up_to(Enum last) {
    json names = json::array();
    for (std::size_t i = 0; i <= static_cast<std::size_t>(last); ++i)
        names.push_back(name_of(static_cast<Enum>(i)));
    return names;
}

TEST_F(TraceSchema, NamesWhatTheTablesName) {
    const auto listed = [this](const char* pointer) {
        return document()[json::json_pointer(pointer)]["enum"];
    };
    EXPECT_EQ(listed("/definitions/quantity"), names_up_to(Quantity::bound));
    EXPECT_EQ(listed("/properties/kinds/items/properties/means"), names_up_to(Meaning::ends));
    EXPECT_EQ(listed("/properties/objects/items/properties/role"), names_up_to(Role::queue));
    EXPECT_EQ(listed("/properties/choices/items/properties/kind"), names_up_to(ChoiceKind::cancel));
    EXPECT_EQ(listed("/properties/outcome/properties/verdict"), names_up_to(Verdict::hang));
}

}  // namespace
}  // namespace foliot
