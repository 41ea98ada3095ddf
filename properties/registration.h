#pragma once

namespace foliot {

/// Makes the laws that every correct run obeys known to LawFactories, and the use of primitives a
/// section of every report. Nothing happens the second time.
void register_properties();

}  // namespace foliot
