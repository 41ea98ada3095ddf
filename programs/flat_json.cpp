#include "programs/flat_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint32_t most_keys = 64;

/// How many values a list of the document has.
std::size_t count(const Json& value, int depth) {
    std::size_t sum = 1;
    if (!value.is_structured() || depth == FlatJson::deepest) return sum;
    if (value.is_object()) sum += value.size();  // the keys
    for (const Json& each : value)
        sum += count(each, depth + 1);
    return sum;
}

}  // namespace

/// Takes down what nlohmann_json reads, without making a document of it.
class FlatJsonReader final : public nlohmann::json_sax<Json> {
  public:
    FlatJsonReader(FlatJson& to, std::size_t bytes)
        : to_(to), next_text_((to.texts_ = std::make_unique<char[]>(bytes)).get()) {}

    bool null() override {
        push(Kind::null).source_ = nullptr;
        return true;
    }
    bool boolean(bool value) override {
        push(Kind::boolean).integer_ = value ? 1 : 0;
        return true;
    }
    bool number_integer(std::int64_t value) override {
        push(Kind::integer).integer_ = value;
        return true;
    }
    bool number_unsigned(std::uint64_t value) override {
        if (value > INT64_MAX) return false;
        return number_integer(static_cast<std::int64_t>(value));
    }
    bool number_float(double, const std::string&) override { return false; }
    bool binary(Json::binary_t&) override { return false; }
    bool string(std::string& value) override {
        set(push(Kind::text), value);
        return true;
    }

    bool start_array(std::size_t) override {
        ++to_.arrays_;
        return open(Kind::array);
    }
    bool start_object(std::size_t) override { return open(Kind::object); }
    bool key(std::string& name) override {
        // Which of two values of the same key counts is not for this one to know.
        const Value& object = to_.values_[open_.back()];
        if (object.size_ >= most_keys || object.find(name) != nullptr) return false;
        set(append(Kind::text), name);
        return true;
    }
    bool end_array() override { return close(); }
    bool end_object() override { return close(); }

    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
        return false;
    }

  private:
    using Kind = FlatJson::Kind;
    using Value = FlatJson::Value;

    /// Another value of what is open.
    Value& push(Kind kind) {
        if (!open_.empty()) ++to_.values_[open_.back()].size_;
        return append(kind);
    }
    Value& append(Kind kind) {
        Value& value = to_.values_.emplace_back();
        value.kind_ = kind;
        value.span_ = 1;
        return value;
    }
    void set(Value& value, const std::string& text) {
        value.text_ = next_text_;
        value.size_ = static_cast<std::uint32_t>(text.size());
        next_text_ = std::copy(text.begin(), text.end(), next_text_);
    }
    bool open(Kind kind) {
        if (open_.size() > FlatJson::deepest) return false;
        push(kind).source_ = nullptr;
        open_.push_back(to_.values_.size() - 1);
        return true;
    }
    bool close() {
        const std::size_t self = open_.back();
        open_.pop_back();
        to_.values_[self].span_ = static_cast<std::uint32_t>(to_.values_.size() - self);
        return true;
    }

    FlatJson& to_;
    char* next_text_;
    std::vector<std::size_t> open_;  // arrays and objects that have not ended, by index
};

FlatJson::FlatJson(const Json& document) : values_(count(document, 0)) {
    add(document, values_.data(), 0);
}

std::optional<FlatJson> FlatJson::read(std::string_view text) {
    if (text.size() > UINT32_MAX) return std::nullopt;
    FlatJson result;
    FlatJsonReader reader(result, text.size());
    if (!Json::sax_parse(text, &reader)) return std::nullopt;
    return result;
}

/// Writes the value, and what is inside it; gives the place behind.
FlatJson::Value* FlatJson::add(const Json& value, Value* to, int depth) {
    Value& self = *to++;
    self.kind_ = Kind::null;
    self.size_ = 0;
    self.source_ = &value;
    if (value.is_boolean()) {
        self.kind_ = Kind::boolean;
        self.integer_ = value.get<bool>() ? 1 : 0;
    } else if (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX) {
        self.kind_ = Kind::large;
    } else if (value.is_number_integer()) {
        self.kind_ = Kind::integer;
        self.integer_ = value.get<std::int64_t>();
    } else if (value.is_number()) {
        self.kind_ = Kind::number;
    } else if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        self.kind_ = Kind::text;
        self.text_ = text.data();
        self.size_ = static_cast<std::uint32_t>(text.size());
    } else if (value.is_structured()) {
        self.kind_ = value.is_array() ? Kind::array : Kind::object;
        if (value.is_array()) ++arrays_;
        if (depth < deepest) {
            self.size_ = static_cast<std::uint32_t>(value.size());
            to = value.is_array() ? add_items(value, to, depth) : add_members(value, to, depth);
        }
    }
    self.span_ = static_cast<std::uint32_t>(to - &self);
    return to;
}

FlatJson::Value* FlatJson::add_items(const Json& array, Value* to, int depth) {
    for (const Json& each : array)
        to = add(each, to, depth + 1);
    return to;
}

FlatJson::Value* FlatJson::add_members(const Json& object, Value* to, int depth) {
    for (const auto& [name, value] : object.get_ref<const Json::object_t&>()) {
        Value& key = *to++;
        key.kind_ = Kind::text;
        key.text_ = name.data();
        key.size_ = static_cast<std::uint32_t>(name.size());
        key.span_ = 1;
        to = add(value, to, depth + 1);
    }
    return to;
}

const FlatJson::Value* FlatJson::Value::find(std::string_view key) const {
    if (size_ == 0) return nullptr;
    const Value* at = &first();
    for (std::uint32_t i = 0; i < size_; ++i) {
        const Value& value = at->next();
        if (at->text() == key) return &value;
        if (i + 1 < size_) at = &value.next();
    }
    return nullptr;
}

std::string FlatJson::Value::dump() const {
    switch (kind_) {
        case Kind::null:
            return "null";
        case Kind::boolean:
            return integer_ != 0 ? "true" : "false";
        case Kind::integer:
            return std::to_string(integer_);
        case Kind::text:
            return Json(text()).dump();
        case Kind::large:
        case Kind::number:
        case Kind::array:
        case Kind::object:
            break;
    }
    return source_ != nullptr ? source_->dump() : std::string();
}

}  // namespace foliot
