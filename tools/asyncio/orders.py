"""Choosers: who decides which of the ready handles runs next."""

import json

from recorder import record


class Unfit(Exception):
    """A list of choices belongs to another run."""


class Listed:
    """Takes what a list of [options, taken] pairs says, and the oldest after its end."""

    def __init__(self, choices):
        self.choices = iter(choices)

    def __call__(self, options):
        listed, taken = next(self.choices, (options, 0))
        if listed != options:
            raise Unfit(f"{options} handles are ready where the list has {listed}")
        return taken


class DepthFirst:
    """Every order, one after the other."""

    def __init__(self):
        self.stack = []
        self.at = 0

    def __call__(self, options):
        if self.at == len(self.stack):
            self.stack.append([options, 0])
        assert self.stack[self.at][0] == options, "the program is not deterministic"
        self.at += 1
        return self.stack[self.at - 1][1]

    def next(self):
        """Moves on to the next order; false where there is none."""
        self.at = 0
        while self.stack and self.stack[-1][1] + 1 == self.stack[-1][0]:
            self.stack.pop()
        if self.stack:
            self.stack[-1][1] += 1
        return bool(self.stack)


def outcomes(program):
    """The outcomes of all orders, as sorted JSON without the logs, and how many orders."""
    chooser = DepthFirst()
    found, schedules = set(), 0
    more = True
    while more:
        outcome = record(program, chooser)
        del outcome["log"]
        found.add(json.dumps(outcome, sort_keys=True))
        schedules += 1
        more = chooser.next()
    return found, schedules
