"""The deadline calculator: the law's answer, told to anybody."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from gongkai.agencies.queries import calendar
from gongkai.law.clock import answer

pytestmark = pytest.mark.django_db
CASE: dict[str, str] = {
    "channel": "in_person",
    "arrived_on": "2024-03-04",
    "consulted": "third_party",
    "consultation_sent_on": "2024-03-08",
    "received_by_them_on": "2024-03-11",
    "opinion_on": "2024-03-22",
    "extended_workdays": "20",
    "extended_on": "2024-04-10",
    "today": "2024-04-11",
}


def test_it_answers_as_the_command_does(visitor: Client) -> None:
    told = json.loads(visitor.get("/deadline/", {**CASE, "format": "json"}).content)
    events: list[dict[str, Any]] = [
        {"kind": "submitted", "channel": "in_person", "arrived_on": "2024-03-04"},
        {"kind": "extended", "workdays": 20, "on": "2024-04-10"},
        {
            "kind": "consultation_sent",
            "ref": "a",
            "to": "third_party",
            "on": "2024-03-08",
            "received_by_them_on": "2024-03-11",
        },
        {"kind": "opinion_received", "ref": "a", "on": "2024-03-22"},
    ]
    assert told == answer({"events": events}, calendar(), today=date(2024, 4, 11))


def test_it_shows_day_sum_picture_and_ledger(visitor: Client) -> None:
    text = visitor.get("/deadline/", CASE).content.decode()
    assert "最迟5月15日（星期三）答复" in text
    assert "四十个工作日（原来二十个，延长二十个），其中征求意见的十个工作日依法不计" in text
    assert 'class="day paused"' in text
    assert "逐日台账" in text
    assert "征求第三方意见期间不计算" in text


def test_it_tells_what_was_done_wrong_and_the_article(visitor: Client) -> None:
    told = {
        "channel": "in_person",
        "arrived_on": "2024-03-04",
        "supplement_requested_on": "2024-03-20",
        "today": "2024-03-21",
    }
    text = visitor.get("/deadline/", told).content.decode()
    assert "补正通知2024年3月20日发出，最迟应在2024年3月13日" in text
    assert "第三十条" in text


def test_a_year_without_calendar_is_told_as_provisional(visitor: Client) -> None:
    text = visitor.get(
        "/deadline/", {"channel": "in_person", "arrived_on": "2031-03-03", "today": "2031-03-03"}
    ).content.decode()
    assert "2031年的放假安排还没有装入" in text
    assert "（暂定）" in text


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"arrived_on": "2024-02-30"}, "这不是日期。请写成 2024-03-04"),
        ({"arrived_on": ""}, "请填写到达之日"),
        ({"arrived_on": "0024-03-04"}, "24年不在2000年至2100年之间"),
        ({"extended_on": ""}, "请填写告知申请人延长的日期"),
        ({"extended_workdays": "0"}, "1"),
        ({"extended_workdays": "many"}, "整数"),
        ({"channel": "pigeon"}, "pigeon"),
        ({"consultation_sent_on": ""}, "没有日期，所用时间不能扣除"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field(visitor: Client, changes: dict[str, str], told: str) -> None:
    answer = visitor.get("/deadline/", {**CASE, **changes})
    assert answer.status_code == 422
    assert any(told in text for _, text in answer.context["form"].wrong_fields)
    assert 'value="2024-03-22"' in answer.content.decode()  # the rest stays


def test_dates_are_read_as_people_write_them(visitor: Client) -> None:
    told = json.loads(
        visitor.get(
            "/deadline/", {"channel": "fax", "arrived_on": "2024年3月4日", "confirmed_on": "2024/3/5", "format": "json"}
        ).content
    )
    assert told["received_on"] == "2024-03-05"


def test_an_unconfirmed_online_application_has_no_due_day(visitor: Client) -> None:
    text = visitor.get("/deadline/", {"channel": "online", "arrived_on": "2024-03-04"}).content.decode()
    assert "收到之日还没有确认" in text
    assert "现在还算不出" in text


def test_the_parts_that_were_filled_in_stay_open(visitor: Client) -> None:
    page = visitor.get("/deadline/", CASE)
    opened = {group["title"] for group in page.context["form"].groups() if group["open"]}
    assert opened == {"征求意见", "延长答复期限"}
