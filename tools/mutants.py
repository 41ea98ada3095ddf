"""Breaks the tree on purpose, one line at a time, in a copy, and asks who notices.

A mutant is an entry of a table (mutants/*.toml): a file, a text that occurs in it once,
and what stands there instead. Each must be caught: it survives where the check still passes.
"""

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

TREE = Path(__file__).resolve().parents[1]
TABLES = TREE / "tools" / "mutants"
# As without it, but that a failure is not shrunk: that is for people.
RAPIDCHECK = "seed=1 max_success=1000 noshrink=1"


@dataclass(frozen=True)
class Mutant:
    table: str
    name: str
    file: str
    old: str
    new: str

    def applied(self, text):
        if text.count(self.old) != 1:
            raise SystemExit(
                f"mutants: {self.table}.toml: \"{self.name}\": its old text occurs "
                f"{text.count(self.old)} times in {self.file}, not once; mend the table"
            )
        return text.replace(self.old, self.new)


def load(folder):
    """All mutants, by table."""
    mutants = []
    for table in sorted(folder.glob("*.toml")):
        with open(table, "rb") as stream:
            entries = tomllib.load(stream)["mutant"]
        mutants += [Mutant(table.stem, **entry) for entry in entries]
    return mutants


def copy_tree(to):
    """The files that git knows or would add. Those that differ get a new time, and are built: their
    own may be older than what was built of the copy before."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=TREE, capture_output=True, check=True,
    ).stdout
    names = [name for name in listed.decode().split("\0") if name and (TREE / name).is_file()]
    for name in names:
        target = to / name
        if target.exists() and target.read_bytes() == (TREE / name).read_bytes():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(TREE / name, target)
    for stale in set(to.rglob("*.cpp")) | set(to.rglob("*.h")):
        if str(stale.relative_to(to)) not in names:
            stale.unlink()


class Check:
    """Builds what a check needs and runs it. The binaries of each build are put aside, so that the
    next can be made while they run."""

    def __init__(self, folder, targets, command, seconds, caught_by):
        self.tree, self.build, self.ready = folder / "tree", folder / "build", folder / "ready"
        self.targets, self.command, self.seconds = targets, command, seconds
        self.caught_by = caught_by

    def configure(self):
        shutil.rmtree(self.ready, ignore_errors=True)
        log = subprocess.run(
            ["cmake", "-S", self.tree, "-B", self.build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=None",
             "-DCMAKE_CXX_FLAGS=-O1", "-DCMAKE_UNITY_BUILD_BATCH_SIZE=8", "-DFOLIOT_EXAMPLES=OFF",
             "-DFOLIOT_INSTALL=OFF"],
            capture_output=True, text=True, check=False,
        )
        if log.returncode != 0:
            raise SystemExit(log.stdout + log.stderr)

    def make(self, name):
        """Where the binaries of the tree as it is are put."""
        made = subprocess.run(
            ["ninja", "-C", self.build, *self.targets], capture_output=True, text=True, check=False
        )
        if made.returncode != 0:
            raise SystemExit(f"mutants: {name}: does not compile:\n{made.stdout}")
        place = self.ready / name.replace("/", " ")
        place.mkdir(parents=True)
        for target in self.targets:
            shutil.copy2(self.build / "bin" / target, place)
        return place

    def make_mutant(self, mutant):
        path = self.tree / mutant.file
        original = path.read_text(encoding="utf-8")
        path.write_text(mutant.applied(original), encoding="utf-8")
        try:
            return self.make(f"{mutant.table}: {mutant.name}")
        finally:
            path.write_text(original, encoding="utf-8")

    def run(self, place):
        """Nothing where the check passes; else what it says. The binaries are gone afterwards."""
        try:
            done = subprocess.run(
                [word.replace("{bin}", str(place)) for word in self.command], cwd=self.tree,
                env={**os.environ, "RC_PARAMS": RAPIDCHECK}, capture_output=True, text=True,
                errors="replace", timeout=self.seconds, check=False,
            )
        except subprocess.TimeoutExpired:
            return "does not end"
        finally:
            shutil.rmtree(place)
        if done.returncode == 0:
            return None
        found = self.caught_by(done.stdout + done.stderr)
        return found or f"ends with status {done.returncode}"


def failed_tests(output):
    names = re.findall(r"^\[  FAILED  \] ([\w./]+)(?: \(|,|$)", output, re.MULTILINE)
    unique = list(dict.fromkeys(names))
    return ", ".join(unique[:2]) + (f" and {len(unique) - 2} more" if len(unique) > 2 else "")


def first_difference(output):
    found = re.search(r"^program (\d+) \(seed.*order$", output, re.MULTILINE)
    size = re.search(r"^shrunk .*$", output, re.MULTILINE)
    return f"{found[0]}; {size[0]}" if found and size else ""


def check_named(name, folder, judge):
    if name == "laws":
        targets = ["laws_test", "coordinator_scenarios_test"]
        command = " && ".join(f'"$0"/{each} --gtest_brief=1 --gtest_fail_fast' for each in targets)
        return Check(folder, targets, ["sh", "-c", command, "{bin}"], 60, failed_tests)
    return Check(folder, ["fuzz_asyncio"],
                 ["{bin}/fuzz_asyncio", "--minutes", "1", "--", *judge], 300, first_difference)


def main(arguments):
    parser = argparse.ArgumentParser(prog="./dev mutants", description=__doc__)
    parser.add_argument("--by", choices=("laws", "fuzz"), default="laws", help="who must notice")
    parser.add_argument("--judge", type=shlex.split, default=[], help=argparse.SUPPRESS)
    parser.add_argument("--filter", default="", help="only mutants whose table or name matches")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    options = parser.parse_args(arguments)
    mutants = [each for each in load(TABLES)
               if re.search(options.filter, f"{each.table}: {each.name}")]
    if not mutants:
        print("mutants: no mutant has such a name", file=sys.stderr)
        return 5
    folder = TREE / "build" / "mutants"
    copy_tree(folder / "tree")
    for mutant in mutants:
        mutant.applied((folder / "tree" / mutant.file).read_text(encoding="utf-8"))
    check = check_named(options.by, folder, options.judge)
    check.configure()
    found = check.run(check.make("nothing broken"))
    if found is not None:
        raise SystemExit(f"mutants: the check fails where nothing is broken: {found}")
    return judge_all(mutants, check, options.json)


def verdicts(mutants, check):
    """Each mutant with what is said of it, in order; built while those before it are run."""
    runners = max(1, (os.cpu_count() or 1) - 1)
    with ThreadPoolExecutor(runners) as pool:
        waiting = deque()
        for mutant in mutants:
            waiting.append((mutant, pool.submit(check.run, check.make_mutant(mutant))))
            # Binaries take room: not too many lie there.
            while waiting and (len(waiting) > runners + 2 or waiting[0][1].done()):
                first, verdict = waiting.popleft()
                yield first, verdict.result()
        for mutant, verdict in waiting:
            yield mutant, verdict.result()


def judge_all(mutants, check, as_json):
    rows, survivors, started = [], 0, time.monotonic()
    for mutant, caught in verdicts(mutants, check):
        survivors += caught is None
        rows.append({"table": mutant.table, "mutant": mutant.name, "caught": caught})
        if not as_json:
            print(f"{mutant.table + ': ' + mutant.name:<64}  {caught or 'SURVIVED'}", flush=True)
    if as_json:
        print(json.dumps({"mutants": rows, "survived": survivors}, indent=1))
    else:
        print(f"{len(rows)} mutants, {survivors} survived ({time.monotonic() - started:.0f} s)")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
