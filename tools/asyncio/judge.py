"""What does CPython make of it?  Reads lines of {"program", "choices"}, answers each with a line.

The answer is what conformance vectors call `expected`, or a text where the choices do not fit.
`choices` is null for asyncio's own order, or a list of [options, taken] pairs, one wherever two or
more handles are ready.
"""

import json
import sys
import time

from orders import Listed, Unfit
from recorder import record


def answer(line):
    started = time.perf_counter_ns()
    asked = json.loads(line)
    listed = asked["choices"]
    try:
        result = record(asked["program"], None if listed is None else Listed(listed))
    except Unfit as error:
        result = str(error)
    text = json.dumps({"result": result})
    # Beside the result, so that whoever reads it may compare speeds: nanoseconds of this process.
    return f'{{"ns": {time.perf_counter_ns() - started}, {text[1:]}\n'


def main():
    for line in sys.stdin:
        sys.stdout.write(answer(line))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
