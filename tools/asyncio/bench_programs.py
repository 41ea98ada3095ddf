"""How many programs a second, here and in Foliot?  bench_programs.py PROGRAM_ROUNDS FILE...

Runs the programs of the files of vectors on this CPython's asyncio and in Foliot, in turns, and
prints the medians. PROGRAM_ROUNDS is the binary of cli/asyncio/program_rounds.cpp.
"""

import json
import statistics
import subprocess
import sys
import time

from recorder import record

TURNS = 9
FOLIOT_ROUNDS = 20  # in a turn: one alone is over too soon to be measured well
ROWS = (
    ("run", "run, with the log"),
    ("text", "from text to text"),
)


def read(files):
    """Programs that run in asyncio's own order, with what they must come to."""
    entries = []
    for file in files:
        with open(file, encoding="utf-8") as stream:
            entries += [entry for entry in json.load(stream) if "choices" not in entry]
    return entries


class CPython:
    def __init__(self, entries):
        self.programs = [entry["program"] for entry in entries]
        self.texts = [json.dumps(program, separators=(",", ":")) for program in self.programs]
        wrong = [e["name"] for e in entries if record(e["program"]) != e["expected"]]
        if wrong:
            sys.exit(f"bench: this CPython does not reproduce {', '.join(wrong)}")

    def round(self, row):
        """Nanoseconds for all programs."""
        started = time.perf_counter_ns()
        if row == "run":
            for program in self.programs:
                record(program)
        else:
            for text in self.texts:
                json.dumps(record(json.loads(text)))
        return time.perf_counter_ns() - started


class Foliot:
    def __init__(self, command):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.programs = self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(2)  # it has said why
        return int(line)

    def round(self, row):
        """Nanoseconds for all programs, the mean of some rounds."""
        self.process.stdin.write(f"{row}\n" * FOLIOT_ROUNDS)
        self.process.stdin.flush()
        return statistics.mean(self.answer() for _ in range(FOLIOT_ROUNDS))

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def main(binary, *files):
    entries = read(files)
    cpython = CPython(entries)
    foliot = Foliot([binary, *files])
    if foliot.programs != len(entries):
        sys.exit(f"bench: Foliot reads {foliot.programs} programs, not {len(entries)}")
    print(f"{len(entries)} programs, a loop each: programs/s, medians of {TURNS} turns")
    print(f"{'':<20}{'CPython':>12}{'Foliot':>12}{'times':>8}")
    for row, what in ROWS:
        # A first turn, not counted, warms both up.
        turns = [(cpython.round(row), foliot.round(row)) for _ in range(TURNS + 1)][1:]
        per_second = [len(entries) * 1e9 / statistics.median(side) for side in zip(*turns)]
        times = statistics.median(theirs / ours for theirs, ours in turns)
        print(f"{what:<20}{per_second[0]:>12,.0f}{per_second[1]:>12,.0f}{times:>8.1f}")
    foliot.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
