"""Choosers: who decides which of the ready handles runs next."""

import json

from recorder import record


class RandomOrder:
    """Picks at random, and remembers what it picked, as [options, taken] pairs."""

    def __init__(self, random, tameness=0.0):
        self.random = random
        self.tameness = tameness  # how often it takes the oldest
        self.choices = []

    def __call__(self, options):
        tame = self.random.random() < self.tameness
        self.choices.append([options, 0 if tame else self.random.randrange(options)])
        return self.choices[-1][1]


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
