"""declare_return: table 2 as people type it, as a draft."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.apps.annualreports.years import JANUARY, YEAR, a_return, filled, last_act
from tests.builders import Desk

from gongkai.annualreports import actions, queries, typed
from gongkai.annualreports.models import DeclaredReturn
from gongkai.law import formats
from gongkai.law.errors import NotAcceptable, NotAllowed, Stale

LICENCES = "t2/licences/decisions"
FEES = "t2/charges/amount"


def declare(desk: Desk, told: dict[str, str], **more: object) -> DeclaredReturn:
    return actions.declare_return(desk.agency, YEAR, told, actor=desk.actor("contact", JANUARY), **more)  # type: ignore[arg-type]


def test_a_draft_keeps_the_figures_and_who_filled_them_in(department: Desk) -> None:
    draft = declare(
        department, filled(licences__decisions="１，２０４", charges__amount="1,862.40"), source="审批系统导出"
    )
    assert draft.state == DeclaredReturn.State.DRAFT
    assert draft.figures[LICENCES] == "1204"
    assert draft.figures[FEES] == "1862.4"
    assert draft.filled_in_by == department.person("contact")
    assert draft.source == "审批系统导出"


def test_the_act_is_traced(department: Desk) -> None:
    draft = declare(department, filled())
    entry = last_act()
    assert (entry.verb, entry.subject) == ("return.declared", f"declaredreturn:{draft.pk}")
    assert entry.details == {"agency": "青川区教育局", "year": YEAR, "blank": 0}


def test_declaring_again_changes_the_one_draft(department: Desk) -> None:
    first = declare(department, filled())
    second = declare(department, filled(licences__decisions="5"))
    assert (second.pk, second.version) == (first.pk, first.version + 1)


@pytest.mark.parametrize(
    ("cell", "told", "code"),
    [
        (LICENCES, "", "figure.blank"),
        (LICENCES, "　", "figure.blank"),
        (LICENCES, "约两千", "figure.not_a_number"),
        (LICENCES, "1e5", "figure.not_a_number"),
        (LICENCES, "-3", "figure.negative"),
        (LICENCES, "1.5", "figure.fraction"),
        (LICENCES, "9" * 12, "figure.too_large"),
        (FEES, "1.23456", "figure.fraction"),
        (FEES, "-1", "figure.negative"),
    ],
)
def test_a_figure_that_cannot_stand_names_its_cell(department: Desk, cell: str, told: str, code: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        declare(department, {**filled(), cell: told})
    assert (refused.value.code, refused.value.field) == (code, cell)
    assert not DeclaredReturn.objects.exists()


def test_every_wrong_cell_is_named_at_once() -> None:
    cells = formats.for_year(YEAR).declared_addresses()
    stored, refused = typed.figures(cells, {**filled(), LICENCES: "许多", FEES: ""})
    assert set(refused) == {LICENCES, FEES}
    assert set(stored) == set(cells) - {LICENCES, FEES}


def test_a_draft_may_wait_unfinished(department: Desk) -> None:
    draft = declare(department, {LICENCES: "7"}, complete=False)
    assert draft.figures == {LICENCES: "7"}
    assert last_act().details["blank"] == len(formats.for_year(YEAR).declared_addresses()) - 1


def test_a_decrease_may_be_negative_in_the_older_format() -> None:
    assert typed.figure("t2/charges/items_change", "－2") == "-2"
    assert typed.figure("t2/charges/items_change", "−2") == "-2"


def test_correcting_a_signed_return_needs_a_reason(department: Desk) -> None:
    a_return(department)
    with pytest.raises(NotAcceptable) as refused:
        declare(department, filled())
    assert (refused.value.code, refused.value.field) == ("return.no_reason", "reason")
    assert declare(department, filled(), reason="漏报了12月").reason == "漏报了12月"


def test_whoever_read_an_older_draft_overwrites_nothing(department: Desk) -> None:
    declare(department, filled(licences__decisions="1"))
    with pytest.raises(Stale):
        declare(department, filled(licences__decisions="2"), seen_version=0)
    draft = queries.return_of(department.agency.pk, YEAR, "draft")
    assert draft is not None
    assert draft.figures[LICENCES] == "1"


@pytest.mark.parametrize("duty", ["leader", "reviewer", "auditor", "keeper"])
def test_only_a_contact_or_a_desk_officer_declares(department: Desk, duty: str) -> None:
    with pytest.raises(NotAllowed):
        actions.declare_return(department.agency, YEAR, filled(), actor=department.actor(duty, JANUARY))


def test_nobody_declares_for_another_agency(district: Desk, department: Desk) -> None:
    with pytest.raises(NotAllowed):
        actions.declare_return(department.agency, YEAR, filled(), actor=district.actor("contact", JANUARY))


@given(st.integers(0, 10**10))
def test_a_count_reads_the_same_however_it_is_written(number: int) -> None:
    plain = str(number)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in plain)
    for told in (plain, wide, f"{number:,}", f" {plain} ", f"{number:,}".replace(",", "，")):
        assert typed.figure(LICENCES, told) == plain
