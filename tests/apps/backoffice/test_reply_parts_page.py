"""Answering several things apart, on the form of a reply: rows are added without scripts, and nothing typed is lost."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.apps.backoffice.conftest import TODAY
from tests.apps.backoffice.pages import act_at, text_of
from tests.builders import Desk, an_application

from gongkai.applications.models import Application, Reply

RECEIVED = date(2024, 3, 13)
GIVEN = {"asked": "征收批复", "outcome_code": "granted.provided", "reason": "由本机关制作。"}
WITHHELD = {"asked": "会议记录", "outcome_code": "refused.deliberative", "reason": "讨论过程中的记录。"}


def sent(case: Application, *rows: dict[str, str], **changes: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "seen_version": Application.objects.get(pk=case.pk).version,
        "outcome_code": "granted.provided",
        "reason": "各项分别答复。",
        "on": TODAY.isoformat(),
        "step": "save",
        "parts-TOTAL_FORMS": str(len(rows)),
        "parts-INITIAL_FORMS": "0",
        **changes,
    }
    for number, row in enumerate(rows):
        for name in ("asked", "outcome_code", "grounds", "reason"):
            told[f"parts-{number}-{name}"] = row.get(name, "")
    return told


@pytest.fixture
def case(desk: Desk) -> Application:
    return an_application(desk, received_on=RECEIVED)


def test_rows_are_added_one_press_at_a_time_and_keep_what_was_typed(case: Application, officer: Client) -> None:
    address = act_at(case, "draft-reply")
    assert len(officer.get(address).context["parts"].forms) == 0
    first = officer.post(address, sent(case, step="add_part", reason=""))
    assert len(first.context["parts"].forms) == 2
    assert not first.context["form"].errors
    more = officer.post(address, sent(case, GIVEN, {}, step="add_part"))
    rows = more.context["parts"].forms
    assert [row["asked"].value() or "" for row in rows] == ["征收批复", "", ""]
    assert more.context["form"]["reason"].value() == "各项分别答复。"
    assert not Reply.objects.exists()


def test_parts_are_sent_for_approval_and_empty_rows_are_none(
    case: Application, officer: Client, leader: Client
) -> None:
    done = officer.post(act_at(case, "draft-reply"), sent(case, GIVEN, {}, WITHHELD))
    assert done.status_code == 302
    assert [item.asked for item in Reply.objects.get().items.all()] == ["征收批复", "会议记录"]
    page = text_of(leader.get(act_at(case, "decide")))
    assert "会议记录：不予公开：过程性信息" in page
    assert "表三：（一）予以公开" in page


def test_the_preview_shows_the_parts_and_keeps_the_rows(case: Application, officer: Client) -> None:
    page = officer.post(act_at(case, "draft-reply"), sent(case, GIVEN, WITHHELD, step="preview"))
    assert page.status_code == 200
    assert "关于“会议记录”：" in text_of(page)
    assert [row["asked"].value() for row in page.context["parts"].forms] == ["征收批复", "会议记录"]


def test_a_row_half_filled_is_told_in_its_place(case: Application, officer: Client) -> None:
    page = officer.post(act_at(case, "draft-reply"), sent(case, GIVEN, {**WITHHELD, "reason": ""}))
    assert page.status_code == 422
    assert "请填写事实和理由" in "".join(page.context["parts"].forms[1].errors["reason"])
    assert "分项答复还没有填全" in text_of(page)
    assert not Reply.objects.exists()


def test_what_the_law_refuses_of_a_part_names_it(case: Application, officer: Client) -> None:
    missing = {"asked": "清单", "outcome_code": "unavailable.not_found", "reason": "没有。"}
    page = officer.post(act_at(case, "draft-reply"), sent(case, GIVEN, missing))
    assert page.status_code == 409
    assert "第2项：答复信息不存在，须先检索" in text_of(page)
    assert page.context["parts"].forms[1]["asked"].value() == "清单"


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ("application", "计入表三：（一）予以公开。"),
        ("item", "计入表三：（一）予以公开；（三）不予公开：6.属于四类过程性信息。"),
    ],
)
def test_the_form_tells_the_rows_it_counts_in(
    desk: Desk, case: Application, officer: Client, items: str, said: str
) -> None:
    desk.agency.counting_items = items
    desk.agency.save()
    page = officer.post(act_at(case, "draft-reply"), sent(case, GIVEN, WITHHELD, step="preview"))
    assert said in text_of(page)


def test_a_returned_draft_with_parts_is_mended(case: Application, officer: Client, leader: Client) -> None:
    officer.post(act_at(case, "draft-reply"), sent(case, GIVEN, WITHHELD))
    version = Application.objects.get(pk=case.pk).version
    leader.post(act_at(case, "decide"), {"seen_version": version, "decision": "return", "remark": "会议记录再核对"})
    rows = officer.get(act_at(case, "draft-reply")).context["parts"].forms
    assert [row["outcome_code"].value() for row in rows] == ["granted.provided", "refused.deliberative"]
    officer.post(act_at(case, "draft-reply"), sent(case, GIVEN, {**WITHHELD, "reason": "是讨论记录。"}))
    page = leader.get(act_at(case, "decide"))
    assert "分项答复" in [name for name, _ in page.context["differs"]]


@pytest.mark.parametrize("total", ["x", "21", "100000"])
def test_a_number_of_rows_nobody_made_ends_in_a_clear_answer(case: Application, officer: Client, total: str) -> None:
    page = officer.post(act_at(case, "draft-reply"), sent(case, **{"parts-TOTAL_FORMS": total}))
    assert page.status_code == 422
    assert not Reply.objects.exists()
