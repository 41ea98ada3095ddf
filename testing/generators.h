#pragma once

#include <rapidcheck.h>

#include "properties/generators/any_program.h"
#include "properties/generators/faults.h"
#include "properties/generators/latency.h"
#include "properties/generators/workload.h"

// What RapidCheck generates for arguments of these types; each is described where its function is.

namespace rc {

template <>
struct Arbitrary<foliot::AnyProgram> {
    static Gen<foliot::AnyProgram> arbitrary() { return foliot::any_program(); }
};

template <>
struct Arbitrary<foliot::FaultBudget> {
    static Gen<foliot::FaultBudget> arbitrary() { return foliot::any_fault_budget(); }
};

template <>
struct Arbitrary<foliot::Latency> {
    static Gen<foliot::Latency> arbitrary() { return foliot::any_latency(); }
};

template <>
struct Arbitrary<foliot::Visit> {
    static Gen<foliot::Visit> arbitrary() { return foliot::any_visit(); }
};

template <>
struct Arbitrary<foliot::Workload> {
    static Gen<foliot::Workload> arbitrary() { return foliot::any_workload(); }
};

template <>
struct Arbitrary<foliot::CalmWorkload> {
    static Gen<foliot::CalmWorkload> arbitrary() { return foliot::any_calm_workload(); }
};

}  // namespace rc
