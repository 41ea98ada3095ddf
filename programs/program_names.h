#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "programs/flat_json.h"
#include "programs/program.h"
#include "programs/statement_form.h"

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

/// The name as a person should read it.
std::string in_quotes(std::string_view name);
/// The text that stands there. Raises ProgramError where it is none.
std::string_view program_text(const FlatJson::Value& value, const ProgramPlace& place);
/// The integer that stands there. Raises ProgramError where it is none, or below `least`, or above
/// the largest.
std::int64_t program_integer(const FlatJson::Value& value, const ProgramPlace& place,
                             std::int64_t least);

/// The names of a program, to places in it; they lie in the document, which outlives this. Each
/// look-up raises ProgramError for a name that is unknown, or of the wrong kind.
class ProgramNames {
  public:
    using Json = FlatJson::Value;

    void add_object(std::string_view name, ObjectType type);
    /// False where there is one of this name.
    bool add_variable(std::string_view name) { return variables_.add(name); }
    bool add_task(std::string_view name);

    /// An object that fits the argument.
    std::uint32_t object(Argument argument, const Json& value, const ProgramPlace& place) const;
    /// The lock of a condition.
    std::uint32_t lock(const Json& value, const ProgramPlace& place) const;
    std::uint32_t variable(const Json& value, const ProgramPlace& place) const;
    std::uint32_t task(const Json& value, const ProgramPlace& place) const;
    /// The same, for the one statement that spawns it.
    std::uint32_t spawned(const Json& value, const ProgramPlace& place);

  private:
    /// Names, numbered as they came; sorted, by their first bytes as a number and then by the rest,
    /// for most are so short that no more is to be compared.
    class Names {
      public:
        /// False where there is one of this name.
        bool add(std::string_view name);
        std::optional<std::uint32_t> find(std::string_view name) const;

      private:
        struct Name {
            std::uint64_t head;
            std::string_view text;
            std::uint32_t number;

            bool before(const Name& other) const;
        };
        static Name named(std::string_view text, std::size_t number);

        std::vector<Name> sorted_;
    };

    static std::uint32_t look_up(const Names& names, const char* what, const Json& value,
                                 const ProgramPlace& place);

    Names objects_;
    std::vector<ObjectType> types_;
    Names variables_;
    Names tasks_;
    std::vector<bool> spawned_;
};

}  // namespace foliot
