#include "cli/shard.h"

#include <charconv>
#include <fstream>
#include <sstream>
#include <utility>

#include "explore/input_file.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view shard_schema = "foliot-shard/2";

}  // namespace

std::optional<Shard> shard_named(const std::string& text) {
    Shard shard;
    const char* const last = text.data() + text.size();
    const auto [slash, first_error] = std::from_chars(text.data(), last, shard.index);
    if (first_error != std::errc() || slash == last || *slash != '/') return std::nullopt;
    const auto [end, second_error] = std::from_chars(slash + 1, last, shard.of);
    if (second_error != std::errc() || end != last || shard.index >= shard.of) return std::nullopt;
    return shard;
}

Explored ShardReport::explored() const {
    return add_up(parts, settings.at("keep_going"), settings.at("exhaustive"));
}

Json ShardReport::to_json(const Shard& shard) const {
    Json json;
    json["schema"] = shard_schema;
    json["shard"] = shard.index;
    json["of"] = shard.of;
    json["position"] = position;
    json["settings"] = settings;
    Json& list = json["parts"] = Json::array();
    for (const std::optional<PartReport>& part : parts)
        list.push_back(part ? part_report_to_json(*part) : Json());
    Json& found = json["findings"] = Json::array();
    for (const Finding& finding : findings)
        found.push_back(finding.to_json());
    return json;
}

ShardFile read_shard(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw InputError(file + ": cannot be read; check the path");
    std::ostringstream text;
    text << stream.rdbuf();
    ShardFile read;
    read.file = file;
    try {
        const Json json = Json::parse(std::move(text).str());
        if (json.at("schema") != shard_schema) {
            throw InputError(file + ": is no " + std::string(shard_schema) +
                             "; was it made by another version?");
        }
        json.at("shard").get_to(read.shard.index);
        json.at("of").get_to(read.shard.of);
        json.at("position").get_to(read.report.position);
        read.report.settings = json.at("settings");
        for (const Json& part : json.at("parts")) {
            read.report.parts.push_back(
                part.is_null() ? std::nullopt
                               : std::optional<PartReport>(part_report_from_json(part)));
        }
        for (const Json& finding : json.at("findings"))
            read.report.findings.push_back(Finding::from_json(finding));
    } catch (const Json::exception& error) {
        throw InputError(file + ": is no result of a shard: " + error.what() +
                         "; make the shard again");
    }
    return read;
}

}  // namespace foliot
