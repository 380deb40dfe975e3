"""Counting rules of the annual report: in which year, row and column an application or an appeal counts."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.law import formats
from gongkai.law.facts import AppealFact, AppealKind, ApplicantKind, ApplicationFact, CountingBasis, ReturnFact
from gongkai.law.figures import Figure, Origin
from gongkai.law.outcomes import all_outcomes
from gongkai.law.tally import tally


def day(text: str) -> date:
    return date.fromisoformat(text)


def received(on: str, **told: str) -> ApplicationFact:
    """An application received that day. supplemented, made, served: days; outcome: its code."""
    kind = ApplicantKind(told.get("kind", "natural_person"))
    supplemented, made, served = (day(told[n]) if n in told else None for n in ("supplemented", "made", "served"))
    outcome = told.get("outcome", "granted.provided") if made or served else None
    return ApplicationFact("application:1", kind, day(on), supplemented, outcome, made or served, served)


def filed(on: str, *, kind: str = "reconsideration", result: str | None = None, concluded: str | None = None):
    return AppealFact("appeal:1", AppealKind(kind), day(on), result, day(concluded) if concluded else None)


def counted(
    fact: ApplicationFact | AppealFact,
    year: int,
    *,
    until: str | None = None,
    basis: CountingBasis | None = None,
) -> list[str]:
    """The cells, totals left out, in which this one record counts in the report of that year."""
    is_case = isinstance(fact, ApplicationFact)
    figures = tally(
        formats.for_year(year),
        year,
        applications=[fact] if is_case else [],
        appeals=[] if is_case else [fact],
        returns=[],
        basis=basis or CountingBasis(),
        until=day(until) if until else None,
    )
    return [
        "/".join(cell.split("/")[1 : 2 if is_case else 3])
        for cell, figure in figures.items()
        if figure.value and not cell.endswith("/total") and "closed_total" not in cell
    ]


class TestOrderedAnew:
    """A new reply that a review decision or judgment ordered [M]: not counted again, unless the agency does."""

    def test_it_counts_only_where_the_agency_counts_it(self):
        anew = replace(received("2020-03-02", served="2020-03-20"), reopened=True)
        assert counted(anew, 2020) == []
        assert counted(anew, 2020, basis=CountingBasis(reopened="counted")) == ["received", "granted"]


class TestItems:
    """One application for several things [M]: one by its main outcome, or each by its own."""

    fact = replace(
        received("2020-12-21", served="2021-01-11", outcome="granted_in_part"),
        items=("granted.provided", "refused.state_secret", "unavailable.not_found"),
    )
    item = CountingBasis(items="item")

    def test_by_application_the_main_outcome_decides_the_row(self):
        assert counted(self.fact, 2021) == ["carried_in", "granted_in_part"]

    def test_by_item_each_has_its_row_and_the_column_balances(self):
        figures = tally(formats.by_key("2021"), 2021, applications=[self.fact], appeals=[], returns=[], basis=self.item)
        value = {row: figures[f"t3/{row}/natural_person"].value for row in ("carried_in", "received", "closed_total")}
        assert value == {"carried_in": 1, "received": 2, "closed_total": 3}

    def test_while_it_is_open_it_is_one(self):
        assert counted(self.fact, 2020, basis=self.item) == ["received", "carried_out"]

    def test_a_reply_without_items_counts_once(self):
        assert counted(received("2020-03-02", served="2020-03-20"), 2020, basis=self.item) == ["received", "granted"]


class TestYearEdges:
    """In which year's report an application is new, carried over and closed."""

    @pytest.mark.parametrize(
        ("on", "served", "year", "rows"),
        [
            ("2020-01-01", "2020-12-31", 2020, ["received", "granted"]),
            ("2020-12-31", None, 2020, ["received", "carried_out"]),
            ("2020-12-31", "2020-12-31", 2020, ["received", "granted"]),
            ("2020-12-31", "2021-01-01", 2020, ["received", "carried_out"]),
            ("2020-12-31", "2021-01-01", 2021, ["carried_in", "granted"]),
            ("2021-01-01", None, 2020, []),
            ("2019-12-31", "2019-12-31", 2020, []),
            ("2019-12-31", "2020-01-01", 2020, ["carried_in", "granted"]),
            ("2019-06-01", None, 2020, ["carried_in", "carried_out"]),
            ("2018-06-01", None, 2020, ["carried_in", "carried_out"]),
        ],
    )
    def test_a_year_begins_on_1_january_and_ends_on_31_december(self, on, served, year, rows):
        fact = received(on, served=served) if served else received(on)
        assert counted(fact, year) == rows

    def test_a_case_open_on_31_december_is_carried_over_whatever_it_waits_for(self):
        waiting_for_supplement = received("2020-12-20")
        approved_but_not_served = received("2020-12-01", made="2020-12-30")
        for fact in (waiting_for_supplement, approved_but_not_served):
            assert counted(fact, 2020) == ["received", "carried_out"]


