"""Each rule is shown firing, and keeping quiet on a near miss."""

import unittest

import lint
import lint_rules
from lint_testing import RuleTest, check, in_coroutine


class WordRules(RuleTest):
    def test_chance(self):
        self.fires(
            "chance",
            "std::uniform_int_distribution<int> die(1, 6);",
            "std::shuffle(all.begin(), all.end(), engine);",
            "std::ranges::shuffle(all, engine);",
            "std::random_device device;",
            "std::mt19937_64 engine;",
            "const int x = std::rand();",
            "srand(1);",
        )
        self.fires("chance", "const int x = rand();", path="cli/thing.cpp")
        self.quiet("shuffle(all);", "rng.rand();", "const int rand = 1;", "use(a_distribution);")
        self.assertEqual(check("sim/rng.h", "#pragma once\nusing E = std::mt19937_64;\n"), [])
        self.assertEqual(check("sim/thing.h", "#pragma once\n#define DIE rand()\n"), ["2 chance"])

    def test_clocks(self):
        body = "const auto now = std::chrono::steady_clock::now();"
        self.fires("clock", body, "std::chrono::system_clock::time_point t;")
        self.fires("clock", body, path="coordinator/thing.cpp")
        self.quiet(body, path="cli/thing.cpp")
        self.quiet(body + "  // lint: clock a budget of real time")
        self.assertEqual(check("coordinator/live/thing.h", f"#pragma once\n{body}\n"), [])

    def test_threads(self):
        self.fires("thread", "std::thread worker(run);", "std::this_thread::sleep_for(1ms);")
        self.quiet("const int thread = 1;", "async(thread);")

    def test_unordered(self):
        body = "std::unordered_map<int, int> seen;"
        self.fires("unordered", body, path="traces/thing.cpp")
        self.quiet(body, path="cli/thing.cpp")
        self.quiet(body + "  // lint: unordered looked up, never iterated")
        self.assertEqual(check("sim/thing.cpp", "#include <unordered_map>\n"), [])

    def test_float(self):
        self.fires("float", "double ratio = 0;", "const float x = 1;")
        self.fires("float", "double ratio = 0;", path="primitives/thing.cpp")
        self.quiet("double price = 0;", path="coordinator/thing.cpp")
        self.quiet(["// lint: float only shown", "double shown = 0;"], "int doubled = 0;")

    def test_markers_must_be_right(self):
        self.fires("marker", "go();  // lint: C3 nothing to excuse", "go();  // lint: C99 what")
        found = check("sim/thing.cpp", in_coroutine("double x = 0;  // lint: float"))
        self.assertEqual(found, ["2 float", "2 marker"])


class Includes(unittest.TestCase):
    def includes(self, path, *lines):
        return check(path, "".join(f"#include {line}\n" for line in lines))

    def test_arrows(self):
        for path, include in (
            ("sim/thing.cpp", "<foliot/foliot.h>"),
            ("sim/thing.cpp", "<nlohmann/json.hpp>"),
            ("traces/thing.cpp", "<fmt/core.h>"),
            ("coordinator/thing.cpp", "<gtest/gtest.h>"),
            ("properties/thing.cpp", "<gtest/gtest.h>"),
            ("explore/thing.cpp", "<zlib.h>"),
        ):
            with self.subTest(path=path, include=include):
                self.assertEqual(self.includes(path, include), ["1 arrow"])

    def test_allowed(self):
        for path, include in (
            ("sim/thing.cpp", '"sim/loop.h"'),
            ("sim/thing.cpp", "<vector>"),
            ("traces/thing.cpp", "<nlohmann/json.hpp>"),
            ("testing/thing.cpp", "<gtest/gtest.h>"),
            ("cli/thing.cpp", '"explore/explore.h"'),
            ("examples/thing.cpp", "<foliot/testing.h>"),
            ("sim/thing_test.cpp", "<gtest/gtest.h>"),
        ):
            with self.subTest(path=path, include=include):
                self.assertEqual(self.includes(path, include), [])

    def test_spelling(self):
        self.assertEqual(self.includes("sim/thing.cpp", '"loop.h"'), ["1 include"])
        self.assertEqual(self.includes("sim/thing_test.cpp", "<sim/loop.h>"), ["1 include"])
        self.assertEqual(check("sim/thing.cpp", '// #include "loop.h"\n'), [])

    def test_own_header_first(self):
        own, other = '"sim/thing.h"', '"sim/loop.h"'
        self.assertEqual(self.includes("sim/thing.cpp", other, own), ["1 include"])
        self.assertEqual(self.includes("sim/thing_test.cpp", other, own), ["1 include"])
        self.assertEqual(self.includes("sim/thing.cpp", own, other), [])
        self.assertEqual(self.includes("sim/thing.cpp", other), [])


