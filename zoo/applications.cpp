// The faults of a small market data service: an ingester, processors, a monitor, a shutdown.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <vector>

#include "primitives/condition.h"
#include "primitives/lock.h"
#include "primitives/semaphore.h"
#include "primitives/shield.h"
#include "primitives/timeout.h"
#include "sim/check.h"
#include "sim/clock.h"
#include "sim/loop.h"
#include "sim/shared.h"
#include "zoo/broken_condition.h"
#include "zoo/world.h"

namespace foliot::zoo_programs {

namespace {

using namespace std::chrono_literals;

/// The processor looks at the buffer under one lock and waits under another: what comes in between
/// is handled when the wait times out.
class NoPredicate {
  public:
    explicit NoPredicate(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(process(), "processor");
        crew.add(ingest(), "ingester");
        co_await crew.ended();
        FOLIOT_CHECK(VirtualClock::now() < virtual_start + 1s);
    }

  private:
    Coro<bool> take() {
        const auto held = co_await buffer_lock_.scoped();
        const bool any = buffered_ > 0;
        if (any) buffered_ -= 1;
        co_return any;
    }
    Coro<> wait() {
        const auto held = co_await new_data_.scoped();
        if (build_ == Build::fixed && buffered_ > 0) co_return;
        co_await new_data_.wait();
    }
    Coro<> process() {
        bool taken = co_await take();
        while (!taken) {
            co_await yield();
            static_cast<void>(co_await quietly(timeout(5s, wait())));
            taken = co_await take();
        }
    }
    Coro<> ingest() {
        co_await steps(3);
        {
            const auto held = co_await buffer_lock_.scoped();
            buffered_ += 1;
        }
        const auto held = co_await new_data_.scoped();
        new_data_.notify_all();
    }

    Build build_;
    Lock buffer_lock_{"buffer"};
    Condition new_data_{"new data"};
    Shared<int> buffered_{0, "buffered"};
};

/// The deadline of a processor's wait passes while the processor, notified, takes the lock again:
/// the notification is used up, and nobody handles the update.
class NotifiedTooLate {
  public:
    explicit NotifiedTooLate(Build build) : condition_(build, WaitFlaw::keeps_notify) {}

    Coro<> run() {
        Crew crew;
        Task<> impatient = crew.add(process(5ms), "impatient");
        Task<> patient = crew.add(process(1h), "patient");
        crew.add(ingest(), "ingester");
        co_await sleep(50ms);
        FOLIOT_CHECK(buffered_ == 0);
        impatient.cancel();
        patient.cancel();
        co_await crew.ended();
    }

  private:
    Coro<> wait_for_data() {
        while (buffered_ == 0) {
            Result<> woken = co_await condition_.wait();
            woken.take();
        }
    }
    Coro<> process(Duration patience) {
        const Result<> held = co_await quietly(condition_.lock().acquire());
        if (!held) co_return;
        const Result<> waited = co_await quietly(timeout(patience, wait_for_data()));
        if (waited) buffered_ -= 1;
        condition_.lock().release();
    }
    Coro<> ingest() {
        constexpr std::array<Duration, 3> delays{1ms, 2ms, 5ms};
        co_await sleep(delays.at(choose(delays.size(), "latency")));
        co_await condition_.lock().acquire();
        buffered_ += 1;
        condition_.notify();
        co_await yield();
        condition_.lock().release();
    }

    FutureCondition condition_;
    Shared<int> buffered_{0, "buffered"};
};

/// A batch that is cancelled frees its slot, and so does the job that it left to the pool.
class FreedTwice {
  public:
    explicit FreedTwice(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        const Task<> batch = crew.add(offload(), "batch");
        crew.add(cancel_after(8, batch), "canceller");
        co_await crew.ended();
        co_await slots_.acquire();
        slots_.release();
    }

  private:
    Coro<> job() {
        co_await steps(2);
        slots_.release();
    }
    Coro<> offload() {
        const Result<> slot = co_await quietly(slots_.acquire());
        if (!slot) co_return;
        const Task<> job = spawn(this->job(), "job");
        // Cancelling the one who waits does not reach the job, which runs on a thread.
        const Result<> ended = co_await quietly(shield(job));
        if (!ended && build_ == Build::broken) slots_.release();
        static_cast<void>(co_await quietly(job));
    }

    Build build_;
    BoundedSemaphore slots_{1, "pool slots"};
};

/// The reader drops what it has read by a length that is out of date after an await.
class StaleLength {
  public:
    explicit StaleLength(Build build) : build_(build) {}

    Coro<> run() {
        Crew crew;
        crew.add(write(), "ingester");
        crew.add(read(), "processor");
        co_await crew.ended();
        const bool handled_last = handled_ == updates - 1;
        FOLIOT_CHECK(handled_last || buffer_.get().size() > 0);
    }

  private:
    static constexpr int updates = 3;

    Coro<> write() {
        for (int i = 0; i < updates; ++i) {
            buffer_.update([i](std::vector<int>& each) { each.push_back(i); });
            if (buffer_.get().size() > 2) remove(1);
            co_await steps(4);
        }
    }
    void remove(std::size_t n) {
        buffer_.update([n](std::vector<int>& each) {
            each.erase(each.begin(), each.begin() + static_cast<std::ptrdiff_t>(n));
        });
    }
    Coro<> read() {
        for (int i = 0; i < 2; ++i) {
            co_await steps(2);
            const std::vector<int> seen = buffer_;
            if (build_ == Build::fixed) remove(seen.size());
            co_await yield();  // handles them
            if (!seen.empty()) handled_ = seen.back();
            if (build_ == Build::broken) remove(std::min(seen.size(), buffer_.get().size()));
        }
    }

    Build build_;
    Shared<std::vector<int>> buffer_{{}, "buffer"};
    Shared<int> handled_{-1, "last one handled"};
};

}  // namespace

Programs applications() {
    Programs all;
    all.push_back(program<NoPredicate>(
        {"app-no-predicate",
         "a processor waits without looking: an update between its look at the buffer and its wait "
         "is seen 5 s later"}));
    all.push_back(program<NotifiedTooLate>(
        {"app-notified-too-late",
         "gh-112202 in an application: the deadline passes while the notified task takes the lock "
         "again"}));
    all.push_back(program<FreedTwice>(
        {"app-slot-freed-twice",
         "a cancelled batch frees its pool slot, and the job's end frees it again: "
         "BoundedSemaphore"}));
    all.push_back(program<StaleLength>(
        {"app-stale-length",
         "a bounded buffer is trimmed while its reader holds a length from before an await"}));
    return all;
}

}  // namespace foliot::zoo_programs
