"""CPython's asyncio over a virtual clock, in its own order or in any other.

Only the clock, the selector and, where a chooser is given, the order of the ready handles are
replaced; everything else is asyncio's own. Time is counted in ticks of 1/1024 s, which a float
holds exactly.
"""

import heapq
from asyncio import base_events, events

TICK = 1 / 1024


class OrderedTimer(events.TimerHandle):
    """Timers of the same instant fire in the order of their creation, not in the heap's."""

    __slots__ = ("order",)

    def __init__(self, order, when, callback, args, loop, context):
        super().__init__(when, callback, args, loop, context)
        self.order = order

    def __lt__(self, other):
        return (self._when, self.order) < (other._when, other.order)


class VirtualLoop(base_events.BaseEventLoop):
    """Runs until the last task has ended, or nothing can happen any more.

    Without a chooser, asyncio's own `_run_once` runs. With one, each step runs the handle whose
    rank `chooser(number of options)` gives; it is asked only where there are two or more. The
    options are what is left of the round, what became ready during it, then the timers that are
    due; when the first part is used up, all of them are the next round. Rank 0 is asyncio's order.
    """

    def __init__(self, chooser=None):
        super().__init__()
        self._selector = self
        self._clock_resolution = TICK / 4  # a deadline is due when it is not after now
        self._time = 0.0
        self._timers_made = 0
        self._chooser = chooser
        self._due = []
        self._round_left = 0
        self.tasks = []
        self.stuck = False
        self.set_exception_handler(lambda loop, context: None)

    def time(self):
        return self._time

    def now(self):
        """The time in ticks."""
        return round(self._time / TICK)

    def call_at(self, when, callback, *args, context=None):
        timer = OrderedTimer(self._timers_made, when, callback, args, self, context)
        self._timers_made += 1
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def create_task(self, coroutine, **options):
        self.tasks.append(super().create_task(coroutine, **options))
        return self.tasks[-1]

    def _run_once(self):
        if all(task.done() for task in self.tasks):
            self.stop()
        elif self._chooser is None:
            super()._run_once()
        else:
            self._run_step()

    def select(self, timeout):
        """Stands for the selector: to wait is to jump to the next deadline."""
        if timeout is None:
            self._stop_stuck()
        elif timeout > 0:
            self._time = self._scheduled[0]._when
        return []

    def _stop_stuck(self):
        self.stuck = True
        self.stop()

    def _run_step(self):
        self._collect()
        options = len(self._ready) + len(self._due)
        if options == 0:
            if self._scheduled:
                self._time = self._scheduled[0]._when
            else:
                self._stop_stuck()
            return
        rank = self._chooser(options) if options > 1 else 0
        if rank < self._round_left:
            self._round_left -= 1
        if rank < len(self._ready):
            handle = self._ready[rank]
            del self._ready[rank]
        else:
            handle = self._due.pop(rank - len(self._ready))
        handle._run()

    def _collect(self):
        """Drops what was cancelled, finds the timers that are due, and begins a round if one is."""
        while self._scheduled and (
            self._scheduled[0]._cancelled or self._scheduled[0]._when <= self._time
        ):
            timer = heapq.heappop(self._scheduled)
            timer._scheduled = False
            self._due.append(timer)
        self._due = sorted(timer for timer in self._due if not timer._cancelled)
        for rank in reversed(range(len(self._ready))):
            if self._ready[rank]._cancelled:
                del self._ready[rank]
                self._round_left -= rank < self._round_left
        if self._round_left == 0:
            self._ready.extend(self._due)
            self._due.clear()
            self._round_left = len(self._ready)

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass
