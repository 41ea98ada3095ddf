"""Compares Foliot with CPython on random programs: the command is given files of vectors."""

import argparse
import json
import os
import random
import shlex
import subprocess
import sys

from generate import generate
from recorder import record


def vector(seed):
    """One program, with what CPython makes of it."""
    program = generate(random.Random(seed))
    return {"name": f"fuzz-{seed}", "program": program, "expected": record(program)}


def main(arguments):
    parser = argparse.ArgumentParser(prog="./dev fuzz-asyncio", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the first program")
    parser.add_argument("--programs", type=int, default=10000, help="how many programs")
    parser.add_argument("--out", default="build/fuzz-asyncio", help="keeps the files that differ")
    parser.add_argument("command", help="reads a file of vectors; exits with 0 if all pass")
    options = parser.parse_args(arguments)
    os.makedirs(options.out, exist_ok=True)
    differing = 0
    end = options.seed + options.programs
    for first in range(options.seed, end, 1000):
        entries = [vector(seed) for seed in range(first, min(first + 1000, end))]
        file = os.path.join(options.out, f"fuzz-{first}.json")
        with open(file, "w", encoding="utf-8") as stream:
            json.dump(entries, stream)
        done = subprocess.run([*shlex.split(options.command), file], capture_output=True, text=True)
        if done.returncode == 0:
            os.remove(file)
            continue
        differing += 1
        print(f"{file} differs:\n{done.stdout}{done.stderr}", flush=True)
    print(f"{options.programs} programs, {differing} files with differences")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
