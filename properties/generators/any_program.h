#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <ostream>

namespace rc {

template <class T>
class Gen;

}  // namespace rc

namespace foliot {

/// A random program in JSON: small, dense in collisions, with its own mix of statements. Larger
/// with RapidCheck's size; shrinks as simpler_programs() says. Tasks are awaited only by tasks
/// before them, so that what a program waits for is never itself. It has no lifo_queue.
struct AnyProgram {
    std::shared_ptr<const nlohmann::ordered_json> document;
};

std::ostream& operator<<(std::ostream& stream, const AnyProgram& program);

rc::Gen<AnyProgram> any_program();

}  // namespace foliot