class TestCountingBasis:
    """The settings for what practice leaves open (annual report, counting rules)."""

    def test_a_supplement_is_the_same_case_received_when_it_first_came(self):
        fact = received("2020-12-20", supplemented="2021-01-10", served="2021-01-20")
        assert counted(fact, 2020) == ["received", "carried_out"]
        assert counted(fact, 2021) == ["carried_in", "granted"]

    def test_by_setting_a_supplemented_case_is_received_when_the_supplement_came(self):
        fact = received("2020-12-20", supplemented="2021-01-10", served="2021-01-20")
        basis = CountingBasis(received="supplement")
        assert counted(fact, 2020, basis=basis) == []
        assert counted(fact, 2021, basis=basis) == ["received", "granted"]

    def test_a_case_without_supplement_is_counted_alike_under_both(self):
        fact = received("2020-12-20", served="2021-01-20")
        assert counted(fact, 2020, basis=CountingBasis(received="supplement")) == counted(fact, 2020)

    def test_a_case_is_closed_in_the_year_its_reply_was_served(self):
        fact = received("2020-12-01", made="2020-12-30", served="2021-01-04")
        assert counted(fact, 2020) == ["received", "carried_out"]
        assert counted(fact, 2021) == ["carried_in", "granted"]

    def test_by_setting_a_case_is_closed_in_the_year_its_reply_was_made(self):
        fact = received("2020-12-01", made="2020-12-30", served="2021-01-04")
        basis = CountingBasis(closed="made")
        assert counted(fact, 2020, basis=basis) == ["received", "granted"]
        assert counted(fact, 2021, basis=basis) == []

    def test_a_reply_made_but_not_yet_served_is_closed_under_that_setting(self):
        fact = received("2020-12-01", made="2020-12-30")
        assert counted(fact, 2020, basis=CountingBasis(closed="made")) == ["received", "granted"]


class TestAppeals:
    """Table 4: concluded in the year with their result, pending at its end; or, by setting, filed in the year."""

    @pytest.mark.parametrize(
        ("fact", "cells_2020", "cells_2021"),
        [
            (filed("2020-03-01", result="upheld", concluded="2020-05-01"), ["reconsideration/upheld"], []),
            (
                filed("2020-11-01", result="overturned", concluded="2021-01-15"),
                ["reconsideration/pending"],
                ["reconsideration/overturned"],
            ),
            (
                filed("2019-03-01", result="other_result", concluded="2020-12-31"),
                ["reconsideration/other_result"],
                [],
            ),
            (filed("2020-12-31"), ["reconsideration/pending"], ["reconsideration/pending"]),
            (filed("2021-01-01"), [], ["reconsideration/pending"]),
            (filed("2020-01-01", kind="lawsuit_direct"), ["lawsuit_direct/pending"], ["lawsuit_direct/pending"]),
        ],
    )
    def test_appeals_are_counted_where_they_end_and_while_they_are_pending(self, fact, cells_2020, cells_2021):
        assert counted(fact, 2020) == cells_2020
        assert counted(fact, 2021) == cells_2021

    def test_by_setting_only_the_appeals_filed_in_the_year_are_counted(self):
        basis = CountingBasis(appeals="filed")
        earlier = filed("2019-03-01", result="upheld", concluded="2020-02-01")
        assert counted(earlier, 2020, basis=basis) == []
        later = filed("2020-03-01", result="upheld", concluded="2021-02-01")
        assert counted(later, 2020, basis=basis) == ["reconsideration/pending"]
        assert counted(later, 2021, basis=basis) == []

    def test_the_three_groups_are_counted_apart_and_totalled(self):
        facts = [
            AppealFact(f"lawsuit:{number}", kind, day("2020-03-01"), "upheld", day("2020-05-01"))
            for number, kind in enumerate(AppealKind)
        ]
        figures = tally(formats.by_key("2019"), 2020, applications=[], appeals=facts, returns=[], basis=CountingBasis())
        for kind in AppealKind:
            assert figures[f"t4/{kind}/upheld"].value == figures[f"t4/{kind}/total"].value == 1


