"""Tests of the arrows between folders, of circles, and of the drawing."""

import unittest

import lint
import lint_house
import lint_rules


def rules(includes):
    return [rule for _, _, rule, _ in lint_house.House(includes).findings()]


class Arrows(unittest.TestCase):
    def between(self, path, other):
        return rules({path: [(3, other)], other: []})

    def test_refused(self):
        for path, other in (
            ("sim/a.cpp", "primitives/lock.h"),
            ("strategies/a.cpp", "traces/file/trace.h"),
            ("primitives/a.cpp", "strategies/dfs.h"),
            ("traces/view/a.cpp", "explore/scenario.h"),
            ("explore/a.cpp", "shrink/shrink.h"),
            ("explore/workers/a.cpp", "programs/program.h"),
            ("shrink/passes/a.cpp", "programs/program.h"),
            ("properties/laws/a.cpp", "testing/prop.h"),
            ("testing/a.cpp", "coordinator/feed.h"),
            ("coordinator/a.cpp", "traces/file/trace.h"),
            ("coordinator/a.cpp", "coordinator/scenarios/coordinator_scenarios.h"),
            ("coordinator/scenarios/a.cpp", "zoo/zoo.h"),
            ("zoo/a.cpp", "coordinator/feed.h"),
            ("cli/a.cpp", "coordinator/feed.h"),
            ("sim/a.cpp", "bench/meter.h"),
        ):
            with self.subTest(path=path, other=other):
                self.assertIn("arrow", self.between(path, other))

    def test_allowed(self):
        for path, other in (
            ("strategies/a.cpp", "sim/loop.h"),
            ("explore/a.cpp", "traces/file/trace.h"),
            ("testing/a.cpp", "properties/laws/laws.h"),
            ("coordinator/a.cpp", "primitives/lock.h"),
            ("coordinator/scenarios/a.cpp", "coordinator/feed.h"),
            ("coordinator/scenarios/a.cpp", "explore/scenario.h"),
            ("cli/a.cpp", "coordinator/scenarios/coordinator_scenarios.h"),
            ("cli/a.cpp", "zoo/zoo.h"),
            ("sim/a_test.cpp", "cli/command.h"),
            ("sim/testing/a.h", "strategies/random.h"),
            ("bench/a.cpp", "traces/file/trace.h"),
        ):
            with self.subTest(path=path, other=other):
                self.assertEqual(self.between(path, other), [])

    def test_a_stranger(self):
        self.assertEqual(rules({"attic/a.h": []}), ["house"])


class Circles(unittest.TestCase):
    def test_of_folders(self):
        found = rules(
            {
                "explore/a.h": [(1, "explore/workers/b.h")],
                "explore/workers/b.h": [],
                "explore/workers/c.h": [(1, "explore/d.h")],
                "explore/d.h": [],
            }
        )
        self.assertEqual(found, ["circle"])

    def test_of_files(self):
        found = rules({"sim/a.h": [(1, "sim/b.h")], "sim/b.h": [(1, "sim/a.h")]})
        self.assertEqual(found, ["circle"])

    def test_none(self):
        self.assertEqual(rules({"sim/a.h": [(1, "sim/b.h")], "sim/b.h": []}), [])


class Tree(unittest.TestCase):
    """The tree as it is."""

    def setUp(self):
        paths = [path for path in lint.tree() if path.endswith((".h", ".cpp"))]
        self.house = lint_house.House(
            {path: lint.ours(lint_rules.File(path, lint.read(path))) for path in paths}
        )

    def test_keeps_to_the_plan(self):
        self.assertEqual(list(self.house.findings()), [])

    def test_is_drawn_in_the_docs(self):
        page = lint.read(lint_house.DRAWING)
        self.assertIn(lint_house.BEGIN + self.house.drawing() + lint_house.END, page)


if __name__ == "__main__":
    unittest.main()
