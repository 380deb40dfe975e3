"""Acts on a document's validity: what cannot be is refused, and what is accepted never goes in a circle."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.changes import require_change, require_days, require_no_circle, require_sound
from gongkai.law.errors import NotLawful
from gongkai.law.validity import ChangeFact, DocumentFact, ended_on, validity_on

ISSUED = date(2020, 3, 2)


def a_fact(reference: str = "a", issued_on: date = ISSUED, **told: object) -> DocumentFact:
    return DocumentFact(reference, "normative", issued_on, **told)  # type: ignore[arg-type]


def code_of(work: object) -> str:
    with pytest.raises(NotLawful) as refused:
        work()  # type: ignore[operator]
    return refused.value.code


def test_an_act_before_issue_is_refused_and_one_on_the_day_of_issue_is_not() -> None:
    fact = a_fact()
    assert code_of(lambda: require_change(fact, ChangeFact("repealed", date(2020, 3, 1)))) == "change.before_issue"
    require_change(fact, ChangeFact("repealed", ISSUED))


def test_a_document_may_be_repealed_before_it_takes_effect() -> None:
    fact = a_fact(effective_on=date(2020, 6, 1))
    change = ChangeFact("repealed", date(2020, 5, 1))
    require_change(fact, change)
    assert ended_on(replace(fact, changes=(change,))) is not None


def test_an_extension_is_decided_within_the_term_and_makes_it_longer() -> None:
    fact = a_fact(valid_until=date(2024, 12, 31))
    require_change(fact, ChangeFact("extended", date(2024, 12, 31), date(2025, 12, 31)))
    late = ChangeFact("extended", date(2025, 1, 1), date(2025, 12, 31))
    assert code_of(lambda: require_change(fact, late)) == "change.extended_late"
    same = ChangeFact("extended", date(2024, 1, 1), date(2024, 12, 31))
    assert code_of(lambda: require_change(fact, same)) == "change.not_longer"
    assert code_of(lambda: require_change(a_fact(), same)) == "change.no_term"


def test_nothing_stands_after_the_end() -> None:
    amended = a_fact(changes=(ChangeFact("amended", date(2022, 1, 1)),))
    for day in (date(2021, 6, 1), date(2022, 1, 1)):
        assert code_of(lambda day=day: require_change(amended, ChangeFact("repealed", day))) == "change.later_stands"
    ended = a_fact(changes=(ChangeFact("repealed", date(2022, 1, 1)),))
    assert code_of(lambda: require_change(ended, ChangeFact("amended", date(2022, 1, 1)))) == "change.after_end"
    require_change(ended, ChangeFact("amended", date(2021, 12, 31)))


def test_a_circle_is_found_however_long_it_is() -> None:
    acts = {"a": ["b", "x"], "b": ["c"], "c": ["d"]}
    assert code_of(lambda: require_no_circle("a", "d", acts)) == "change.circle"
    require_no_circle("d", "a", acts)
    require_no_circle("a", "e", {**acts, "d": ["a"]})  # a circle that stands already does not hang the search


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"effective_on": date(2020, 3, 1)}, "document.effective_before_issue"),
        ({"valid_until": date(2020, 3, 1)}, "document.ends_before_begin"),
        ({"disclosed_on": date(2020, 3, 1)}, "document.disclosed_before_issue"),
    ],
)
def test_days_out_of_order_are_named(told: dict[str, date], code: str) -> None:
    assert code_of(lambda: require_days(a_fact(**told))) == code


def test_days_put_right_must_agree_with_the_acts_on_it_and_by_it() -> None:
    other = a_fact("b")
    act = ChangeFact("repealed", date(2021, 1, 1), None, "b")
    require_sound(a_fact(changes=(act,)), {"b": other}, ())
    moved = a_fact(issued_on=date(2021, 2, 1), changes=(act,))
    assert code_of(lambda: require_sound(moved, {"b": other}, ())) == "change.before_issue"
    lapsed = a_fact("b", valid_until=date(2020, 12, 31))
    assert code_of(lambda: require_sound(a_fact(changes=(act,)), {"b": lapsed}, ())) == "change.acting_not_in_force"
    assert code_of(lambda: require_sound(lapsed, {}, [(a_fact(), date(2021, 1, 1))])) == "change.acting_not_in_force"


def test_two_extensions_one_after_the_other_are_sound() -> None:
    changes = (
        ChangeFact("extended", date(2023, 1, 1), date(2026, 12, 31)),
        ChangeFact("extended", date(2022, 1, 1), date(2024, 12, 31)),
    )
    require_sound(a_fact(valid_until=date(2022, 12, 31), changes=changes), {}, ())


def test_a_document_cannot_end_before_what_it_did_to_others() -> None:
    fact, acted = a_fact(), [date(2020, 6, 1), date(2021, 6, 1)]
    for kind in ("repealed", "declared_lapsed"):
        for day in (date(2021, 1, 1), date(2021, 6, 1)):
            change = ChangeFact(kind, day)
            assert code_of(lambda change=change: require_change(fact, change, acted=acted)) == "change.acts_later"
        require_change(fact, ChangeFact(kind, date(2021, 6, 2)), acted=acted)
    require_change(fact, ChangeFact("amended", date(2021, 1, 1)), acted=acted)


def test_an_extension_of_an_earlier_day_stays_below_the_later_one() -> None:
    later = ChangeFact("extended", date(2022, 6, 1), date(2024, 12, 31))
    fact = a_fact(valid_until=date(2022, 12, 31), changes=(later,))
    for until in (date(2024, 12, 31), date(2026, 12, 31)):
        earlier = ChangeFact("extended", date(2022, 1, 1), until)
        code = code_of(lambda earlier=earlier: require_change(fact, earlier))
        assert code == "change.longer_than_later"
    between = ChangeFact("extended", date(2022, 1, 1), date(2023, 12, 31))
    require_change(fact, between)
    require_sound(replace(fact, changes=(later, between)), {}, ())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 90)), max_size=8))
def test_extensions_that_are_recorded_are_sound_in_whatever_order(asked: list[tuple[int, int]]) -> None:
    fact = a_fact(valid_until=ISSUED + timedelta(30))
    for on, until in asked:
        change = ChangeFact("extended", ISSUED + timedelta(on), ISSUED + timedelta(until))
        try:
            require_change(fact, change)
        except NotLawful:
            continue
        fact = replace(fact, changes=(*fact.changes, change))
    require_sound(fact, {}, ())


DAYS = st.integers(0, 400).map(lambda days: date(2020, 1, 1) + timedelta(days))
ASKED = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(["amended", "repealed", "declared_lapsed"]), DAYS),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(DAYS, min_size=5, max_size=5), ASKED)
def test_what_is_accepted_never_goes_in_a_circle_and_ends_each_document_once(
    issued: list[date], asked: list[tuple[int, int, str, date]]
) -> None:
    facts = {str(place): a_fact(str(place), day) for place, day in enumerate(issued)}
    acts: dict[str, list[str]] = {}
    for acting, document, kind, on in asked:
        by, on_one = facts[str(acting)], facts[str(document)]
        if by.reference == on_one.reference:
            continue
        try:
            require_no_circle(on_one.reference, by.reference, acts)
            change = ChangeFact(kind, on, None, by.reference)
            require_change(on_one, change, acting=by)
        except NotLawful:
            continue
        acts.setdefault(by.reference, []).append(on_one.reference)
        facts[on_one.reference] = replace(on_one, changes=(*on_one.changes, change))
    for reference, fact in facts.items():
        assert reference not in reached(reference, acts)
        assert sum(change.kind in ("repealed", "declared_lapsed") for change in fact.changes) <= 1
        end = ended_on(fact)
        assert end is None or validity_on(fact, end[0]) is end[1]


def reached(start: str, acts: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(acts.get(start, []))
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += acts.get(one, [])
    return found
