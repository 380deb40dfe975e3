"""What is said in the published reports about their own numbers: each verdict of those who read them by hand is reproduced."""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gongkai import reading
from gongkai.law import checks
from gongkai.law.checks.narrative import Explanation, Verdict, explain
from gongkai.law.facts import ReportFact, Share, TextSum

REPORTS = Path(__file__).resolve().parents[2].parent / "shared" / "reports"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not REPORTS.exists(), reason="../shared/reports is not here: no published report is read"),
]
HELD = {Verdict.AGREES, Verdict.EXPLAINED}


def expected_of(kind: str) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for path in sorted(REPORTS.glob("expected/*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        found += [(data["id"], entry) for entry in data.get(kind, [])]
    return found


@cache
def report_of(ident: str) -> ReportFact:
    (path,) = REPORTS.glob(f"{ident}.*")
    (found,) = reading.read(path)
    return found.to_fact()


def explanations(ident: str, value: float) -> list[Explanation]:
    report = report_of(ident)
    return [explain(claim, report) for claim in report.claims if claim.value == value]


def allowed(verdict: str) -> set[Verdict]:
    """What our verdict may be called where a reader by hand wrote this one."""
    if verdict.startswith("ok"):
        return HELD
    if verdict.startswith("trap") or "carried" in verdict:
        return {Verdict.EXPLAINED}
    if verdict.startswith("mismatch"):
        return {Verdict.SCOPE, Verdict.MISMATCH}
    return {Verdict.OTHER_MEASURE}


@pytest.mark.parametrize(("ident", "entry"), expected_of("narrative_claims"), ids=str)
def test_a_number_of_the_text_gets_the_verdict_of_those_who_read_it(ident: str, entry: dict[str, Any]) -> None:
    value, verdict = entry["value"], entry["verdict"]
    if not isinstance(value, int):  # said of the report, not of one number: nothing is compared
        assert not [e for e in map_all(ident) if e.verdict in {Verdict.MISMATCH, Verdict.SCOPE}]
        return
    found = {explanation.verdict for explanation in explanations(ident, value)}
    if "no cell" in verdict or "information only" in verdict:
        assert found <= {Verdict.OTHER_MEASURE}
    else:
        assert found & allowed(verdict), (entry, found)
    if verdict.startswith("ok"):
        assert not found & {Verdict.MISMATCH, Verdict.SCOPE}


def map_all(ident: str) -> list[Explanation]:
    report = report_of(ident)
    return [explain(claim, report) for claim in report.claims]


@pytest.mark.parametrize(("ident", "entry"), expected_of("narrative_sums"), ids=str)
def test_a_total_of_the_text_is_held_against_its_parts(ident: str, entry: dict[str, Any]) -> None:
    report = report_of(ident)
    sums = [said for said in report.statements if isinstance(said, TextSum) and said.total == entry["total"]]
    assert [list(said.parts) for said in sums] == [entry["parts"]]
    findings = [finding for finding in checks.run(report) if finding.code == "text.sum"]
    told = [finding for finding in findings if finding.sides[0].left.total == entry["total"]]
    assert [finding.sides[0].right.total for finding in told] == ([] if entry["verdict"] == "ok" else [entry["sum"]])


def test_no_other_total_is_doubted() -> None:
    doubted = {
        (ident, int(finding.sides[0].left.total))
        for ident in {ident for ident, _ in expected_of("narrative_claims")} - {"jinhu-2023-parsed"}
        for finding in checks.run(report_of(ident))
        if finding.code == "text.sum"
    }
    assert doubted == {("pingtan-2019", 2599), ("shanghai-sstc-2024", 2139)}


def test_75_is_told_as_74_new_and_1_carried_and_72_as_the_same_of_natural_persons() -> None:
    (all_,) = explanations("pingtan-2022", 75)
    assert "75 = 74 + 1" in all_.words
    (persons,) = explanations("pingtan-2022", 72)
    assert "自然人" in persons.words
    assert "72 = 71 + 1" in persons.words


def test_the_trap_of_2023_stays_silent() -> None:
    (explanation,) = explanations("pingtan-2023", 393)
    assert "393 = 470 - 77" in explanation.words
    assert not [f for f in checks.run(report_of("pingtan-2023")) if f.code.startswith("text.")]


def test_the_shares_of_2023_are_recomputed() -> None:
    shares = [said for said in report_of("pingtan-2023").statements if isinstance(said, Share)]
    assert [(said.number, said.percent, said.bases[0]) for said in shares] == [
        (42, Decimal("51.85"), 81),
        (5, Decimal("6.17"), 81),
        (31, Decimal("38.27"), 81),
        (1, Decimal("1.23"), 81),
        (2, Decimal("2.47"), 81),
    ]
    held = checks.judge(report_of("pingtan-2023")).held
    assert sum(one.code == "text.share" for one in held) == len(shares)


def test_the_only_breach_of_2023_is_its_stock_and_that_is_a_warning() -> None:
    findings = checks.run(report_of("pingtan-2023"), last_year=report_of("pingtan-2022"))
    assert not [f for f in findings if f.level is checks.Level.ERROR]
    (stock,) = [f for f in findings if f.code == "t2.stock"]
    assert (stock.sides[0].left.total, stock.sides[0].right.total) == (470, 643)
