#pragma once

#include <rapidcheck.h>

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <ostream>

namespace foliot {

/// A random program in JSON: small, dense in collisions, with its own mix of statements. Larger
/// with RapidCheck's size; shrinks as simpler_programs() says. Tasks are awaited only by tasks
/// before them, so that what a program waits for is never itself.
struct AnyProgram {
    std::shared_ptr<const nlohmann::ordered_json> document;
};

std::ostream& operator<<(std::ostream& stream, const AnyProgram& program);

}  // namespace foliot

namespace rc {

template <>
struct Arbitrary<foliot::AnyProgram> {
    static Gen<foliot::AnyProgram> arbitrary();
};

}  // namespace rc
