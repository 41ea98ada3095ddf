"""Does the recorder reproduce recorded vectors?  check_vectors.py FILE..."""

import json
import sys

from orders import Listed, outcomes
from recorder import record


def check(entry):
    if "choices" in entry:
        yield "choices", record(entry["program"], Listed(entry["choices"])) == entry["expected"]
    elif "expected" in entry:
        yield "expected", record(entry["program"]) == entry["expected"]
        yield "steps", record(entry["program"], lambda options: 0) == entry["expected"]
    if "reachable" in entry:
        found, schedules = outcomes(entry["program"])
        wanted = {json.dumps(outcome, sort_keys=True) for outcome in entry["reachable"]}
        yield "reachable", found == wanted
        yield "schedules", schedules == entry["schedules"]


def main(files):
    bad = 0
    for file in files:
        with open(file, encoding="utf-8") as stream:
            entries = json.load(stream)
        wrong = [
            f"{entry['name']}: {what}"
            for entry in entries
            for what, holds in check(entry)
            if not holds
        ]
        print(f"{file}: {len(entries)} programs, {len(wrong)} differences")
        print("".join(f"  {each}\n" for each in wrong[:10]), end="")
        bad += len(wrong)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
