#include "primitives/detail/watch.h"

#include "primitives/detail/done_handle.h"
#include "sim/detail/kernel.h"
#include "sim/timer.h"

namespace foliot::detail {

/// Holds a reference to the watch while it listens and until it has run.
class Watch::Child final : public DoneHandle {
  public:
    void attach(Watch& watch, std::size_t place) {
        watch_ = &watch;
        place_ = place;
        watch.retain();
        listen(*watch.futures_[place]);
    }
    void stop_listening() {
        FutureState& future = *watch_->futures_[place_];
        future.touch(Branch::done, Access::read);  // it will not call back, or it did
        if (!listening()) return;
        withdraw(future);
        watch_->release();
    }
    void run(Kernel&) override {
        watch_->on_future_done(place_);
        watch_->release();
    }
    void discard() noexcept override { watch_->release(); }

  private:
    void abandon() noexcept override { watch_->release(); }

    Watch* watch_ = nullptr;  // kept alive by the reference
    std::size_t place_ = 0;
};

/// Holds a reference to the watch until it has fired or was stopped.
class Watch::Deadline final : public Timer {
  public:
    explicit Deadline(Watch& watch)
        : Timer(HandleKind::timeout), watch_(watch), path_(watch.loop_.creator()) {}

    void start(Duration timeout) {
        watch_.retain();
        watch_.loop_.start(*this, later(watch_.loop_.now(), timeout));
    }
    void stop() {
        if (!pending() && !queued()) return;
        watch_.loop_.stop(*this);
        watch_.release();
    }
    void run(Kernel& loop) override {
        loop.access(path_, Branch::timer, Access::write);
        watch_.on_timeout();
        watch_.release();
    }
    void discard() noexcept override { watch_.release(); }
    PathId path() const override { return path_; }

  private:
    Watch& watch_;  // owns this; kept alive by the reference
    PathId path_;   // the task on whose behalf it runs
};

Watch::Watch(std::vector<FutureRef<FutureState>> futures)
    : loop_(Kernel::running()),
      futures_(std::move(futures)),
      path_(loop_.new_path(Branch::object)) {}

Watch::~Watch() = default;

void Watch::begin(std::optional<Duration> timeout) {
    if (timeout && !futures_.empty()) {
        deadline_ = std::make_unique<Deadline>(*this);
        deadline_->start(*timeout);
    }
    children_ = std::make_unique<Child[]>(futures_.size());
    for (std::size_t place = 0; place < futures_.size(); ++place)
        children_[place].attach(*this, place);
}

void Watch::stop_timer() {
    if (deadline_) deadline_->stop();
}

void Watch::stop_listening() {
    for (std::size_t place = 0; place < futures_.size(); ++place)
        children_[place].stop_listening();
}

void Watch::touch() const {
    loop_.access(path_, Access::write);
}

}  // namespace foliot::detail
