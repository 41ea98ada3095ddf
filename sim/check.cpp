#include "sim/check.h"

#include <cstdio>
#include <cstdlib>

#include "sim/detail/assert.h"
#include "sim/detail/kernel.h"

namespace foliot::detail {

void check_failed(const char* expression, std::source_location where) {
    const std::string message = std::string("check failed: ") + expression;
    const CheckFailed error(message);
    if (detail::Kernel* const loop = detail::Kernel::current(); loop != nullptr) {
        loop->fail(Verdict::check, message, where, std::make_exception_ptr(error));
    }
    throw error;
}

void assertion_failed(const char* condition, const char* why, const char* file, int line) noexcept {
    std::fprintf(stderr, "%s:%d: assertion failed: %s (%s)", file, line, condition, why);
    if (const detail::Kernel* const loop = detail::Kernel::current(); loop != nullptr) {
        std::fprintf(stderr, "  seed=%llu step=%llu t=%lldns",
                     static_cast<unsigned long long>(loop->seed()),
                     static_cast<unsigned long long>(loop->step()),
                     static_cast<long long>(nanoseconds(loop->now())));
    }
    std::fputc('\n', stderr);
    std::abort();
}

}  // namespace foliot::detail
