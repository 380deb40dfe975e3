"""As if the year ended today, and two years side by side."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client
from tests.apps.annualreports.years import YEAR, a_report
from tests.builders import Desk, a_closed, an_application

Sit = Callable[[Desk, str], Client]


def test_the_open_year_is_counted_up_to_today(department: Desk, sitting: Sit, settings: Any) -> None:
    settings.GONGKAI_TODAY = "2022-04-30"
    a_closed(department, received_on=date(YEAR, 3, 1), closed_on=date(YEAR, 5, 10))
    client = sitting(department, "leader")
    text = client.get("/desk/reports/now/").content.decode()
    assert "如果今天就是年末" in text
    assert "2022年1月1日至2022年4月30日" in text
    opened = client.get("/desk/reports/now/?cell=t3/carried_out/natural_person").content.decode()
    assert "人民路拓宽工程的征收批复" in opened


def test_a_year_past_is_held_against_its_compiled_report(department: Desk, sitting: Sit) -> None:
    a_report(department)
    client = sitting(department, "leader")
    assert "逐格相同" in client.get(f"/desk/reports/now/?year={YEAR}").content.decode()
    an_application(department, received_on=date(YEAR, 6, 1))
    text = client.get(f"/desk/reports/now/?year={YEAR}").content.decode()
    assert "有2格不同" in text
    assert "表三「一、本年新收政府信息公开申请数量」自然人" in text


def test_odd_years_and_cells_do_no_harm(department: Desk, sitting: Sit) -> None:
    client = sitting(department, "leader")
    for query in ("year=1990", "year=99999", "year=x", "scope=nothing"):
        assert client.get(f"/desk/reports/now/?{query}").status_code == 200
    assert client.get("/desk/reports/now/?cell=t3/x/y").status_code == 404


def test_two_years_tell_what_changed(department: Desk, sitting: Sit) -> None:
    an_application(department, received_on=date(YEAR, 3, 1))
    earlier, later = a_report(department, YEAR - 1), a_report(department, YEAR)
    address = f"/desk/reports/compare/?earlier={later.pk}&later={earlier.pk}"
    text = sitting(department, "leader").get(address).content.decode()
    assert "2021年和2022年" in text
    assert "自然人+1" in text
    assert "没有变化的" in text


def test_differing_formats_are_said(department: Desk, sitting: Sit) -> None:
    a_report(department, 2020)
    a_report(department, 2021)
    text = sitting(department, "leader").get("/desk/reports/compare/?show=all").content.decode()
    assert "两年的格式不同" in text
    assert "无此格" in text


def test_one_report_alone_cannot_be_compared(department: Desk, sitting: Sit) -> None:
    a_report(department)
    assert "现在只有1份" in sitting(department, "leader").get("/desk/reports/compare/").content.decode()
