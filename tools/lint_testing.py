"""What the tests of the lint rules share."""

import unittest

import lint_rules
from lint_coroutines import acting_types

ACTING = acting_types(
    ("class [[nodiscard]] Guard {  // lint: acts on the lock", "class Loud {  // lint: acts on all")
)


def check(path, text, listed="thing.cpp thing_test.cpp"):
    """The findings as "line rule", for a tree whose CMake lists all say `listed`."""
    file = lint_rules.File(path, text, ACTING)
    return [f"{found.line} {found.rule}" for found in lint_rules.check(file, lambda _: listed)]


def in_coroutine(*lines):
    """A source with the lines as the body of a coroutine; the first of them is line 2."""
    body = "".join(f"    {line}\n" for line in lines)
    return f"Coro<> run(Lock& lock, int n) {{\n{body}}}\n"


class RuleTest(unittest.TestCase):
    def fires(self, rule, *bodies, path="sim/thing.cpp", line=2):
        for body in bodies:
            lines = (body,) if isinstance(body, str) else body
            with self.subTest(body=body):
                self.assertEqual(check(path, in_coroutine(*lines)), [f"{line} {rule}"])

    def quiet(self, *bodies, path="sim/thing.cpp"):
        for body in bodies:
            lines = (body,) if isinstance(body, str) else body
            with self.subTest(body=body):
                self.assertEqual(check(path, in_coroutine(*lines)), [])
