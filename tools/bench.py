#!/usr/bin/env python3
"""Runs foliot_bench and prints what it found as one table: Foliot against its limit."""

import argparse
import json
import re
import statistics
import subprocess
import sys

import bench_instructions as instructions
import bench_targets as targets

# Enough rounds for a median that one disturbed round does not move.
REPETITIONS = 11
SECONDS_EACH = 0.03
# A process of its own for each: what it measures is the growth of the process.
ALONE = "/idle"


def measured(document):
    """{case: {"time": median CPU time in ns, counter: median}} of Google Benchmark's JSON."""
    runs = {}
    for run in document["benchmarks"]:
        if run.get("run_type") != "iteration":
            continue
        name = run["name"].split("/iterations:")[0]
        kept = runs.setdefault(name, {})
        kept.setdefault("time", []).append(run["cpu_time"])
        for counter in ("allocations", "allocations_step", "steps", "bytes"):
            if counter in run:
                kept.setdefault(counter, []).append(run[counter])
    return {
        name: {figure: statistics.median(values) for figure, values in kept.items()}
        for name, kept in runs.items()
    }


def figure(value, unit):
    if value >= 1000:
        return f"{value:,.0f} {unit}".strip()
    return f"{value:.3g} {unit}".strip()


def row_cells(row, found):
    """The cells of one row; nothing where its cases did not run."""
    needed = [row.case] + ([row.yardstick] if row.yardstick else [])
    if any(name not in found for name in needed):
        return None
    own = found[row.case][row.counter or "time"]
    compared, yardstick, ratio = own, "", ""
    if row.yardstick:
        against = found[row.yardstick]["time"]
        compared = own / against
        yardstick, ratio = figure(against, row.unit), f"{compared:.2f}"
    must = "" if row.must is None else f"<= {row.must:.3g}"
    met = "" if row.must is None else "yes" if compared <= row.must else "NO"
    return [row.target, row.what, yardstick, figure(own, row.unit), ratio, must, met]


def table(heads, rows):
    """Columns as wide as they need to be: the first two to the left, the others to the right."""
    widths = [max(len(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    lines = []
    for row in [heads, *rows]:
        cells = [
            cell.ljust(width) if at < 2 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def ratio_table(rows, found):
    cells = [row_cells(row, found) for row in rows]
    heads = ["", "case", "yardstick", "Foliot", "ratio", "target", "met"]
    return table(heads, [row for row in cells if row is not None])


def selected(rows, pattern):
    """The rows whose target, words or cases match the pattern."""
    return [
        row
        for row in rows
        if any(re.search(pattern, text) for text in (row.target, row.what, row.case))
    ]


def run_cases(binary, names, repetitions):
    pattern = "^(" + "|".join(names) + ")(/iterations:.*)?$"
    command = [
        binary,
        "--benchmark_format=json",
        f"--benchmark_filter={pattern}",
        f"--benchmark_min_time={SECONDS_EACH}",
        f"--benchmark_repetitions={repetitions}",
        "--benchmark_enable_random_interleaving=true",
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def run_rows(binary, rows):
    """One document as Google Benchmark writes it, of all cases that the rows name."""
    names = sorted({name for row in rows for name in (row.case, row.yardstick) if name})
    together = [name for name in names if not name.endswith(ALONE)]
    document = {"benchmarks": []}
    if together:
        document = run_cases(binary, together, REPETITIONS)
    for name in names:
        if name.endswith(ALONE):
            document["benchmarks"] += run_cases(binary, [name], 1)["benchmarks"]
    return document


def report_instructions(binary, rows, save):
    cases = instructions.counted_cases(rows)
    before = instructions.Table.load()
    made_with = instructions.built_with(binary)
    now = instructions.count_each(binary, cases)
    cells, said, status = instructions.compared(before, cases, made_with, now)
    print("\n".join([table(instructions.HEADS, cells), *said]))
    if not save:
        return status
    before.updated(made_with, instructions.revision(binary), now).save()
    return 0


def main(words):
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("binary", help=argparse.SUPPRESS)
    parser.add_argument("--filter", default="", metavar="REGEX", help="only rows that match")
    parser.add_argument("--json", metavar="OUT", help="keep the raw figures")
    parser.add_argument(
        "--instructions",
        action="store_true",
        help="count instructions of a unit with callgrind; exit status 1 where a case is worse",
    )
    parser.add_argument(
        "--save", action="store_true", help="with --instructions: compare with these from now on"
    )
    given = parser.parse_args(words)
    if given.save and not given.instructions:
        parser.error("--save goes with --instructions")
    rows = selected(targets.ROWS, given.filter)
    if given.instructions:
        rows = [row for row in rows if instructions.is_timed(row)]
    if not rows:
        print(f"bench: nothing matches {given.filter}", file=sys.stderr)
        return 5
    if given.instructions:
        return report_instructions(given.binary, rows, given.save)
    document = run_rows(given.binary, rows)
    if given.json:
        with open(given.json, "w", encoding="utf-8") as file:
            json.dump(document, file, indent=1)
    print(ratio_table(rows, measured(document)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
