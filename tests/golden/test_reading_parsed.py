"""JSON: our own is read back; another program's reading is hearsay, and its broken sums are no fault of the body's."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.golden.layouts import figures

from gongkai import reading
from gongkai.law import checks
from gongkai.law.checks import Fault, Level
from gongkai.law.figures import State
from gongkai.reading import export
from gongkai.reading.model import Reading
from gongkai.reading.source import recognise

REPORTS = Path(__file__).resolve().parents[2].parent / "shared" / "reports"


def read(data: Any, charset: str = "utf-8") -> Reading:
    (found,) = reading.read_source(recognise(json.dumps(data, ensure_ascii=False).encode(charset), "年报.json"))
    return found


def one_of_others() -> dict[str, Any]:
    """A parse with figures in a few cells; what is not in it is missing."""
    return {
        "sections": [
            {"title": "一、总体情况", "type": "text", "content": "2023年，全县共收到政府信息公开申请 3 件。"},
            {"title": "三、收到", "type": "table_3", "tableData": {"naturalPerson": {"newReceived": 3}}},
            {
                "title": "四、政府信息公开行政复议、行政诉讼情况",
                "type": "table_4",
                "reviewLitigationData": {
                    "litigationDirect": {"maintain": 2, "correct": 0, "other": 1, "unfinished": 0, "total": 0},
                    "review": {"maintain": None, "correct": "", "other": "？", "unfinished": "1"},
                },
            },
        ]
    }


def test_the_rows_of_a_parser_we_know_are_read_and_its_gaps_kept_apart() -> None:
    found = read(one_of_others())
    assert found.second_hand
    assert found.year == 2023
    assert found.cells["t3/received/natural_person"].figure.value == 3
    states = {
        "t4/reconsideration/upheld": State.BLANK,
        "t4/reconsideration/overturned": State.BLANK,
        "t4/reconsideration/other_result": State.UNREADABLE,
        "t4/reconsideration/pending": State.READ,
        "t4/reconsideration/total": State.MISSING,
        "t3/granted/total": State.MISSING,
    }
    assert {cell: found.cells[cell].figure.state for cell in states} == states
    assert [claim.value for claim in found.claims] == [3]


def test_a_broken_sum_of_hearsay_is_a_warning_that_asks_for_the_original() -> None:
    judgement = checks.judge(read(one_of_others()).to_fact())
    assert not judgement.errors
    (finding,) = [f for f in judgement.findings if f.code == "t4.total"]
    assert (finding.level, finding.fault) == (Level.WARNING, Fault.UNSURE)
    assert "印错还是读错" in finding.message
    assert finding.remedy.startswith("请先对照原件")


def test_the_same_sum_read_by_ourselves_is_printed_so() -> None:
    fact = read(one_of_others()).to_fact()
    own = checks.judge(type(fact)(fact.year, fact.format_key, fact.figures))
    (finding,) = own.errors
    assert finding.fault is Fault.PRINTED


def test_text_spoiled_by_a_wrong_charset_is_turned_back() -> None:
    good = json.dumps(one_of_others(), ensure_ascii=False)
    spoiled = good.encode().decode("gb18030", errors="replace").replace("\ufffd", "?").encode()
    (found,) = reading.read_source(recognise(spoiled, "年报.json"))
    assert found.cells["t4/lawsuit_direct/upheld"].figure.value == 2


def test_what_check_report_and_the_platform_print_is_read_back() -> None:
    report = figures.a_report(Random(3), "2021")
    cells = {cell: {"value": value, "state": "read"} for cell, value in report.truth.items()}
    own = {"file": "", "body": report.body, "year": report.year, "format": "2021", "cells": cells, "findings": []}
    found = read(own)
    assert {cell: one.figure.value for cell, one in found.cells.items()} == report.truth
    assert (found.body, found.year, found.second_hand) == (report.body, report.year, False)
    told = export.report("甲.html", found, checks.judge(found.to_fact()))
    again = read({"version": 1, "reports": [told]})
    assert {cell: one.figure for cell, one in again.cells.items()} == {c: one.figure for c, one in found.cells.items()}
    assert again.second_hand


@pytest.mark.parametrize("data", [{"cells": 1}, {"a": 1}, [1, 2], {"tableData": {}}, {"format": "1999", "cells": {}}])
def test_json_that_is_no_report_is_refused(data: Any) -> None:
    with pytest.raises(reading.Unreadable):
        read(data)


@pytest.mark.parametrize(
    "text", ['{"cells": ' + "[" * 100_000, '{"cells": {"t3/received/total": ', '{"tableData": nan']
)
def test_broken_json_is_refused(text: str) -> None:
    with pytest.raises(reading.Unreadable):
        reading.read_source(recognise(text.encode(), "年报.json"))


@pytest.mark.shared
@pytest.mark.skipif(not REPORTS.exists(), reason="../shared/reports is not here: the parse of a peer is not read")
def test_a_peers_misreading_of_10_and_12_is_asked_about_not_blamed_on_the_county() -> None:
    path = REPORTS / "jinhu-2023-parsed.json"
    (found,) = reading.read(path)
    expected = json.loads((REPORTS / "expected" / "jinhu-2023-parsed.json").read_text(encoding="utf-8"))["cells"]
    differ = {cell for cell, value in expected.items() if float(found.cells[cell].figure.value or 0) != value}
    assert differ == {"t4/lawsuit_direct/other_result", "t4/lawsuit_direct/total"}
    judgement = checks.judge(found.to_fact())
    assert not judgement.errors
    (finding,) = [f for f in judgement.findings if f.fault is Fault.UNSURE]
    assert (finding.level, set(finding.cells) >= differ) == (Level.WARNING, True)


@pytest.mark.parametrize(
    "number", ["1e999999999", "-1e999999999", "1e-999999999", "9" * 4000, f'"{"9" * 5000}"', "NaN", "Infinity"]
)
def test_a_number_no_report_holds_is_unreadable_and_costs_nothing(number: str) -> None:
    text = '{"format": "2021", "cells": {"t3/received/total": {"value": 3}, "t3/granted/total": %s}}' % number  # noqa: UP031
    (found,) = reading.read_source(recognise(text.encode(), "年报.json"))
    assert found.cells["t3/granted/total"].figure.value is None
    assert found.cells["t3/received/total"].figure.value == 3


def test_a_cell_no_form_has_is_left_out() -> None:
    found = read({"format": "2021", "cells": {"t3/received/total": {"value": 3}, "t3/nonsense/total": {"value": 4}}})
    assert "t3/nonsense/total" not in found.cells
    checks.judge(found.to_fact())
