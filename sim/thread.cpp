#include "sim/thread.h"

#include "sim/error.h"
#include "sim/loop.h"

namespace foliot {

CallHandle call_soon_threadsafe(Loop& loop, std::function<void()> function) {
    detail::Kernel& kernel = detail::kernel_of(loop);
    if (detail::Kernel::current() != &kernel) {
        throw RuntimeError("the loop does not run on this operating-system thread");
    }
    auto* const callback = new Callback(kernel, std::move(function));
    CallHandle handle(*callback);
    callback->queue();
    return handle;
}

}  // namespace foliot
