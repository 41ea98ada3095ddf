#pragma once

#include <vector>

#include "coordinator/common.h"
#include "coordinator/detail/errand.h"
#include "coordinator/quotes.h"

namespace foliot {

/// Asks a source of quotes every poller period, from the start on, until the shutdown; what it
/// answers goes the same way as the feed's updates. An answer that takes longer than the period
/// delays the next question to the next instant of the period.
class Poller {
  public:
    /// Both outlive the poller. Without a source it asks nobody.
    Poller(Common& common, QuoteSource* quotes)
        : common_(common), quotes_(quotes), log_(common.log.of("poller")) {}

    /// Runs in a task of its own, once.
    Coro<> run() { return run_as(Intake::Source(common_.intake)); }
    /// Goes no further: a question that is under way is cancelled. To be called at the shutdown.
    void stop() { polling_.stop(); }

  private:
    Coro<> run_as(Intake::Source source);
    Coro<Result<>> ask();
    Coro<Result<>> accept_all(std::vector<MarketDataUpdate> updates);

    Common& common_;       // outlives this
    QuoteSource* quotes_;  // outlives this; or null
    const Logger log_;
    Errand<std::vector<MarketDataUpdate>> polling_;
};

}  // namespace foliot
