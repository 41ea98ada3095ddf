"""Tests of mutants.py, and of its tables."""

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