class Files(unittest.TestCase):
    def test_pragma_once(self):
        self.assertEqual(check("sim/thing.h", "int x;\n"), ["1 pragma"])
        self.assertEqual(check("sim/thing.h", "#include <vector>\n#pragma once\n"), ["1 pragma"])
        self.assertEqual(check("sim/thing.h", "// Why.\n#pragma once\n"), [])
        self.assertEqual(check("sim/thing.cpp", "int x;\n"), [])

    def test_width(self):
        self.assertEqual(check("dev", "x" * 101 + "\n"), ["1 width"])
        self.assertEqual(check("dev", "x" * 100 + "\n"), [])
        self.assertEqual(check("README.md", "x" * 101 + "\n"), [])

    def test_spaces_and_newline(self):
        self.assertEqual(check("dev", "x \n"), ["1 space"])
        self.assertEqual(check("dev", "x\ty\n"), [])
        self.assertEqual(check("dev", "x"), ["1 newline"])
        self.assertEqual(check("dev", ""), [])

    def test_length(self):
        def severity(count):
            file = lint_rules.File("sim/thing.cpp", "\n" * count)
            found = lint_rules.check(file, lambda _: "thing.cpp")
            return ["warning" if each.warning else "error" for each in found]

        self.assertEqual(severity(300), [])
        self.assertEqual(severity(301), ["warning"])
        self.assertEqual(severity(400), ["warning"])
        self.assertEqual(severity(401), ["error"])

    def test_listing(self):
        self.assertEqual(check("sim/thing.cpp", "", listed="other_thing.cpp"), ["1 listing"])
        self.assertEqual(check("sim/thing.cpp", "", listed="# thing.cpp"), ["1 listing"])
        self.assertEqual(check("sim/thing_test.cpp", "", listed="thing.cpp"), ["1 listing"])
        self.assertEqual(check("sim/detail/thing.cpp", "", listed="thing.cpp"), ["1 listing"])
        self.assertEqual(check("sim/detail/thing.cpp", "", listed="detail/thing.cpp"), [])
        self.assertEqual(check("sim/thing.cpp", "", listed="f(sim thing.cpp)"), [])
        self.assertEqual(check("cmake/consumer/thing.cpp", "", listed=""), [])

    def test_a_finding_names_place_rule_and_remedy(self):
        file = lint_rules.File("sim/thing.cpp", "double x;\n")
        found = lint_rules.check(file, lambda _: "thing.cpp")
        self.assertEqual(
            [str(each) for each in found],
            ["sim/thing.cpp:1: float: double; use integers: nanoseconds, ratios as n/d"],
        )


class ClangFormat(unittest.TestCase):
    def test_only_the_pinned_version_will_do(self):
        self.assertEqual(lint.version_of("Debian clang-format version 14.0.6"), lint.CLANG_FORMAT)
        self.assertNotEqual(lint.version_of("clang-format version 15.0.7"), lint.CLANG_FORMAT)
        self.assertEqual(lint.version_of("nonsense"), "nonsense")

    def test_one_finding_a_file(self):
        shown = (
            "sim/a.cpp:7:3: warning: code should be clang-formatted [-Wclang-format-violations]\n"
            "sim/a.cpp:9:3: warning: code should be clang-formatted [-Wclang-format-violations]\n"
        )
        found = list(lint.format_findings(["sim/a.cpp", "sim/b.cpp"], shown))
        self.assertEqual([(each.path, each.line) for each in found], [("sim/a.cpp", 7)])


if __name__ == "__main__":
    unittest.main()
