"""Who owes an element: assigned, handed over, ended, formed, not applicable and confirmed; each verb with row, trace, refusals."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.apps.catalogue.owing import SINCE, TODAY, a_duty, a_field, an_element, last, now, refused
from tests.builders import BUILDER, a_person
from tests.publishing import Newsroom, a_newsroom, a_public_item

from gongkai.law.coverage import State
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale
from gongkai.publications import actions
from gongkai.publications.models import ElementDuty
from gongkai.publications.queries import coverage

pytestmark = pytest.mark.django_db
REASON = "许可职权2024年3月已经划转区行政审批局"


def contact(room: Newsroom) -> Any:
    return room.actor("contact", TODAY)


def editor(room: Newsroom) -> Any:
    return room.of_head("editor", TODAY)


def state_of(duty: Any) -> State:
    return coverage.line_of(now(duty), TODAY).standing.state


def test_an_element_is_assigned_to_an_agency_and_a_contact(room: Newsroom) -> None:
    duty = a_duty(room)
    assert (duty.agency, duty.contact, duty.since) == (room.agency, room.person("contact"), SINCE)
    assert (last().verb, last().details["agency"]) == ("duty.assigned", "区住建局")
    assert last().ground.endswith("第十条第一款")
    assert state_of(duty) is State.NEVER_FILLED


def test_nobody_owes_the_same_element_twice(room: Newsroom) -> None:
    duty = a_duty(room)
    refused(
        NotAcceptable,
        lambda: actions.assign_element(duty.element, agency=room.agency, since=SINCE, actor=editor(room)),
        "duty.assigned_already",
        "agency",
    )


def test_a_contact_must_hold_a_post_at_the_agency(room: Newsroom) -> None:
    element, stranger = an_element(), a_newsroom(head=room.head, name="云岭区教育局").person("contact")
    refused(
        NotAcceptable,
        lambda: actions.assign_element(element, agency=room.agency, since=SINCE, contact=stranger, actor=editor(room)),
        "duty.no_post",
        "contact",
    )


@pytest.mark.parametrize("duty", ["contact", "leader"])
def test_only_the_office_at_the_head_assigns(room: Newsroom, duty: str) -> None:
    element = an_element()
    refused(
        NotAllowed,
        lambda: actions.assign_element(element, agency=room.agency, since=SINCE, actor=room.actor(duty, TODAY)),
        "catalogue.not_keeping",
    )


def test_a_duty_ends_with_a_reason_and_may_begin_elsewhere(room: Newsroom) -> None:
    duty = a_duty(room)
    told = {"actor": editor(room), "seen_version": duty.version}
    refused(
        NotAcceptable,
        lambda: actions.end_duty(duty, until=date(2023, 12, 1), reason=REASON, **told),
        "duty.ends_early",
        "until",
    )
    refused(NotAcceptable, lambda: actions.end_duty(duty, until=TODAY, reason=" ", **told), "duty.no_reason", "reason")
    actions.end_duty(duty, until=TODAY, reason=REASON, **told)
    assert (last().verb, last().details["reason"]) == ("duty.ended", REASON)
    refused(
        NotLawful,
        lambda: actions.note_formed(duty, on=TODAY, actor=contact(room), seen_version=None),
        "duty.over",
    )
    assert coverage.lines_of(room.head, TODAY) == []
    actions.assign_element(duty.element, agency=room.agency, since=date(2024, 5, 6), actor=editor(room))


def test_all_that_one_contact_had_goes_to_another(room: Newsroom) -> None:
    first, second = a_duty(room, "配租结果"), a_duty(room, "房源信息")
    old, (new, _) = room.person("contact"), a_person(room.agency, "contact")
    assert actions.hand_over(room.agency, leaving=old, taking=new, actor=contact(room)) == 2
    assert {now(first).contact, now(second).contact} == {new}
    assert (last().verb, last().details["elements"]) == ("agency.duties_handed_over", 2)
    refused(
        NotAcceptable,
        lambda: actions.hand_over(room.agency, leaving=old, taking=new, actor=contact(room)),
        "duty.nothing_to_hand_over",
        "leaving",
    )


def test_a_handover_needs_somebody_of_the_agency(room: Newsroom) -> None:
    a_duty(room)
    old, stranger = room.person("contact"), a_newsroom(head=room.head, name="云岭区教育局")
    taking = stranger.person("contact")
    for act, kind, code in (
        (lambda: actions.hand_over(room.agency, leaving=old, taking=old, actor=contact(room)), NotAcceptable, "duty.same_person"),
        (lambda: actions.hand_over(room.agency, leaving=old, taking=taking, actor=contact(room)), NotAcceptable, "duty.no_post"),
        (
            lambda: actions.hand_over(room.agency, leaving=old, taking=taking, actor=stranger.actor("contact", TODAY)),
            NotAllowed,
            "duty.not_handing_over",
        ),
    ):  # fmt: skip
        refused(kind, act, code)


def test_what_was_formed_is_owed_from_that_day(room: Newsroom) -> None:
    duty = a_duty(room)
    actions.note_formed(duty, on=date(2024, 3, 5), actor=contact(room), seen_version=duty.version)
    assert now(duty).due_on == date(2024, 4, 2)
    assert state_of(duty) is State.DUE
    assert (last().verb, last().on) == ("duty.formed", date(2024, 3, 5))
    assert last().ground.endswith("第二十六条")


def test_a_day_of_forming_is_not_in_the_future(room: Newsroom) -> None:
    duty = a_duty(room)
    act = lambda: actions.note_formed(duty, on=date(2024, 4, 2), actor=contact(room), seen_version=None)  # noqa: E731
    refused(NotAcceptable, act, "date.future", "on")


def test_the_second_of_two_who_opened_the_page_is_told(room: Newsroom) -> None:
    duty = a_duty(room)
    seen = duty.version
    actions.note_formed(duty, on=date(2024, 3, 5), actor=contact(room), seen_version=seen)
    refused(
        Stale,
        lambda: actions.mark_not_applicable(duty, reason=REASON, actor=contact(room), seen_version=seen),
        "duty.changed",
    )


def test_not_applicable_waits_for_another_to_confirm(room: Newsroom) -> None:
    duty = a_duty(room)
    actions.note_formed(duty, on=date(2024, 2, 5), actor=contact(room), seen_version=None)
    assert state_of(duty) is State.LATE
    actions.mark_not_applicable(duty, reason=REASON, actor=contact(room), seen_version=None)
    assert state_of(duty) is State.REPORTED
    assert [one.pk for one in coverage.reported(room.head)] == [duty.pk]
    actions.confirm_not_applicable(duty, actor=editor(room), seen_version=None)
    assert state_of(duty) is State.NOT_APPLICABLE
    assert (now(duty).due_on, now(duty).confirmed_by) == (None, editor(room).name)
    assert coverage.reported(room.head) == []
    for act in (
        lambda: actions.mark_not_applicable(duty, reason=REASON, actor=contact(room), seen_version=None),
        lambda: actions.note_formed(duty, on=TODAY, actor=contact(room), seen_version=None),
    ):
        refused(NotLawful, act, "duty.not_applicable")
    again = lambda: actions.confirm_not_applicable(duty, actor=editor(room), seen_version=None)  # noqa: E731
    refused(NotLawful, again, "duty.not_reported")


def test_what_was_refused_is_owed_again_with_its_old_day(room: Newsroom) -> None:
    duty = a_duty(room)
    actions.note_formed(duty, on=date(2024, 2, 5), actor=contact(room), seen_version=None)
    due = now(duty).due_on
    actions.mark_not_applicable(duty, reason=REASON, actor=contact(room), seen_version=None)
    actions.refuse_not_applicable(duty, reason="职权仍由贵局行使", actor=editor(room), seen_version=None)
    assert now(duty).due_on == due
    assert state_of(duty) is State.LATE
    assert (last().verb, last().details["before"]) == ("duty.refused", REASON)


def test_a_confirmed_one_can_be_taken_back_when_things_changed(room: Newsroom) -> None:
    duty = a_duty(room)
    actions.mark_not_applicable(duty, reason=REASON, actor=contact(room), seen_version=None)
    actions.confirm_not_applicable(duty, actor=editor(room), seen_version=None)
    actions.refuse_not_applicable(duty, reason="职权收回", actor=editor(room), seen_version=None)
    assert state_of(duty) is State.NEVER_FILLED


def test_not_applicable_needs_a_reason_and_somebody_of_the_agency(room: Newsroom) -> None:
    duty = a_duty(room)
    act = lambda: actions.mark_not_applicable(duty, reason=" ", actor=contact(room), seen_version=None)  # noqa: E731
    refused(NotAcceptable, act, "duty.no_reason", "reason")
    long = lambda: actions.mark_not_applicable(duty, reason="长" * 301, actor=contact(room), seen_version=None)  # noqa: E731
    refused(NotAcceptable, long, "text.too_long", "not_applicable")
    other = a_newsroom(head=room.head, name="云岭区教育局").actor("contact", TODAY)
    refused(
        NotAllowed,
        lambda: actions.mark_not_applicable(duty, reason=REASON, actor=other, seen_version=None),
        "duty.not_yours",
    )


def test_nobody_confirms_what_they_reported_and_no_agency_its_own(room: Newsroom) -> None:
    duty = a_duty(room)
    actions.mark_not_applicable(duty, reason=REASON, actor=contact(room), seen_version=None)
    own = lambda: actions.confirm_not_applicable(duty, actor=room.actor("leader", TODAY), seen_version=None)  # noqa: E731
    refused(NotAllowed, own, "duty.not_confirming")
    of_the_head = actions.assign_element(an_element("住房保障政策"), agency=room.head, since=SINCE, actor=editor(room))
    actions.mark_not_applicable(of_the_head, reason=REASON, actor=editor(room), seen_version=None)
    refused(
        NotAllowed,
        lambda: actions.confirm_not_applicable(of_the_head, actor=editor(room), seen_version=None),
        "duty.own_report",
    )
    actions.confirm_not_applicable(of_the_head, actor=room.of_head("leader", TODAY), seen_version=None)


def test_what_is_public_cannot_be_called_not_applicable(room: Newsroom) -> None:
    duty = a_duty(room)
    a_public_item(room, duty=duty, on=date(2024, 3, 21))
    act = lambda: actions.mark_not_applicable(duty, reason=REASON, actor=contact(room), seen_version=None)  # noqa: E731
    refused(NotLawful, act, "duty.filled")


def test_a_release_fills_the_duty_and_a_withdrawal_empties_it(room: Newsroom) -> None:
    duty = a_duty(room)
    actions.note_formed(duty, on=date(2024, 3, 1), actor=contact(room), seen_version=None)
    item = a_public_item(room, duty=duty, on=date(2024, 3, 21))
    filled = now(duty)
    assert (filled.entries, filled.filled_on, filled.due_on) == (1, date(2024, 3, 21), None)
    assert state_of(duty) is State.ON_TIME
    assert coverage.board(room.head, TODAY).entries == 1
    actions.withdraw_item(item, reason="数据有误", actor=room.actor("leader", TODAY))
    emptied = now(duty)
    assert (emptied.entries, emptied.filled_on, emptied.due_on) == (0, None, date(2024, 3, 29))
    assert state_of(duty) is State.LATE


def test_a_release_takes_back_what_was_said_to_be_not_applicable(room: Newsroom) -> None:
    duty = a_duty(room)
    actions.mark_not_applicable(duty, reason=REASON, actor=contact(room), seen_version=None)
    a_public_item(room, duty=duty, on=date(2024, 4, 1))
    assert now(duty).not_applicable == ""
    assert state_of(duty) is State.ON_TIME


def test_the_steps_of_a_release_count_the_items_themselves(room: Newsroom) -> None:
    duty = a_duty(room)
    a_public_item(room, duty=duty, on=date(2024, 3, 20))
    a_public_item(room, duty=duty, on=date(2024, 3, 21))
    assert (now(duty).entries, now(duty).filled_on) == (2, date(2024, 3, 21))
    type(duty).objects.filter(pk=duty.pk).update(entries=7, filled_on=None)
    assert actions.refresh_duties([duty.pk]) == 1
    assert now(duty).entries == 2


def test_a_calendar_that_was_loaded_moves_the_last_days(room: Newsroom, tmp_path: Any) -> None:
    duty = a_duty(room)
    actions.note_formed(duty, on=date(2024, 3, 5), actor=contact(room), seen_version=None)
    type(duty).objects.filter(pk=duty.pk).update(due_on=date(2024, 4, 1))
    assert actions.recompute_duties(actor=BUILDER) == 1
    assert now(duty).due_on == date(2024, 4, 2)
    assert last().verb == "catalogue.recomputed"
    refused(NotAllowed, lambda: actions.recompute_duties(actor=contact(room)), "catalogue.not_keeping")


def test_the_field_of_a_duty_is_that_of_its_element(room: Newsroom) -> None:
    assert a_duty(room).element.matter.field == a_field()


def test_who_reported_is_known_by_the_person_not_by_the_name(room: Newsroom) -> None:
    duty = actions.assign_element(an_element("住房保障政策"), agency=room.head, since=SINCE, actor=editor(room))
    actions.mark_not_applicable(duty, reason=REASON, actor=editor(room), seen_version=None)
    renamed = replace(editor(room), name="改了名字")
    refused(
        NotAllowed,
        lambda: actions.confirm_not_applicable(duty, actor=renamed, seen_version=None),
        "duty.own_report",
    )
    of_the_same_name = replace(room.of_head("leader", TODAY), name=editor(room).name)
    actions.confirm_not_applicable(duty, actor=of_the_same_name, seen_version=None)
    assert now(duty).confirmed_on == TODAY


def test_of_what_was_reported_before_persons_were_kept_the_name_decides(room: Newsroom) -> None:
    duty = actions.assign_element(an_element("住房保障政策"), agency=room.head, since=SINCE, actor=editor(room))
    actions.mark_not_applicable(duty, reason=REASON, actor=editor(room), seen_version=None)
    ElementDuty.objects.filter(pk=duty.pk).update(not_applicable_person=None)
    refused(
        NotAllowed,
        lambda: actions.confirm_not_applicable(duty, actor=editor(room), seen_version=None),
        "duty.own_report",
    )
    actions.confirm_not_applicable(duty, actor=room.of_head("leader", TODAY), seen_version=None)
