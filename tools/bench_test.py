import contextlib
import io
import unittest
from unittest import mock

import bench
import bench_instructions as instructions
import bench_targets
from bench_targets import ROWS, Row


def run(name, time, **counters):
    return {"name": name, "run_type": "iteration", "cpu_time": time, **counters}


class MeasuredTest(unittest.TestCase):
    def test_takes_the_median_of_the_repetitions(self):
        document = {"benchmarks": [run("a", 3.0), run("a", 100.0), run("a", 2.0)]}
        self.assertEqual(bench.measured(document), {"a": {"time": 3.0}})

    def test_leaves_out_what_google_benchmark_summed_up(self):
        mean = {"name": "a", "run_type": "aggregate", "cpu_time": 9.0}
        self.assertEqual(bench.measured({"benchmarks": [mean]}), {})

    def test_knows_a_case_that_runs_once_by_its_name(self):
        document = {"benchmarks": [run("foliot/idle/iterations:1/repeats:1", 1.0, bytes=200.0)]}
        self.assertEqual(bench.measured(document)["foliot/idle"]["bytes"], 200.0)


class RowTest(unittest.TestCase):
    def test_compares_with_the_yardstick(self):
        row = Row("T1", "step", "foliot/step", "limit/step", 3.0)
        found = {"foliot/step": {"time": 12.0}, "limit/step": {"time": 4.0}}
        cells = ["T1", "step", "4 ns", "12 ns", "3.00", "<= 3", "yes"]
        self.assertEqual(bench.row_cells(row, found), cells)

    def test_says_what_misses_its_target(self):
        row = Row("T1", "step", "foliot/step", "limit/step", 2.0)
        found = {"foliot/step": {"time": 12.0}, "limit/step": {"time": 4.0}}
        self.assertEqual(bench.row_cells(row, found)[-1], "NO")

    def test_holds_a_counter_to_its_target(self):
        row = Row("T15", "bytes", "foliot/idle", "", 256, "bytes", "B")
        cells = ["T15", "bytes", "", "300 B", "", "<= 256", "NO"]
        self.assertEqual(bench.row_cells(row, {"foliot/idle": {"bytes": 300.0}}), cells)

    def test_says_nothing_without_a_target(self):
        row = Row("", "step", "foliot/step", "limit/step")
        found = {"foliot/step": {"time": 2000.0}, "limit/step": {"time": 1000.0}}
        cells = ["", "step", "1,000 ns", "2,000 ns", "2.00", "", ""]
        self.assertEqual(bench.row_cells(row, found), cells)

    def test_leaves_out_what_did_not_run(self):
        row = Row("T1", "step", "foliot/step", "limit/step", 3.0)
        self.assertIsNone(bench.row_cells(row, {"foliot/step": {"time": 12.0}}))


class TableTest(unittest.TestCase):
    def test_lines_the_columns_up(self):
        shown = bench.table(["", "case", "ns"], [["T1", "step", "3.5"], ["T10", "timer", "12"]])
        self.assertEqual(shown, "     case    ns\nT1   step   3.5\nT10  timer   12")


class SelectedTest(unittest.TestCase):
    def test_a_filter_looks_at_targets_words_and_cases(self):
        self.assertEqual({row.target for row in bench.selected(ROWS, "^T3$")}, {"T3"})
        self.assertEqual([row.case for row in bench.selected(ROWS, "barrier")], ["foliot/barrier"])
        self.assertEqual(len(bench.selected(ROWS, "")), len(ROWS))


