"""A figure printed wrong is read as it stands; figures that slid to other cells are not."""

from random import Random

import pytest
from tests.golden.layouts import figures, text
from tests.golden.layouts.figures import Report

from gongkai import reading
from gongkai.law.figures import State
from gongkai.reading.model import Reading
from gongkai.reading.source import recognise


def busy(seed: int) -> Report:
    """A report with figures in several columns."""
    rng = Random(seed)
    reports = (figures.a_report(rng, "2021") for _ in range(99))
    return next(report for report in reports if sum(number > 99 for number in printed(report, "closed_total")) > 4)


def read(report: Report) -> Reading:
    words = text.LAYOUTS["spaced"](report, Random(1))
    (found,) = reading.read_source(recognise(words.encode(), "文.txt"))
    return found


def row_of(found: Reading, row: str) -> list[object]:
    return [found.cells[f"t3/{row}/{column.key}"].figure.value for column in found.form.columns]


def printed(report: Report, row: str) -> list[int]:
    return [int(report.shown[f"t3/{row}/{column.key}"]) for column in report.form.columns]


def put(report: Report, row: str, numbers: list[int]) -> None:
    for column, number in zip(report.form.columns, numbers, strict=True):
        report.shown[f"t3/{row}/{column.key}"] = str(number)


@pytest.mark.parametrize("row", ["granted", "closed_total", "carried_out"])
def test_one_figure_printed_wrong_is_read_as_it_stands(row: str) -> None:
    report = busy(1)
    numbers = printed(report, row)
    put(report, row, [numbers[0] + 30, *numbers[1:]])
    assert row_of(read(report), row) == [numbers[0] + 30, *numbers[1:]]


def test_a_row_that_lost_a_cell_and_took_in_another_number_is_ambiguous_and_keeps_what_stands_there() -> None:
    report = busy(1)
    numbers = printed(report, "closed_total")
    put(report, "closed_total", [*numbers[1:], 8])
    found = read(report)
    assert row_of(found, "closed_total") == [None] * 7
    assert found.cells["t3/closed_total/total"].figure.state is State.AMBIGUOUS
    assert found.cells["t3/closed_total/total"].likely == 8


def test_rows_that_stand_one_place_too_low_are_ambiguous_though_each_adds_up() -> None:
    report = busy(1)
    rows = ["carried_out", "closed_total"]
    numbers = [printed(report, row) for row in rows]
    for row, own in zip(rows, reversed(numbers), strict=True):
        put(report, row, own)
    found = read(report)
    assert row_of(found, "closed_total") == row_of(found, "carried_out") == [None] * 7


@pytest.mark.parametrize(("digits", "believed"), [(slice(0, -1), False), (slice(1, None), False), (None, True)])
def test_a_total_that_is_a_piece_of_the_sum_may_be_a_broken_number(digits: slice | None, believed: bool) -> None:
    report = busy(1)
    numbers = printed(report, "received")
    total = str(numbers[-1])
    wrong = int(total[digits]) if digits else numbers[-1] + 5
    put(report, "received", [*numbers[:-1], wrong])
    assert row_of(read(report), "received")[-1] == (wrong if believed else None)
