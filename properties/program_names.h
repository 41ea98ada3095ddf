#pragma once

#include <cstddef>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "properties/program.h"

namespace foliot {

/// Where in a program something stands: tasks[2].body[3]. Spelled out only when it is needed; a
/// place outlives those inside it.
class ProgramPlace {
  public:
    ProgramPlace(const char* key) : key_(key) {}  // NOLINT: a key is a place
    ProgramPlace(const ProgramPlace& outer, std::string_view key) : outer_(&outer), key_(key) {}
    ProgramPlace(const ProgramPlace& outer, std::size_t index) : outer_(&outer), index_(index) {}

    std::string text() const;
    /// Raises ProgramError: this place, and why.
    [[noreturn]] void refuse(const std::string& why) const;

  private:
    const ProgramPlace* outer_ = nullptr;
    std::string_view key_;
    std::size_t index_ = 0;
};

/// The text that stands there. Raises ProgramError where it is none.
const std::string& program_text(const nlohmann::ordered_json& value, const ProgramPlace& place);

/// The names of a program, to places in it. Each look-up raises ProgramError for a name that is
/// unknown, or of the wrong kind.
class ProgramNames {
  public:
    using Json = nlohmann::ordered_json;

    void add_object(const std::string& name, ObjectType type);
    /// False where there is one of this name.
    bool add_variable(const std::string& name);
    bool add_task(const std::string& name);

    /// `kind` is the letter of a StatementForm.
    std::size_t object(char kind, const Json& value, const ProgramPlace& place) const;
    /// The lock of a condition.
    std::size_t lock(const Json& value, const ProgramPlace& place) const;
    std::size_t variable(const Json& value, const ProgramPlace& place) const;
    std::size_t task(const Json& value, const ProgramPlace& place) const;
    /// The same, for the one statement that spawns it.
    std::size_t spawned(const Json& value, const ProgramPlace& place);

    static std::string_view name_of(ObjectType type);

  private:
    using Names = std::map<std::string, std::size_t>;

    static std::size_t look_up(const Names& names, const char* what, const Json& value,
                               const ProgramPlace& place);

    Names objects_;
    std::vector<ObjectType> types_;
    Names variables_;
    Names tasks_;
    std::vector<bool> spawned_;
};

}  // namespace foliot
