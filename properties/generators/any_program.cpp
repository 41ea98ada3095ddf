#include "properties/generators/any_program.h"

#include <nlohmann/json.hpp>

#include "programs/simpler_programs.h"
#include "properties/generators/program_writer.h"

namespace foliot {

namespace {

using Json = nlohmann::ordered_json;

AnyProgram owned(Json document) {
    return {std::make_shared<const Json>(std::move(document))};
}

rc::Seq<AnyProgram> shrinks(const AnyProgram& program) {
    std::vector<AnyProgram> simpler;
    for (Json& each : simpler_programs(*program.document))
        simpler.push_back(owned(std::move(each)));
    return rc::seq::fromContainer(std::move(simpler));
}

}  // namespace

std::ostream& operator<<(std::ostream& stream, const AnyProgram& program) {
    return stream << program.document->dump();
}

}  // namespace foliot

namespace rc {

Gen<foliot::AnyProgram> Arbitrary<foliot::AnyProgram>::arbitrary() {
    return Gen<foliot::AnyProgram>([](const Random& random, int size) {
        foliot::AnyProgram program = foliot::owned(foliot::ProgramWriter(random, size).write());
        return shrinkable::shrinkRecur(std::move(program), &foliot::shrinks);
    });
}

}  // namespace rc