class CountedTest(unittest.TestCase):
    def test_what_is_timed_is_counted_once_and_its_yardstick_too(self):
        rows = [
            Row("T1", "step", "foliot/step", "limit/step"),
            Row("", "alone", "foliot/alone"),
            Row("T2", "again", "foliot/other", "foliot/step"),
            Row("T3", "bytes", "foliot/idle", "", 256, "bytes", "B"),
        ]
        counted = [
            *(("foliot/step", "T1"), ("limit/step", "T1")),
            *(("foliot/alone", ""), ("foliot/other", "T2")),
        ]
        self.assertEqual(list(instructions.counted_cases(rows).items()), counted)

    def test_a_case_has_the_units_of_the_first_beginning_that_fits(self):
        with mock.patch.object(bench_targets, "UNITS", (("a/b", 1), ("a", 2), ("", 3))):
            units = [instructions.units_of(f"foliot/{what}") for what in ("a/b", "a/c", "b/a")]
        self.assertEqual(units, [1, 2, 3])

    def test_every_beginning_fits_a_case(self):
        cases = instructions.counted_cases(ROWS)
        for begin, _ in bench_targets.UNITS:
            self.assertTrue(any(case.split("/", 1)[1].startswith(begin) for case in cases), begin)

    def test_what_comes_before_the_units_does_not_count(self):
        def count(binary, case, units):
            return {"foliot/a": 1_000, "foliot/b": 70}[case] + 12 * units

        with mock.patch.object(instructions, "count", count):
            each = instructions.count_each("binary", ["foliot/a", "foliot/b"])
        self.assertEqual(each, {"foliot/a": 12, "foliot/b": 12})

    def test_reads_what_callgrind_collected(self):
        self.assertEqual(instructions.collected("==7== \n==7== Collected : 2393234\n"), 2393234)
        self.assertIsNone(instructions.collected("valgrind: foliot_bench: command not found"))


class CompilerTest(unittest.TestCase):
    def test_a_binary_names_its_compiler(self):
        shown = "  [     0]  GCC: (Debian 12.2.0-14+deb12u1) 12.2.0\n"
        self.assertEqual(instructions.compilers(shown), "g++ 12.2")

    def test_or_its_compilers(self):
        shown = "[ 0]  GCC: (Debian 12.2.0-14) 12.2.0\n[ 27]  Debian clang version 19.1.7 (3)\n"
        self.assertEqual(instructions.compilers(shown), "clang++ 19.1, g++ 12.2")

    def test_or_none(self):
        self.assertEqual(instructions.compilers(""), "an unknown compiler")


class ComparedTest(unittest.TestCase):
    def compared(self, then, now, made_with="g++ 12.2", target=""):
        table = instructions.Table("g++ 12.2", {case: ("r1", each) for case, each in then.items()})
        return instructions.compared(table, dict.fromkeys(now, target), made_with, now)

    def test_shows_then_and_now_and_the_change(self):
        rows, said, status = self.compared({"foliot/a": 2000.0}, {"foliot/a": 1990.0}, target="T1")
        self.assertEqual(rows, [["T1", "foliot/a", "2,000.0", "1,990.0", "-0.50 %", "", "", ""]])
        self.assertEqual((said, status), ([], 0))

    def test_marks_what_is_more_than_allowed_worse(self):
        rows, said, status = self.compared(
            {"foliot/a": 100.0, "foliot/b": 100.0}, {"foliot/a": 102.1, "foliot/b": 102.0}
        )
        self.assertEqual([row[4:6] for row in rows], [["+2.10 %", "WORSE"], ["+2.00 %", ""]])
        self.assertEqual(said, ["More than 2 % worse than then: foliot/a."])
        self.assertEqual(status, 1)

    def test_the_limit_only_informs(self):
        rows, said, status = self.compared({"limit/a": 100.0}, {"limit/a": 150.0})
        self.assertEqual(rows[0][4:6], ["+50.00 %", ""])
        self.assertEqual((said, status), ([], 0))

    def test_does_not_compare_what_another_compiler_made(self):
        rows, said, status = self.compared({"foliot/a": 100.0}, {"foliot/a": 150.0}, "clang++ 19.1")
        self.assertEqual(rows, [["", "foliot/a", "", "150.0", "", "", "", ""]])
        self.assertEqual(said, ["Not compared: the table is of g++ 12.2, this is clang++ 19.1."])
        self.assertEqual(status, 2)

    def test_names_what_the_table_does_not_have(self):
        rows, said, status = self.compared({"foliot/a": 1.0}, {"foliot/a": 1.0, "foliot/b": 1.0})
        self.assertEqual(rows[1], ["", "foliot/b", "", "1.0", "", "", "", ""])
        self.assertEqual(said, ["Not compared, for the table does not have them: foliot/b."])
        self.assertEqual(status, 2)

    def test_worse_weighs_more_than_not_compared(self):
        now = {"foliot/a": 110.0, "foliot/b": 1.0}
        self.assertEqual(self.compared({"foliot/a": 100.0}, now)[2], 1)

    def test_shows_whether_a_step_keeps_its_limit(self):
        with mock.patch.object(bench_targets, "STEPS", {"foliot/a": 110, "foliot/b": 180}):
            now = {"foliot/a": 110.0, "foliot/b": 180.5}
            rows, _, status = self.compared(now, now)
        self.assertEqual([row[6:] for row in rows], [["<= 110", "yes"], ["<= 180", "NO"]])
        self.assertEqual(status, 0)


