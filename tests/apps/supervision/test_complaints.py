"""Complaints: registered or taken over, looked into, put right (art. 47, 51); each verb with its row, trace and refusals."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.apps.supervision.conftest import TODAY
from tests.builders import Desk, an_agency, an_application

from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Refusal
from gongkai.supervision import queries
from gongkai.supervision.actions import (
    answer_rectification,
    conclude_complaint,
    order_rectification,
    register_complaint,
    take_over_complaint,
)
from gongkai.supervision.models import Complaint, RectificationOrder

CAME = date(2024, 3, 11)


def refused(kind: type[Refusal], act: Callable[[], Any], code: str, field: str = "") -> None:
    """Refused by name, in words that help, and nothing is written."""
    before = Complaint.objects.count(), RectificationOrder.objects.count(), Entry.objects.count()
    with pytest.raises(kind) as found:
        act()
    assert found.value.code == code
    assert not field or found.value.field == field
    assert found.value.message.endswith("。")
    assert found.value.hint.endswith("。")
    assert (Complaint.objects.count(), RectificationOrder.objects.count(), Entry.objects.count()) == before


def registered(district: Desk, desk: Desk, **changes: Any) -> Complaint:
    told = {"complainant": "李小满", "text": "逾期不答复", "received_on": CAME, **changes}
    return register_complaint(desk.agency, actor=district.leader(TODAY), **told)


def concluded(district: Desk, desk: Desk, result: str = "founded") -> Complaint:
    return conclude_complaint(
        registered(district, desk), result=result, finding="调阅案卷，确已逾期", actor=district.leader(TODAY), on=TODAY
    )


def ordered(district: Desk, desk: Desk) -> RectificationOrder:
    told = {"text": "十日内答复，并健全到期提醒", "due_on": date(2024, 4, 1)}
    return order_rectification(concluded(district, desk), actor=district.leader(TODAY), on=TODAY, **told)


def last() -> Entry:
    return Entry.objects.latest("sequence")


def test_a_complaint_is_registered_with_the_application_it_is_about(district: Desk, desk: Desk) -> None:
    case = an_application(desk, received_on=date(2024, 2, 5))
    made = registered(district, desk, query_number=case.query_number.lower(), contact="13000000001")
    assert (made.agency, made.handled_by, made.application, made.taken_over) == (
        desk.agency,
        district.agency,
        case,
        False,
    )
    assert (last().verb, last().on) == ("complaint.registered", CAME)
    assert last().ground.endswith("第五十一条")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"complainant": " "}, "complaint.nobody", "complainant"),
        ({"text": " "}, "complaint.no_text", "text"),
        ({"query_number": "013-2024-9999"}, "complaint.no_application", "query_number"),
        ({"received_on": TODAY + timedelta(days=1)}, "date.future", "received_on"),
        ({"complainant": "长" * 81}, "text.too_long", "complainant"),
    ],
)
def test_what_is_missing_is_named(district: Desk, desk: Desk, changes: Any, code: str, field: str) -> None:
    refused(NotAcceptable, lambda: registered(district, desk, **changes), code, field)


@pytest.mark.parametrize("duty", ["leader", "auditor"])
def test_the_supervising_office_registers_and_nobody_else(district: Desk, desk: Desk, duty: str) -> None:
    told = {"complainant": "某某", "text": "不答复", "received_on": CAME}
    register_complaint(desk.agency, actor=district.actor(duty, TODAY), **told)
    others = [
        district.officer(TODAY),
        desk.leader(TODAY),
        desk.actor("auditor", TODAY),
        Desk(an_agency()).leader(TODAY),
    ]
    for actor in others:
        refused(
            NotAllowed,
            lambda: register_complaint(desk.agency, actor=actor, **told),  # noqa: B023
            "complaint.not_supervising",
        )


def test_an_application_that_is_a_complaint_is_taken_over_once(district: Desk, desk: Desk) -> None:
    case = an_application(desk, received_on=CAME, content="举报贵局不公开补课费标准")
    made = take_over_complaint(case, text="", actor=desk.officer(TODAY), on=TODAY)
    assert (made.application, made.taken_over, made.complainant) == (case, True, "李小满")
    assert made.text == "举报贵局不公开补课费标准"
    assert made.handled_by == district.agency
    assert (last().verb, last().details["number"]) == ("complaint.taken_over", case.query_number)
    again = lambda: take_over_complaint(case, text="", actor=desk.officer(TODAY), on=TODAY)  # noqa: E731
    refused(NotAcceptable, again, "complaint.taken_over", "text")
    stranger = lambda: take_over_complaint(case, text="", actor=desk.leader(TODAY), on=TODAY)  # noqa: E731
    refused(NotAllowed, stranger, "post.not_allowed")


def test_it_is_concluded_once_with_what_was_found(district: Desk, desk: Desk) -> None:
    complaint = registered(district, desk)
    leader = district.leader(TODAY)
    for changes, code, field in (
        ({"result": "perhaps"}, "complaint.result", "result"),
        ({"finding": " "}, "complaint.no_finding", "finding"),
        ({"on": CAME - timedelta(days=1)}, "date.too_early", "on"),
    ):
        told = {"result": "founded", "finding": "属实", "on": TODAY, **changes}
        refused(NotAcceptable, lambda: conclude_complaint(complaint, actor=leader, **told), code, field)  # noqa: B023
    done = conclude_complaint(complaint, result="unfounded", finding="已按期答复", actor=leader, on=TODAY)
    assert (done.result, done.concluded_on, done.concluded_by) == ("unfounded", TODAY, district.person("leader"))
    assert (last().verb, last().details["result"]) == ("complaint.concluded", "unfounded")
    again = {"result": "founded", "finding": "属实", "on": TODAY}
    refused(NotAcceptable, lambda: conclude_complaint(complaint, actor=leader, **again), "complaint.concluded")
    refused(
        NotAllowed,
        lambda: conclude_complaint(complaint, actor=desk.leader(TODAY), **again),
        "complaint.not_supervising",
    )


def test_an_order_follows_only_what_was_found_true(district: Desk, desk: Desk) -> None:
    leader = district.leader(TODAY)
    told = {"text": "整改", "due_on": date(2024, 4, 1), "actor": leader, "on": TODAY}
    for complaint in (registered(district, desk), concluded(district, desk, "unfounded")):
        refused(NotLawful, lambda: order_rectification(complaint, **told), "rectification.unfounded")  # noqa: B023
    founded = concluded(district, desk, "founded_in_part")
    refused(
        NotAcceptable, lambda: order_rectification(founded, **{**told, "text": " "}), "rectification.no_text", "text"
    )
    refused(
        NotAcceptable,
        lambda: order_rectification(founded, **{**told, "due_on": TODAY}),
        "rectification.no_time",
        "due_on",
    )
    made = order_rectification(founded, **told)
    assert (made.ordered_on, made.due_on) == (TODAY, date(2024, 4, 1))
    assert (last().verb, last().ground[-5:]) == ("rectification.ordered", "第四十七条")


def test_the_agency_answers_once_and_a_late_answer_is_told_as_late(district: Desk, desk: Desk) -> None:
    order, late = ordered(district, desk), date(2024, 4, 2)
    refused(
        NotAllowed,
        lambda: answer_rectification(order, answer="已改", actor=district.leader(late), on=late),
        "rectification.not_yours",
    )
    refused(
        NotAcceptable,
        lambda: answer_rectification(order, answer=" ", actor=desk.officer(late), on=late),
        "rectification.no_answer",
        "answer",
    )
    assert [found.pk for found in queries.late_orders(district.leader(late), late)] == [order.pk]
    done = answer_rectification(order, answer="已经答复，设了提醒", actor=desk.officer(late), on=late)
    assert done.answered_on == late
    assert (last().verb, last().details["late"]) == ("rectification.answered", True)
    assert queries.late_orders(district.leader(late), late) == []
    refused(
        NotAcceptable,
        lambda: answer_rectification(order, answer="又", actor=desk.officer(late), on=late),
        "rectification.answered",
    )


def test_each_agency_sees_the_complaints_about_itself_and_the_district_all(district: Desk, desk: Desk) -> None:
    other = Desk(an_agency(parent=district.agency))
    mine, theirs = registered(district, desk), registered(district, other)
    assert [found.pk for found in queries.register(desk.leader(TODAY))] == [mine.pk]
    assert [found.pk for found in queries.register(district.leader(TODAY))] == [theirs.pk, mine.pk]
    assert [found.pk for found in queries.register(district.leader(TODAY), before=theirs.pk)] == [mine.pk]
    conclude_complaint(mine, result="unfounded", finding="不属实", actor=district.leader(TODAY), on=TODAY)
    assert [found.pk for found in queries.register(district.leader(TODAY), only_open=True)] == [theirs.pk]
