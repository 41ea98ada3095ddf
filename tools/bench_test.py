import unittest

import bench
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


if __name__ == "__main__":
    unittest.main()