class TestRowsAndColumns:
    """Which row an outcome fills and which column an applicant."""

    @pytest.mark.parametrize("entry", all_outcomes(), ids=lambda entry: entry.code)
    @pytest.mark.parametrize("year", [2020, 2022])
    def test_an_outcome_counts_in_its_row_and_in_no_other(self, entry, year):
        fact = received(f"{year}-03-01", served=f"{year}-03-20", outcome=entry.code)
        assert counted(fact, year) == ["received", entry.row(formats.for_year(year).key)]

    @pytest.mark.parametrize("kind", list(ApplicantKind))
    def test_an_applicant_counts_in_the_column_of_their_kind_and_in_the_total(self, kind):
        figures = tally(
            formats.by_key("2021"),
            2022,
            applications=[received("2022-03-01", kind=kind, served="2022-03-02")],
            appeals=[],
            returns=[],
            basis=CountingBasis(),
        )
        filled = {cell for cell, figure in figures.items() if figure.value}
        rows = ("received", "granted", "closed_total")
        assert filled == {f"t3/{row}/{column}" for row in rows for column in (kind, "total")}


class TestDeclaredFigures:
    """Table 2 comes from signed returns, summed; every figure names the returns behind it."""

    def _returns(self, *values: int | None) -> list[ReturnFact]:
        return [
            ReturnFact(
                f"declaredreturn:{number}",
                {"t2/licences/decisions": Figure(value, origin=Origin.DECLARED)} if value is not None else {},
            )
            for number, value in enumerate(values, 1)
        ]

    def test_returns_are_summed_and_named(self):
        figures = tally(
            formats.by_key("2021"),
            2022,
            applications=[],
            appeals=[],
            returns=self._returns(3, None, 4),
            basis=CountingBasis(),
        )
        figure = figures["t2/licences/decisions"]
        assert (figure.value, figure.origin) == (7, Origin.DECLARED)
        assert figure.sources == ("declaredreturn:1", "declaredreturn:3")

    def test_a_declared_zero_is_a_source_too(self):
        figures = tally(
            formats.by_key("2021"), 2022, applications=[], appeals=[], returns=self._returns(0), basis=CountingBasis()
        )
        assert figures["t2/licences/decisions"].sources == ("declaredreturn:1",)

    def test_what_nobody_declared_is_zero_without_a_source(self):
        figures = tally(formats.by_key("2021"), 2022, applications=[], appeals=[], returns=[], basis=CountingBasis())
        figure = figures["t2/penalties/decisions"]
        assert (figure.value, figure.sources) == (0, ())

    def test_cells_of_the_other_format_are_left_out(self):
        odd = ReturnFact("declaredreturn:1", {"t2/procurement/amount": Figure(9, origin=Origin.DECLARED)})
        figures = tally(formats.by_key("2021"), 2022, applications=[], appeals=[], returns=[odd], basis=CountingBasis())
        assert set(figures) == set(formats.by_key("2021").addresses())


class TestAsIfTheYearEnded:
    """The view at any time: as if the year ended that day."""

    def test_what_came_or_ended_after_that_day_has_not_happened(self):
        fact = received("2020-06-01", served="2020-07-10")
        assert counted(fact, 2020, until="2020-05-31") == []
        assert counted(fact, 2020, until="2020-06-30") == ["received", "carried_out"]
        assert counted(fact, 2020, until="2020-07-10") == ["received", "granted"]

    def test_an_appeal_concluded_after_that_day_is_pending(self):
        fact = filed("2020-03-01", result="upheld", concluded="2020-08-01")
        assert counted(fact, 2020, until="2020-07-31") == ["reconsideration/pending"]
        assert counted(fact, 2020, until="2020-08-01") == ["reconsideration/upheld"]
