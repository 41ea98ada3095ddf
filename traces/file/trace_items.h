#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "traces/file/json_fields.h"
#include "traces/file/trace.h"

namespace foliot {

/// Reads the items of the four long lists of a trace file, one by one. Raises TraceError.
class TraceItems {
  public:
    /// Both outlive this; `file` is for messages.
    TraceItems(Trace& trace, const std::string& file) : trace_(trace), file_(file) {}

    static bool is_list(std::string_view member) { return reader_of(member) != nullptr; }
    /// Adds an item of the list `member`.
    void read(const std::string& member, std::size_t index, const JsonFields::Json& item);

    /// Call it when all are read: a task or an object may be named before it is listed.
    void resolve_paths();

  private:
    using Reader = void (TraceItems::*)(JsonFields&);
    struct List {
        std::string_view member;
        Reader reader;
    };
    static Reader reader_of(std::string_view member);

    void task(JsonFields& fields);
    void object(JsonFields& fields);
    void choice(JsonFields& fields);
    void kind(JsonFields& fields);
    void name(JsonFields& fields);
    void event(JsonFields& fields);

    StringId intern(const std::string& text) { return trace_.strings.intern(text); }
    KindId kind_of_event(JsonFields& fields);
    std::uint32_t path(const std::string& text);
    void resolve(std::uint32_t& path, const detail::IdTable& ids, const JsonPlace& place,
                 const char* key) const;

    Trace& trace_;
    const std::string& file_;
    std::vector<KindId> kinds_;   // that are described, in their order
    detail::IdTable task_ids_;    // by path: index in trace_.tasks
    detail::IdTable object_ids_;  // by path: index in trace_.objects
};

}  // namespace foliot
