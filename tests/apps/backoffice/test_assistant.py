"""答复助手 on screen: one question a page, no script, ending in a reply that is begun."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.apps.backoffice.conftest import TODAY
from tests.apps.backoffice.pages import act_at, text_of
from tests.builders import Desk, a_closed, a_draft, a_search, an_application

from gongkai.applications import actions
from gongkai.applications.models import Application
from gongkai.law.grounds import BLANK, questions, walk
from gongkai.law.outcomes import all_outcomes

RECEIVED = date(2024, 3, 13)


def page_at(client: Client, case: Application, way: str = "") -> Any:
    return client.get(act_at(case, "assistant"), {"way": way} if way else {})


def ways_to(code: str) -> str:
    """The first way that ends in that outcome."""
    waiting: list[tuple[int, ...]] = [()]
    while waiting:
        way = waiting.pop(0)
        chosen, question = walk(way)
        if question is None:
            if chosen[-1][1].outcome == code:
                return "-".join(map(str, way))
            continue
        waiting += [(*way, number) for number in range(len(question.options))]
    raise AssertionError(code)


@pytest.fixture
def case(desk: Desk) -> Application:
    return an_application(desk, received_on=RECEIVED)


def test_the_first_question_is_asked_and_every_answer_is_a_link(case: Application, officer: Client) -> None:
    page = page_at(officer, case)
    first = next(iter(questions().values()))
    assert f"<h1>{first.ask}</h1>" in page.content.decode()
    for number, option in enumerate(first.options):
        assert f'<a href="?way={number}">{option.say}</a>' in page.content.decode()
    assert "上一题" not in text_of(page)


def test_an_answer_leads_to_the_next_question_and_back(case: Application, officer: Client) -> None:
    page = page_at(officer, case, "0")
    assert "申请的内容说得清楚吗" in text_of(page)
    assert "您的回答" in text_of(page)
    assert 'href="?way="' in page.content.decode()
    assert 'href="?way=0-0"' in page.content.decode()


@pytest.mark.parametrize("code", [entry.code for entry in all_outcomes()])
def test_every_outcome_is_shown_with_letter_row_and_caution(
    desk: Desk, case: Application, officer: Client, code: str
) -> None:
    page = page_at(officer, case, ways_to(code))
    said = text_of(page)
    assert page.status_code == 200
    entry = next(entry for entry in all_outcomes() if entry.code == code)
    assert entry.label in said
    assert "表三：" in said
    assert "还没有被申请复议、起诉过" in said


def test_what_is_not_on_file_is_told_with_where_to_supply_it(desk: Desk, case: Application, officer: Client) -> None:
    way = ways_to("unavailable.not_found")
    before = page_at(officer, case, way)
    assert "还没有 检索记录" in text_of(before)
    assert act_at(case, "record-search") in before.content.decode()
    assert "（四）无法提供：1.本机关不掌握相关政府信息" in text_of(before)
    a_search(desk, case, on=RECEIVED)
    after = page_at(officer, case, way)
    assert "已有 检索记录" in text_of(after)
    assert "还缺" not in text_of(after)


def test_what_has_to_come_first_is_one_button(case: Application, officer: Client) -> None:
    page = page_at(officer, case, "0-1")
    assert "现在还不能答复" in text_of(page)
    assert f'<a class="button" href="{act_at(case, "request-supplement")}">' in page.content.decode()


def test_how_such_replies_fared_here_is_told(desk: Desk, case: Application, officer: Client) -> None:
    old = a_closed(desk, received_on=date(2024, 1, 8), closed_on=date(2024, 1, 15))
    day = date(2024, 2, 20)
    told = {"actor": desk.officer(day)}
    review = actions.record_reconsideration(old, organ="青川区人民政府", filed_on=date(2024, 2, 1), **told)
    actions.conclude_reconsideration(review, decided_as="revoked", concluded_on=day, **told)
    assert "审结1件：维持0件，纠正1件" in text_of(page_at(officer, case, ways_to("granted.provided")))


def test_it_ends_in_a_reply_that_is_begun(desk: Desk, case: Application, officer: Client) -> None:
    a_search(desk, case, on=RECEIVED)
    page = page_at(officer, case, ways_to("unavailable.not_found"))
    href = re.search(r'href="([^"]*draft-reply/\?outcome=[^"]*)"', page.content.decode())
    assert href
    form = officer.get(href[1]).context["form"]
    assert form["outcome_code"].value() == "unavailable.not_found"
    assert form["grounds"].value().endswith("第三十六条第（四）项")
    assert "没有获取" in form["reason"].value()
    assert form["search_record"].value().startswith("王敏于2024年3月13日检索办公室")


def test_a_repeat_names_the_earlier_reply_by_itself(desk: Desk, case: Application, officer: Client) -> None:
    earlier = a_closed(desk, received_on=date(2024, 1, 8), closed_on=date(2024, 1, 15))
    number = earlier.documents.get(reply__isnull=False).number
    form = officer.get(f"{act_at(case, 'draft-reply')}?outcome=not_taken_up.repeat").context["form"]
    assert f"本机关已于2024年1月15日以{number}就同一信息答复你" in form["reason"].value()
    assert BLANK not in form["reason"].value()


def test_blanks_that_are_left_come_back_with_the_reply(desk: Desk, case: Application, officer: Client) -> None:
    address = f"{act_at(case, 'draft-reply')}?outcome=unavailable.must_be_created"
    form = officer.get(address).context["form"]
    sent = {name: form[name].value() for name in ("seen_version", "outcome_code", "grounds", "reason")}
    page = officer.post(act_at(case, "draft-reply"), {**sent, "on": TODAY.isoformat(), "step": "save"})
    assert page.status_code == 422
    assert "还有没填的空" in "".join(page.context["form"].errors["reason"])


@pytest.mark.parametrize("outcome", ["otherwise.withdrawn", "nonsense", ""])
def test_an_outcome_no_reply_may_have_begins_nothing(case: Application, officer: Client, outcome: str) -> None:
    form = officer.get(f"{act_at(case, 'draft-reply')}?outcome={outcome}").context["form"]
    assert not form["outcome_code"].value()
    assert not form["reason"].value()


@pytest.mark.parametrize("way", ["9", "0-9", "x", "-", "1-0", "0-" * 40 + "0", "0²"])
def test_answers_nobody_offered_are_not_found(case: Application, officer: Client, way: str) -> None:
    assert page_at(officer, case, way).status_code == 404


def test_it_is_for_officers_while_the_case_is_handled(
    desk: Desk, case: Application, officer: Client, leader: Client
) -> None:
    assert page_at(leader, case).status_code == 403
    a_draft(desk, case, on=RECEIVED)
    assert page_at(officer, case).status_code == 409


def test_the_number_of_applications_is_told_where_it_is_asked(desk: Desk, case: Application, officer: Client) -> None:
    an_application(desk, received_on=RECEIVED)
    assert "当月2件，当年2件" in text_of(page_at(officer, case, "0-0-0"))