class SavedTest(unittest.TestCase):
    def setUp(self):
        rows = [row for row in ROWS if not row.counter]
        self.first, self.second = rows[0].case, rows[2].case
        self.table = instructions.Table("g++ 12.2", {self.first: ("r1", 1.5), "gone": ("r1", 2.0)})

    def test_a_table_is_read_as_it_was_written(self):
        table = instructions.Table("g++ 12.2", {"a": ("r1", 1.5), "b": ("r2", 2.0)})
        again = instructions.Table.parse(table.text())
        self.assertEqual((again.built_with, again.then), (table.built_with, table.then))

    def test_counts_of_other_cases_stay(self):
        table = self.table.updated("g++ 12.2", "r2", {self.second: 3.0})
        self.assertEqual(table.then, {self.first: ("r1", 1.5), self.second: ("r2", 3.0)})

    def test_but_not_beside_those_of_another_compiler(self):
        table = self.table.updated("clang++ 19.1", "r2", {self.second: 3.0})
        self.assertEqual(table.built_with, "clang++ 19.1")
        self.assertEqual(table.then, {self.second: ("r2", 3.0)})

    def test_the_saved_table_has_what_the_rows_count(self):
        saved = instructions.Table.load().then
        self.assertEqual(set(saved), set(instructions.counted_cases(ROWS)))


class ReportTest(unittest.TestCase):
    """The command, with counts that nobody counted."""

    def report(self, *words, now):
        then = {"foliot/barrier": ("r1", 100.0), "limit/barrier": ("r1", 100.0)}
        saved = []
        with contextlib.ExitStack() as stack:
            for where, name, fake in (
                (instructions, "built_with", lambda binary: "g++ 12.2"),
                (instructions, "revision", lambda binary: "r2"),
                (instructions, "count_each", lambda binary, cases: dict.fromkeys(cases, now)),
                (instructions.Table, "load", lambda: instructions.Table("g++ 12.2", then)),
                (instructions.Table, "save", lambda table: saved.append(table.then)),
            ):
                stack.enter_context(mock.patch.object(where, name, fake))
            shown = stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
            status = bench.main(["binary", "--instructions", "--filter", "barrier", *words])
        return shown.getvalue().splitlines(), status, saved

    def test_a_case_that_is_worse_is_the_exit_status(self):
        shown, status, saved = self.report(now=103.0)
        self.assertEqual([line.split()[-1] for line in shown[1:3]], ["WORSE", "%"])
        self.assertEqual(shown[3:], ["More than 2 % worse than then: foliot/barrier."])
        self.assertEqual((status, saved), (1, []))

    def test_what_is_saved_is_what_is_compared_with(self):
        _, status, saved = self.report("--save", now=103.0)
        now = {"foliot/barrier": ("r2", 103.0), "limit/barrier": ("r2", 103.0)}
        self.assertEqual((status, saved), (0, [now]))

    def test_what_is_not_timed_is_not_counted(self):
        with contextlib.redirect_stderr(io.StringIO()) as said:
            status = bench.main(["binary", "--instructions", "--filter", "^foliot/idle"])
        self.assertEqual((status, said.getvalue()), (5, "bench: nothing matches ^foliot/idle\n"))

    def test_times_are_not_saved(self):
        with self.assertRaises(SystemExit), contextlib.redirect_stderr(io.StringIO()) as said:
            bench.main(["binary", "--save"])
        self.assertIn("--save goes with --instructions", said.getvalue())


if __name__ == "__main__":
    unittest.main()
