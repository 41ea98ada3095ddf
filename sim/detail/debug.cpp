#include "sim/detail/debug.h"

#include <algorithm>
#include <mutex>
#include <string>
#include <vector>

#include "sim/detail/function_name.h"
#include "sim/detail/kernel.h"
#include "sim/error.h"

namespace foliot::detail {

namespace {

// Loops that run in debug mode. A call from a wrong thread finds its loop here; the loop that an
// object remembers may be gone.
struct Debugged {
    const detail::Kernel* loop;
    std::uint64_t serial;
};
std::mutex mutex;
std::vector<Debugged> debugged;

}  // namespace

void debug_begins(const detail::Kernel& loop) {
    const std::scoped_lock lock(mutex);
    debugged.push_back({&loop, loop.serial()});
    ++loops_in_debug;
}

void debug_ends(const detail::Kernel& loop) {
    const std::scoped_lock lock(mutex);
    --loops_in_debug;
    std::erase_if(debugged, [&loop](const Debugged& each) { return each.loop == &loop; });
}

bool called_elsewhere(const detail::Kernel* home, std::uint64_t serial) {
    const detail::Kernel* const here = detail::Kernel::current();
    if (here != nullptr && here->debug() && here->in_thread()) return true;
    if (home == nullptr || home == here) return false;
    const std::scoped_lock lock(mutex);
    return std::any_of(debugged.begin(), debugged.end(), [&](const Debugged& each) {
        return each.loop == home && (serial == 0 || each.serial == serial);
    });
}

void raise_misplaced() {
    Failure(errors::other_thread).raise();
}

void never_awaited(const std::source_location& function, bool operation) noexcept {
    if (loops_in_debug.load(std::memory_order_relaxed) == 0) return;
    detail::Kernel* const loop = detail::Kernel::current();
    // What a torn-down run leaves behind was not forgotten.
    if (loop == nullptr || !loop->debug() || loop->closing()) return;
    std::string name = detail::function_name(function);
    const std::string body = "_body";
    if (operation && name.ends_with(body)) name.resize(name.size() - body.size());
    if (!name.empty()) name = " '" + name + "'";
    loop->warn(WarningKind::never_awaited, "coroutine" + name + " was never awaited", function);
}

}  // namespace foliot::detail
