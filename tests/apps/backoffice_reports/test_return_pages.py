"""Declaring table 2 at the desk: fill in, keep, hand over, sign, correct; and the board."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.apps.annualreports.years import JANUARY, YEAR, a_document, a_return, filled
from tests.builders import Desk

from gongkai.annualreports import actions, queries
from gongkai.annualreports.models import DeclaredReturn

Sit = Callable[[Desk, str], Client]
FILL = f"/desk/returns/{YEAR}/013/fill/"
PAGE = f"/desk/returns/{YEAR}/013/"
LICENCES = "t2/licences/decisions"


def sent(version: int = 0, do: str = "declare", **cells: str) -> dict[str, Any]:
    return {**filled(**cells), "seen_version": version, "do": do, "source": "审批系统"}


def test_a_contact_fills_in_and_the_leader_signs(department: Desk, sitting: Sit) -> None:
    page = sitting(department, "contact").post(FILL, sent(licences__decisions="1,204"), follow=True)
    assert page.redirect_chain == [(PAGE, 302)]
    assert "等本机关负责人或者审核人签报" in page.content.decode()
    draft = DeclaredReturn.objects.get()
    signed = sitting(department, "leader").post(f"{PAGE}sign/", {"seen_version": draft.version}, follow=True)
    assert "已经签报" in signed.content.decode()
    assert DeclaredReturn.objects.get().state == DeclaredReturn.State.SIGNED


def test_every_wrong_cell_is_named_and_what_was_typed_stays(department: Desk, sitting: Sit) -> None:
    page = sitting(department, "contact").post(
        FILL, sent(licences__decisions="许多", charges__amount="", penalties__decisions="-3")
    )
    assert page.status_code == 422
    text = page.content.decode()
    assert "还有三处要改" in text
    assert f'<a href="#{LICENCES}">行政许可，本年处理决定数量：“许多”不是数字。' in text
    assert "行政事业性收费" in text
    assert 'value="许多"' in text
    assert 'value="-3"' in text
    assert not DeclaredReturn.objects.exists()


def test_a_draft_with_blanks_is_kept_but_a_wrong_figure_is_not(department: Desk, sitting: Sit) -> None:
    contact = sitting(department, "contact")
    page = contact.post(FILL, sent(do="keep", licences__decisions="7", charges__amount=""), follow=True)
    assert "草稿存好了" in page.content.decode()
    text = contact.get(PAGE).content.decode()
    assert "还有1格没有填" in text
    assert "没有填" in text
    page = contact.post(FILL, sent(1, do="keep", licences__decisions="七"))
    assert page.status_code == 422
    assert DeclaredReturn.objects.get().figures[LICENCES] == "7"


def test_last_years_figure_stands_beside_the_field(department: Desk, sitting: Sit) -> None:
    a_return(department, YEAR - 1, licences__decisions="1300")
    assert "去年填的是1,300。" in sitting(department, "contact").get(FILL).content.decode()


def test_correcting_asks_for_a_reason_and_both_stay(department: Desk, sitting: Sit) -> None:
    a_return(department, licences__decisions="12")
    contact = sitting(department, "contact")
    assert "为什么更正" in contact.get(FILL).content.decode()
    assert "请写明为什么更正" in contact.post(FILL, sent(licences__decisions="13")).content.decode()
    contact.post(FILL, {**sent(licences__decisions="13"), "reason": "漏了一件"})
    text = contact.get(PAGE).content.decode()
    assert "<ins>13</ins>" in text
    assert "<del>12</del>" in text
    assert "漏了一件" in text
    sitting(department, "leader").post(f"{PAGE}sign/", {"seen_version": 1})
    text = contact.get(PAGE).content.decode()
    assert "后来更正过，原数保留" in text
    assert [found.state for found in queries.returns_of(department.agency.pk, YEAR)] == ["signed", "replaced"]


def test_the_later_of_two_colleagues_sees_both_figures(department: Desk, sitting: Sit) -> None:
    contact = department.actor("contact", JANUARY)
    actions.declare_return(department.agency, YEAR, filled(licences__decisions="1"), actor=contact)
    page = sitting(department, "desk_officer").post(FILL, sent(0, licences__decisions="2"))
    assert page.status_code == 422
    text = page.content.decode()
    assert "同事刚存下的，与您不同的" in text
    assert '<td class="n">1</td><td class="n">2</td>' in text
    assert 'name="seen_version" value="1"' in text


def test_the_board_shows_who_has_not_declared(district: Desk, department: Desk, sitting: Sit) -> None:
    a_return(department)
    text = sitting(district, "desk_officer").get(f"/desk/returns/{YEAR}/").content.decode()
    assert "<b>1</b>已签报" in text
    assert "<b>1</b>没有填" in text
    assert text.index("青川区人民政府</a>") < text.index("青川区教育局</a>")


def test_a_department_goes_straight_to_its_own(department: Desk, sitting: Sit) -> None:
    page = sitting(department, "contact").get("/desk/returns/")
    assert page.status_code == 302
    assert page["Location"] == PAGE


@pytest.mark.parametrize("duty", ["leader", "contact"])
def test_a_department_does_not_see_the_districts_return(
    district: Desk, department: Desk, sitting: Sit, duty: str
) -> None:
    assert sitting(department, duty).get(f"/desk/returns/{YEAR}/001/").status_code == 403
    assert sitting(district, "leader").get(PAGE).status_code == 200
    assert sitting(district, "contact").get(PAGE).status_code == 403


def test_whoever_may_not_fill_in_is_told(department: Desk, sitting: Sit) -> None:
    page = sitting(department, "leader").get(FILL)
    assert page.status_code == 403
    assert "填报须由该机关的部门联络员、经办人办理" in page.content.decode()


def test_a_year_before_the_formats_is_refused_in_words(department: Desk, sitting: Sit) -> None:
    page = sitting(department, "contact").get("/desk/returns/2010/013/")
    assert page.status_code == 422
    assert "2010年没有全国统一的年报格式" in page.content.decode()


def test_what_the_register_counts_is_shown_with_its_list_and_asks_for_no_figure(department: Desk, sitting: Sit) -> None:
    a_document(department, date(YEAR, 3, 1), 1, disclosed_on=date(YEAR, 3, 2))
    contact = sitting(department, "contact")
    listed = f"{PAGE}documents/normative_documents/issued/"
    for address in (PAGE, FILL):
        text = contact.get(address).content.decode()
        assert "第二十条第（一）项：由登记簿计数" in text
        assert f'<a href="{listed}">1</a>' in text
        assert 'name="t2/normative_documents/issued"' not in text
        assert "登记簿里还没有" not in text
    text = contact.get(listed).content.decode()
    assert "这个数由哪些文件计成" in text
    assert f"测〔{YEAR}〕1号 办事规则之1" in text
    assert f"{YEAR}年3月1日成文，{YEAR}年3月2日公开" in text
    assert "制发以成文之日计" in text
    assert "登记簿里没有文件计入这一格" in contact.get(listed.replace("issued", "repealed")).content.decode()
    for wrong in ("licences/decisions", "normative_documents/made", "x/y"):
        assert contact.get(f"{PAGE}documents/{wrong}/").status_code == 404


def test_an_agency_without_a_register_is_told_why_it_counts_nothing(department: Desk, sitting: Sit) -> None:
    assert "登记簿里还没有区教育局的文件，所以都是0" in sitting(department, "contact").get(PAGE).content.decode()


def test_the_list_behind_another_agencys_count_is_not_shown(district: Desk, department: Desk, sitting: Sit) -> None:
    address = f"/desk/returns/{YEAR}/001/documents/normative_documents/issued/"
    assert sitting(department, "contact").get(address).status_code == 403
    assert sitting(district, "leader").get(address).status_code == 200
