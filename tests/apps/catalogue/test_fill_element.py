"""Filling an element in one act: a draft with all its metadata goes to review; the duty waits, and is filled by the release."""

from datetime import date
from typing import Any

import pytest
from tests.apps.catalogue.owing import TODAY, a_duty, last, now, refused
from tests.builders import at
from tests.publishing import Newsroom, a_newsroom, pass_to_final, review

from gongkai.audit.models import Entry
from gongkai.law.coverage import State
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful
from gongkai.publications import actions
from gongkai.publications.actions.filling import article_item_of
from gongkai.publications.models import Publication
from gongkai.publications.queries import coverage

pytestmark = pytest.mark.django_db


def filled(**changes: Any) -> actions.Filled:
    told: dict[str, Any] = {
        "title": "第一季度公租房配租结果",
        "text": "共配租12户。\n名单见下。",
        "formed_on": date(2024, 3, 29),
        **changes,
    }
    return actions.Filled(**told)


def fill(room: Newsroom, duty: Any, **changes: Any) -> Publication:
    return actions.fill_element(duty, filled=filled(**changes), actor=room.actor("contact", TODAY), seen_version=None)


def test_one_short_form_makes_a_whole_item_and_hands_it_in(room: Newsroom) -> None:
    duty = a_duty(room, basis="《中华人民共和国政府信息公开条例》第二十条第（十一）项")
    item = fill(room, duty)
    draft = item.draft
    assert draft.stage == "final_approval"
    assert (draft.title, draft.dated_on) == ("第一季度公租房配租结果", date(2024, 3, 29))
    assert (draft.body, draft.summary) == ("<p>共配租12户。</p><p>名单见下。</p>", "共配租12户。 名单见下。")
    assert (draft.category.name, draft.keywords, draft.article_item) == ("保障性住房", "保障性住房", "20.11")
    assert item.duty == duty
    entry = Entry.objects.get(verb="duty.submitted")
    assert (entry.details["title"], entry.details["agency"]) == ("第一季度公租房配租结果", "区住建局")
    standing = coverage.line_of(now(duty), TODAY)
    assert standing.standing.state is State.SUBMITTED
    assert now(duty).due_on == date(2024, 4, 28)  # counted from the day of forming, whoever has it in hand


def test_what_was_handed_in_is_filled_when_it_is_released(room: Newsroom) -> None:
    duty = a_duty(room)
    item = fill(room, duty)
    pass_to_final(room, item, on=TODAY)
    review(room, item, "final_approval", "leader", on=at(TODAY, 16))
    done = now(duty)
    assert (done.entries, done.filled_on, done.submitted_on, done.due_on) == (1, TODAY, None, None)
    assert coverage.line_of(done, TODAY).standing.state is State.ON_TIME


def test_what_was_sent_back_is_owed_again(room: Newsroom) -> None:
    duty = a_duty(room)
    actions.note_formed(duty, on=date(2024, 2, 1), actor=room.actor("contact", TODAY), seen_version=None)
    item = fill(room, duty)
    assert coverage.line_of(now(duty), TODAY).standing.is_late
    review(room, item, "disclosure", "reviewer", on=TODAY, conclusion="returned", opinion="附件里有身份证号")
    assert coverage.line_of(now(duty), TODAY).standing.state is State.LATE


def test_of_two_that_are_not_public_yet_the_earlier_counts(room: Newsroom) -> None:
    duty = a_duty(room)
    actions.note_formed(duty, on=date(2024, 3, 11), actor=room.actor("contact", TODAY), seen_version=None)
    fill(room, duty)
    assert now(duty).formed_on == date(2024, 3, 11)


def test_a_file_alone_is_enough(room: Newsroom) -> None:
    item = fill(room, a_duty(room), text="", files=[("名单.txt", "第一批12户".encode())])
    assert [one.name for one in item.draft.attachments.all()] == ["名单.txt"]
    assert item.draft.summary == "第一季度公租房配租结果"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"text": " "}, "duty.nothing", "text"),
        ({"title": " "}, "item.no_title", "title"),
        ({"title": "长" * 201}, "text.too_long", "title"),
        ({"formed_on": date(2024, 4, 2)}, "date.future", "formed_on"),
        ({"files": [("名单.exe", b"MZ\x90\x00")]}, "file.kind", "files"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_written(
    room: Newsroom, changes: dict[str, Any], code: str, field: str
) -> None:
    duty = a_duty(room)
    refused(NotAcceptable, lambda: fill(room, duty, **changes), code, field)
    assert now(duty).submitted_on is None


def test_a_finger_that_presses_twice_hands_in_once(room: Newsroom) -> None:
    duty = a_duty(room)
    fill(room, duty)
    refused(NotLawful, lambda: fill(room, duty), "duty.handed_in")
    fill(room, duty, title="第一季度公租房退出结果")


def test_what_was_said_to_be_not_applicable_is_taken_back_by_filling(room: Newsroom) -> None:
    duty, contact = a_duty(room), room.actor("contact", TODAY)
    actions.mark_not_applicable(duty, reason="没有这类房源", actor=contact, seen_version=None)
    fill(room, duty)
    assert now(duty).not_applicable == ""
    assert last().verb == "duty.submitted"


def test_only_the_agency_that_owes_it_fills_it(room: Newsroom) -> None:
    duty = a_duty(room)
    for actor in (
        a_newsroom(head=room.head, name="云岭区教育局").actor("contact", TODAY),
        room.actor("leader", TODAY),
        room.of_head("editor", TODAY),
    ):
        refused(
            NotAllowed,
            lambda: actions.fill_element(duty, filled=filled(), actor=actor, seen_version=None),  # noqa: B023
            "duty.not_yours",
        )


@pytest.mark.parametrize(
    ("basis", "item"),
    [
        ("《中华人民共和国政府信息公开条例》第二十条第（十）项；《政府投资条例》", "20.10"),
        ("《政府信息公开条例》第二十条第(五)项", "20.5"),
        ("第二十条第（十五）项", "20.15"),
        ("《政府信息公开条例》第二十一条", ""),
        ("", ""),
    ],
)
def test_the_item_of_article_20_is_read_from_the_basis(basis: str, item: str) -> None:
    assert article_item_of(basis) == item
