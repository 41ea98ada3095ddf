"""Tests of mutants.py, and of its tables."""

import os
import time
import unittest

import mutants


class Tables(unittest.TestCase):
    def test_every_mutant_can_be_applied(self):
        every = mutants.load(mutants.TABLES)
        self.assertGreaterEqual(len(every), 40)
        for mutant in every:
            with self.subTest(mutant=f"{mutant.table}: {mutant.name}"):
                text = (mutants.TREE / mutant.file).read_text(encoding="utf-8")
                self.assertNotEqual(mutant.applied(text), text)

    def test_names_are_unique(self):
        names = [(each.table, each.name) for each in mutants.load(mutants.TABLES)]
        self.assertEqual(len(names), len(set(names)))


class Applying(unittest.TestCase):
    def mutant(self, old):
        return mutants.Mutant("t", "n", "f", old, "new")

    def test_replaces_the_text(self):
        self.assertEqual(self.mutant("b").applied("abc"), "anewc")

    def test_refuses_a_text_that_is_not_there_once(self):
        for text in ("xyz", "bab"):
            with self.assertRaises(SystemExit):
                self.mutant("b").applied(text)


class Judging(unittest.TestCase):
    class Check:
        """Catches mutants whose names hold an "x"; knows how many binaries lie there."""

        def __init__(self):
            self.lie_there, self.most = 0, 0

        def make_mutant(self, mutant):
            self.lie_there += 1
            self.most = max(self.most, self.lie_there)
            return mutant.name

        def run(self, place):
            time.sleep(0.002)
            self.lie_there -= 1
            return "noticed" if "x" in place else None

    def test_gives_every_mutant_its_verdict_in_order(self):
        names = ["a", "bx", "c", "x", "e"] * 10
        check = self.Check()
        given = mutants.verdicts([mutants.Mutant("t", name, "f", "", "") for name in names], check)
        self.assertEqual(
            [(mutant.name, verdict) for mutant, verdict in given],
            [(name, "noticed" if "x" in name else None) for name in names],
        )
        self.assertLessEqual(check.most, max(1, (os.cpu_count() or 1) - 1) + 3)


class Words(unittest.TestCase):
    def test_names_the_tests_that_failed(self):
        output = (
            "[  FAILED  ] Lock.A (3 ms)\n[  FAILED  ] Lock.B (1 ms)\n[  FAILED  ] Lock.C (1 ms)\n"
            "[  FAILED  ] 3 tests, listed below:\n[  FAILED  ] Lock.A\n[  FAILED  ] Lock.B\n"
        )
        self.assertEqual(mutants.failed_tests(output), "Lock.A, Lock.B and 1 more")

    def test_says_how_a_difference_was_found(self):
        output = (
            "program 12 (seed 12) differs from CPython, in asyncio's own order\n  expected ...\n"
            "shrunk from 900 to 80 bytes in 31 tries\n"
        )
        self.assertEqual(
            mutants.first_difference(output),
            "program 12 (seed 12) differs from CPython, in asyncio's own order; "
            "shrunk from 900 to 80 bytes in 31 tries",
        )


if __name__ == "__main__":
    unittest.main()
