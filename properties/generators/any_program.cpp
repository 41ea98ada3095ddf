#include "properties/generators/any_program.h"

#include <rapidcheck.h>

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

rc::Gen<AnyProgram> any_program() {
    return rc::Gen<AnyProgram>([](const rc::Random& random, int size) {
        AnyProgram program = owned(ProgramWriter(random, size).write());
        return rc::shrinkable::shrinkRecur(std::move(program), &shrinks);
    });
}

}  // namespace foliot
