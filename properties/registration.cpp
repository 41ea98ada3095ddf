#include "properties/registration.h"

#include <memory>

#include "explore/report_section.h"
#include "properties/laws/laws.h"
#include "properties/primitive_uses.h"

namespace foliot {

void register_properties() {
    register_laws();
    [[maybe_unused]] static const bool registered = [] {
        ReportSections::all().add([] { return std::make_unique<PrimitiveUses>(); });
        return true;
    }();
}

}  // namespace foliot
