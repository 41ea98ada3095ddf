"""What Foliot's speed is held to: ratios between two cases that ran in the same process."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """`case` costs at most `must` times what `yardstick` costs. A row without `must` informs. Where
    `counter` is set, it is that figure of `case` which must not be above `must`."""

    target: str
    what: str
    case: str
    yardstick: str = ""
    must: float | None = None
    counter: str = ""
    unit: str = "ns"


def limited(target, what, name, must=None):
    """Foliot against the limit's case of the same name."""
    return Row(target, what, f"foliot/{name}", f"limit/{name}", must)


ROWS = (
    limited("T1", "step, fifo, 10 ready", "step/fifo/10", 3.0),
    limited("", "step, fifo, 1,000 ready", "step/fifo/1000"),
    limited("", "step, fifo, 100,000 ready", "step/fifo/100000"),
    limited("T2", "step, random, 10 ready", "step/random/10", 2.0),
    limited("", "step, random, 1,000 ready", "step/random/1000"),
    limited("T3", "step, random, 100,000 ready", "step/random/100000", 1.5),
    limited("T4", "execution, random", "5x10/random", 1 / 0.65),
    limited("", "execution, fifo", "5x10/fifo"),
    Row("T5", "execution, pct:3", "foliot/5x10/pct:3", "limit/5x10/random", 1 / 0.65),
    Row("T5", "pct:3, 1,000 ready, to random", "foliot/crowd/pct:3", "foliot/crowd/random", 5.0),
    Row("T6", "execution, dfs", "foliot/5x10/dfs", "limit/5x10/random", 1 / 0.6),
    Row("", "execution, bounded:2", "foliot/5x10/bounded:2", "limit/5x10/random"),
    Row("", "execution, surw", "foliot/5x10/surw", "limit/5x10/random"),
    Row("", "execution, urw", "foliot/5x10/urw", "limit/5x10/random"),
    Row("", "execution, pos", "foliot/5x10/pos", "limit/5x10/random"),
    Row("", "execution, portfolio", "foliot/5x10/portfolio", "limit/5x10/random"),
    Row("", "execution, dpor", "foliot/5x10/dpor", "limit/5x10/random"),
    Row("T7", "replayed against random", "foliot/5x10/replayed", "foliot/5x10/named", 1.1),
    limited("T8", "world of 5 tasks", "5x10/none", 2.5),
    Row("T8", "allocations an execution", "foliot/5x10/allocations", "", 0, "allocations", ""),
    limited("T9", "timer event, 1,000 armed", "timer/1000", 1.3),
    limited("T9", "timer event, 100,000 armed", "timer/100000", 1.3),
    Row("T10", "yield within a timeout", "foliot/timeout", "foliot/step/fifo/10", 5.0),
    Row("", "yield within a Timeout scope", "foliot/timeout-scope", "foliot/step/fifo/10"),
    Row("T11", "lock, alone, against a resume", "foliot/lock/alone", "limit/resume", 4.0),
    limited("T11", "lock, handed on", "lock/in-turn", 2.5),
    limited("T12", "semaphore", "semaphore", 3.0),
    limited("T12", "condition", "condition", 3.0),
    limited("T12", "barrier", "barrier", 3.0),
    Row("T13", "one record a step", "foliot/5x10/steps-kept", "foliot/5x10/random", 1.1),
    Row("", "telling what is recorded", "foliot/5x10/heard", "foliot/5x10/random"),
    Row("T13", "recorder", "foliot/5x10/recorded", "foliot/5x10/random", 2.5),
    Row("", "telling bare yields", "foliot/yield/heard", "foliot/yield/unrecorded"),
    Row("T13", "recorder, bare yields", "foliot/yield/recorded", "foliot/yield/unrecorded", 1.6),
    Row("T14", "digest of what is recorded", "foliot/5x10/digested", "foliot/5x10/recorded", 1.5),
    Row("T15", "bytes of an idle task", "foliot/idle", "", 256, "bytes", "B"),
    Row("", "bytes of an idle frame", "limit/idle", "", None, "bytes", "B"),
    limited("T16", "spawn, run, finish", "spawn", 3.0),
    limited("T20", "seeding, and one pick", "seed", 20 / 6),
    limited("T21", "10 sleepers, 1 s each", "virtual-seconds", 1 / 0.4),
)

# Instructions of one step at most, as callgrind counts them.
STEPS = {"foliot/step/fifo/10": 110, "foliot/step/random/10": 180}

# How many units are counted, by how the name of a case goes on after its first word. Enough of them
# that what comes once in many units weighs little. Where tasks share a pace, it comes in thousands.
UNITS = (
    ("step/fifo/100000", 1_000_000),
    ("step/random/100000", 1_000_000),
    ("5x10/dpor", 200),
    ("5x10/", 1_000),
    ("crowd/", 20),
    ("", 100_000),
)
