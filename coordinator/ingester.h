#pragma once

#include <optional>

#include "coordinator/common.h"
#include "coordinator/detail/errand.h"
#include "coordinator/detail/set_at_end.h"
#include "coordinator/feed.h"

namespace foliot {

/// Takes in what the feed gives, until the feed ends or stop() is called. Where the connection is
/// lost, or somebody cancels a receive alone, it tries again, after a pause that doubles with each
/// attempt that brings nothing. When it has ended, or was cancelled before it began, the work is
/// over.
class Ingester {
  public:
    /// Both outlive the ingester.
    Ingester(Common& common, Feed& feed)
        : common_(common), feed_(feed), log_(common.log.of("ingester")) {}

    /// Before the start: connects to the feed.
    Coro<> connect();
    /// Runs in a task of its own, once.
    Coro<> run() { return run_as({Intake::Source(common_.intake), SetAtEnd(common_.work_over)}); }
    /// Goes no further: a receive that is under way is cancelled. To be called at the shutdown.
    void stop();

  private:
    /// One parameter, for compilers differ in the order in which those of a coroutine go away.
    struct Presence {
        Intake::Source source;
        SetAtEnd work_over;  // goes first
    };

    Coro<> run_as(Presence presence);
    Coro<Result<>> ingest();
    Coro<Result<>> accept(MarketDataUpdate update);
    Coro<bool> connected();
    bool lost_connection(const Failure& failure) const;
    Duration next_pause();

    Common& common_;  // outlives this
    Feed& feed_;      // outlives this
    const Logger log_;
    Errand<std::optional<MarketDataUpdate>> receiving_;
    Errand<bool> connecting_;
    Duration pause_{};  // after the latest disconnect; zero while updates come
};

}  // namespace foliot
