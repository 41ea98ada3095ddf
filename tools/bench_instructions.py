"""What a unit of each case takes in instructions, as callgrind counts them, and what it took then:
when the table was saved."""

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import bench_targets as targets

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bench_instructions.json")
# By how many percent a case of Foliot may grow.
ALLOWED = 2.0
HEADS = ["", "case", "then", "now", "change", "", "target", "met"]


def is_timed(row):
    return not row.counter


def counted_cases(rows):
    """{case: target} of all that is timed, yardsticks too, in the order of the rows."""
    cases = {}
    for row in filter(is_timed, rows):
        for case in filter(None, (row.case, row.yardstick)):
            cases.setdefault(case, row.target)
    return cases


def units_of(case):
    what = case.split("/", 1)[1]
    return next(units for begin, units in targets.UNITS if what.startswith(begin))


def collected(shown):
    """What callgrind says that it counted; None where it says nothing."""
    found = re.search(r"Collected : (\d+)", shown)
    return int(found.group(1)) if found else None


def count(binary, case, units):
    # Without an environment: its size moves the stack, and with it how long copies take.
    command = [shutil.which("valgrind") or "valgrind", "--tool=callgrind"]
    command += ["--callgrind-out-file=/dev/null", binary, "--case", case, "--units", str(units)]
    done = subprocess.run(command, env={}, capture_output=True, text=True)
    instructions = collected(done.stderr)
    if done.returncode or instructions is None:
        sys.exit(done.stderr)
    return instructions


def count_each(binary, cases):
    """{case: instructions of a unit}. Twice the units against the units: what comes before and
    after does not count."""
    runs = [(case, times * units_of(case)) for case in cases for times in (1, 2)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        counts = dict(zip(runs, pool.map(lambda run: count(binary, *run), runs)))
    each = {}
    for case in cases:
        units = units_of(case)
        each[case] = round((counts[case, 2 * units] - counts[case, units]) / units, 2)
    return each


def compilers(comment):
    """Who compiled a binary, from what readelf shows of its section .comment."""
    found = set()
    for name, pattern in (("g++", r"GCC: .* (\d+\.\d+)"), ("clang++", r"clang version (\d+\.\d+)")):
        found |= {f"{name} {version}" for version in re.findall(pattern, comment)}
    return ", ".join(sorted(found)) or "an unknown compiler"


def built_with(binary):
    """What the counts depend on besides the sources: the compiler, and the library of malloc."""
    command = ["readelf", "--string-dump=.comment", binary]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return f"{compilers(shown)}, {' '.join(platform.libc_ver())}".strip(", ")


def revision(binary):
    """The commit of the tree in which the binary lies."""
    command = ["git", "-C", os.path.dirname(os.path.abspath(binary)), "describe", "--always"]
    command += ["--exclude=*", "--dirty"]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        return "unknown"
    return done.stdout.strip() or "unknown"


class Table:
    """`then` is {case: (revision, instructions of a unit)}."""

    def __init__(self, made_with, then):
        self.built_with, self.then = made_with, then

    @classmethod
    def parse(cls, text):
        document = json.loads(text)
        then = {
            case: (of, instructions)
            for of, counts in document["instructions"].items()
            for case, instructions in counts.items()
        }
        return cls(document["built_with"], then)

    @classmethod
    def load(cls):
        try:
            with open(TABLE, encoding="utf-8") as file:
                return cls.parse(file.read())
        except FileNotFoundError:
            return cls("no compiler", {})

    def text(self):
        by_revision = {}
        for case, (of, instructions) in self.then.items():
            by_revision.setdefault(of, {})[case] = instructions
        document = {"built_with": self.built_with, "instructions": by_revision}
        return json.dumps(document, indent=2) + "\n"

    def updated(self, made_with, of, now):
        """With what was counted now. Counts of other cases stay while the rows name their cases,
        but not beside those that another compiler made."""
        known = counted_cases(targets.ROWS)
        kept = self.then if made_with == self.built_with else {}
        merged = {**kept, **{case: (of, instructions) for case, instructions in now.items()}}
        return Table(made_with, {case: merged[case] for case in known if case in merged})

    def save(self):
        with open(TABLE, "w", encoding="utf-8") as file:
            file.write(self.text())


def change(then, now):
    """In percent."""
    return 100 * (now - then) / then


def is_worse(case, then, now):
    """The limit's cases only inform."""
    return case.startswith("foliot/") and then is not None and change(then, now) > ALLOWED


def cells(target, case, then, now):
    shown = ["", f"{now:,.1f}", "", ""]
    if then is not None:
        shown[0] = f"{then:,.1f}"
        shown[2] = f"{change(then, now):+.2f} %"
        shown[3] = "WORSE" if is_worse(case, then, now) else ""
    must = targets.STEPS.get(case)
    met = ["", ""] if must is None else [f"<= {must}", "yes" if now <= must else "NO"]
    return [target, case, *shown, *met]


def compared(table, cases, made_with, now):
    """The cells of all cases, what is to be said of them, and the exit status: 1 where a case is
    worse, 2 where one could not be compared."""
    same = made_with == table.built_with
    then = {case: table.then[case][1] for case in cases if same and case in table.then}
    rows = [cells(target, case, then.get(case), now[case]) for case, target in cases.items()]
    said, status = [], 0
    missing = [case for case in cases if case not in table.then]
    if not same:
        said.append(f"Not compared: the table is of {table.built_with}, this is {made_with}.")
        status = 2
    elif missing:
        said.append(f"Not compared, for the table does not have them: {', '.join(missing)}.")
        status = 2
    worse = [case for case in cases if is_worse(case, then.get(case), now[case])]
    if worse:
        said.append(f"More than {ALLOWED:g} % worse than then: {', '.join(worse)}.")
        status = 1
    return rows, said, status
