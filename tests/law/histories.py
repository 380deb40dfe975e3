"""Histories of applications and appeals, for rules that must hold whatever happened."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from gongkai.law.facts import AppealFact, AppealKind, ApplicantKind, ApplicationFact, CountingBasis
from gongkai.law.outcomes import all_outcomes

FIRST, LAST = date(2018, 11, 1), date(2024, 2, 28)
CODES = [entry.code for entry in all_outcomes()]
BASES = [
    CountingBasis(received, closed, appeals)
    for received in ("first", "supplement")
    for closed in ("served", "made")
    for appeals in ("concluded_or_pending", "filed")
]
BY_ITEM = [replace(basis, items="item") for basis in BASES]


@st.composite
def _application(draw: st.DrawFn, number: int) -> ApplicationFact:
    received = draw(st.dates(FIRST, LAST))

    def later(earlier: date, longest: int) -> date:
        return earlier + timedelta(days=draw(st.integers(0, longest)))

    supplemented = later(received, 60) if draw(st.booleans()) else None
    replied = later(supplemented or received, 400) if draw(st.booleans()) else None
    closed = later(replied, 40) if replied and draw(st.booleans()) else None
    return ApplicationFact(
        f"application:{number}",
        draw(st.sampled_from(list(ApplicantKind))),
        received,
        supplemented,
        draw(st.sampled_from(CODES)) if replied else None,
        replied,
        closed,
        items=tuple(draw(st.lists(st.sampled_from(CODES), max_size=3))) if replied else (),
    )


@st.composite
def _appeal(draw: st.DrawFn, number: int) -> AppealFact:
    filed = draw(st.dates(FIRST, LAST))
    concluded = filed + timedelta(days=draw(st.integers(0, 500))) if draw(st.booleans()) else None
    result = draw(st.sampled_from(["upheld", "overturned", "other_result"])) if concluded else None
    return AppealFact(f"appeal:{number}", draw(st.sampled_from(list(AppealKind))), filed, result, concluded)


def _listed(one: "st.SearchStrategy | object", most: int) -> st.SearchStrategy:
    return st.integers(0, most).flatmap(lambda count: st.tuples(*(one(number) for number in range(count))))


def applications(most: int = 12) -> st.SearchStrategy[tuple[ApplicationFact, ...]]:
    """Up to so many applications between November 2018 and February 2024, some supplemented, some closed."""
    return _listed(_application, most)


def appeals(most: int = 8) -> st.SearchStrategy[tuple[AppealFact, ...]]:
    """Up to so many appeals, some concluded."""
    return _listed(_appeal, most)


bases = st.sampled_from(BASES)
any_bases = st.sampled_from(BASES + BY_ITEM)  # by item, one case may stand in several rows
