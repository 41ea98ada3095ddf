#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "properties/laws/all_tasks_end.h"
#include "properties/laws/barrier_rounds.h"
#include "properties/laws/bounded_shutdown.h"
#include "properties/laws/condition_holds_lock.h"
#include "properties/laws/first_come_first_served.h"
#include "properties/laws/mutual_exclusion.h"
#include "properties/laws/no_lost_wakeup.h"
#include "properties/laws/permits_conserved.h"
#include "properties/laws/queue_counts.h"
#include "properties/laws/steady_time.h"
#include "sim/loop.h"

namespace foliot {

/// Makes the laws that every correct run obeys known to LawFactories: all of this folder but
/// BoundedShutdown. Nothing happens the second time.
void register_laws();

/// The laws of one run:
///
///     Loop loop(options);
///     Laws laws(loop);
///     laws.add_all();
///     laws.add<BoundedShutdown>("shutdown", 5s);
///     const Outcome outcome = laws.finish(loop.run(body()));
///
/// Laws are added before the run. The first one that is broken fails it; of several broken by one
/// event, the one added first.
class Laws {
  public:
    /// `loop` has not run yet. Keep the laws until it has.
    explicit Laws(Loop& loop) : loop_(&loop) {}

    template <class Kind, class... Args>
    Kind& add(Args&&... args) {
        auto law = std::make_unique<Kind>(std::forward<Args>(args)...);
        Kind& added = *law;
        laws_.push_back(std::move(law));
        added.watch(*loop_);
        return added;
    }
    /// All laws that LawFactories knows: those that every correct run obeys, whatever it is about,
    /// and what users have added. BoundedShutdown is none of them.
    void add_all();

    /// Checks what must hold at the end of the run; see Law::finish.
    Outcome finish(Outcome outcome);

    /// The first of the laws that are broken; null where all hold.
    const Law* broken() const;

  private:
    Loop* loop_;  // may be gone once laws are no longer added
    std::vector<std::unique_ptr<Law>> laws_;
};

}  // namespace foliot
