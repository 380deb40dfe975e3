"""The report at the desk: compiling, the page, its cells, signing, publishing, the files."""

import json
from collections.abc import Callable
from datetime import date
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.apps.annualreports.years import JANUARY, YEAR, a_document, a_report, a_return, a_signed_report
from tests.builders import Desk, a_closed, an_application

from gongkai.annualreports import actions, queries
from gongkai.annualreports.models import AnnualReport

Sit = Callable[[Desk, str], Client]
CELL = "t3/granted/natural_person"


def text_of(client: Client, address: str, status: int = 200) -> str:
    page = client.get(address)
    assert page.status_code == status, page.content.decode()
    return page.content.decode()


def test_an_officer_compiles_and_lands_on_the_report(department: Desk, sitting: Sit) -> None:
    an_application(department, received_on=date(YEAR, 5, 5))
    officer = sitting(department, "desk_officer")
    page = officer.post("/desk/reports/", {"year": YEAR, "scope": "alone"}, follow=True)
    report = AnnualReport.objects.get()
    assert page.redirect_chain == [(f"/desk/reports/{report.pk}/", 302)]
    text = page.content.decode()
    assert "已经汇编：计入1个机关的记录" in text
    assert "2022年政府信息公开工作年度报告" in text


def test_the_page_says_scope_format_basis_and_who_has_not_declared(
    district: Desk, department: Desk, sitting: Sit
) -> None:
    a_return(department)
    report = a_report(district)
    text = text_of(sitting(district, "leader"), f"/desk/reports/{report.pk}/")
    assert "本机关及所属各机关，共2个" in text
    assert "国办公开办函〔2021〕30号" in text
    assert "首次收到申请之日" in text
    assert "1个单位没有签报填报单" in text
    assert "2023年3月31日前公布" in text


def test_every_cell_leads_to_its_own_address(department: Desk, sitting: Sit) -> None:
    report = a_report(department)
    text = text_of(sitting(department, "leader"), f"/desk/reports/{report.pk}/")
    for cell in queries.format_of(report).addresses():
        assert f'href="/desk/reports/{report.pk}/{cell}/#opened"' in text


def test_a_counted_cell_lists_its_cases(department: Desk, sitting: Sit) -> None:
    case = a_closed(department, received_on=date(YEAR, 3, 1), closed_on=date(YEAR, 3, 10))
    report = a_report(department)
    text = text_of(sitting(department, "desk_officer"), f"/desk/reports/{report.pk}/{CELL}/")
    assert "表三「（一）予以公开」自然人：1" in text
    assert f'href="/desk/applications/{case.pk}/">{case.number} 人民路拓宽工程的征收批复' in text
    assert 'class="opened"' in text


def test_cases_of_another_agency_are_listed_without_what_was_asked(
    district: Desk, department: Desk, sitting: Sit
) -> None:
    case = a_closed(department, received_on=date(YEAR, 3, 1), closed_on=date(YEAR, 3, 10))
    report = a_report(district)
    address = f"/desk/reports/{report.pk}/{CELL}/"
    text = text_of(sitting(district, "desk_officer"), address)
    assert case.number in text
    assert "人民路拓宽工程的征收批复" not in text
    assert "其中1件的内容，您的岗位看不到" in text
    assert "人民路拓宽工程的征收批复" in text_of(sitting(district, "auditor"), address)


def test_a_sum_shows_its_terms_as_links(department: Desk, sitting: Sit) -> None:
    a_closed(department, received_on=date(YEAR, 3, 1), closed_on=date(YEAR, 3, 10))
    report = a_report(department)
    text = text_of(sitting(department, "leader"), f"/desk/reports/{report.pk}/t3/closed_total/natural_person/")
    assert f'<dt><a href="/desk/reports/{report.pk}/{CELL}/#opened">（一）予以公开</a></dt><dd>1</dd>' in text
    assert "项都是0" in text


def test_a_declared_cell_opens_the_returns_by_agency(district: Desk, department: Desk, sitting: Sit) -> None:
    a_return(district, licences__decisions="0")
    a_return(department, licences__decisions="1204")
    report = a_report(district)
    text = text_of(sitting(district, "leader"), f"/desk/reports/{report.pk}/t2/licences/decisions/")
    assert f'<a href="/desk/returns/{YEAR}/013/">青川区教育局</a>' in text
    assert "<dd>1,204</dd>" in text
    assert "其余1个机关填报0" in text


def test_a_cell_of_the_register_opens_its_documents_and_hands_them_out_as_a_file(
    district: Desk, department: Desk, sitting: Sit
) -> None:
    own = a_document(district, date(YEAR, 3, 1), 1)
    a_document(department, date(YEAR, 3, 2), 2, disclosed_on=date(YEAR, 3, 9))
    hidden = a_document(department, date(YEAR, 3, 3), 3)
    report = a_report(district)
    address = f"/desk/reports/{report.pk}/t2/normative_documents/issued/"
    text = text_of(sitting(district, "keeper"), address)
    assert "这个数由哪些文件计成" in text
    assert f"测〔{YEAR}〕1号 办事规则之1" in text  # of the keeper's own agency
    assert "办事规则之2" in text  # public
    assert "办事规则之3" not in text
    assert f"测〔{YEAR}〕3号" in text
    assert "其中1件的内容，您的岗位看不到，只列文号和日期" in text
    assert "办事规则之3" in text_of(sitting(district, "leader"), address)
    file = sitting(district, "leader").get(f"{address}cases.csv")
    lines = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "发文字号,机关,日期,标题,来源"
    assert [line.rpartition(",")[2] for line in lines[1:]][::2] == [
        f"normativedocument:{own.pk}",
        f"normativedocument:{hidden.pk}",
    ]


def test_a_corrected_cell_of_the_register_shows_what_was_counted(department: Desk, sitting: Sit) -> None:
    a_document(department, date(YEAR, 3, 1), 1)
    report = a_report(department)
    address = f"/desk/reports/{report.pk}/t2/normative_documents/issued/"
    told = {"value": "2", "reason": "漏登一件", "seen_version": report.version}
    page = sitting(department, "leader").post(f"{address}correct/", told, follow=True)
    text = page.content.decode()
    assert "手工更正：1 改为 2" in text
    assert "办事规则之1" in text


def test_long_lists_of_cases_are_paged_by_their_place(department: Desk, sitting: Sit) -> None:
    for day in range(1, 24):
        an_application(department, received_on=date(YEAR, 3, day))
    report = a_report(department)
    address = f"/desk/reports/{report.pk}/t3/received/natural_person/"
    client = sitting(department, "desk_officer")
    first = text_of(client, address)
    assert "第1至20件，共23件" in first
    assert "?from=20#opened" in first
    assert "第21至23件，共23件" in text_of(client, f"{address}?from=20")
    assert "第1至20件" in text_of(client, f"{address}?from=abc")
    assert "第23至23件" in text_of(client, f"{address}?from=9999")


@pytest.mark.parametrize("cell", ["t3/granted/nobody", "t9/granted/total", "t3/nothing/total"])
def test_a_cell_the_form_lacks_is_not_found(department: Desk, sitting: Sit, cell: str) -> None:
    report = a_report(department)
    text_of(sitting(department, "leader"), f"/desk/reports/{report.pk}/{cell}/", 404)


def test_an_unbalanced_report_shows_both_sums_and_where(department: Desk, sitting: Sit) -> None:
    report = actions.correct_figure(a_report(department), CELL, "2", "试验", actor=department.leader(JANUARY))
    text = text_of(sitting(department, "desk_officer"), f"/desk/reports/{report.pk}/")
    assert '<td class="differs">差 2</td>' in text
    assert "表三「自然人」列不平" in text
    assert "还不能签发" in text
    assert "2处错误" in text
    assert f'<a href="/desk/reports/{report.pk}/t3/received/natural_person/#opened">表三「一、本年新收' in text


def test_a_leader_corrects_a_cell_from_its_panel(department: Desk, sitting: Sit) -> None:
    report = a_report(department)
    leader = sitting(department, "leader")
    address = f"/desk/reports/{report.pk}/{CELL}/"
    assert "手工更正" in text_of(leader, address)
    typed = {"value": "２", "reason": "两件没有登记", "seen_version": report.version}
    page = leader.post(f"{address}correct/", typed, follow=True)
    text = page.content.decode()
    assert "已经更正" in text
    assert "测试员" in text
    assert "0 改为 2" in text
    assert "理由：两件没有登记" in text
    assert '<span class="origin" title="单位填报">报</span>' in text


def test_a_correction_that_cannot_stand_keeps_what_was_typed(department: Desk, sitting: Sit) -> None:
    report = a_report(department)
    address = f"/desk/reports/{report.pk}/{CELL}/correct/"
    page = sitting(department, "leader").post(
        address, {"value": "两件", "reason": "没有登记", "seen_version": report.version}
    )
    assert page.status_code == 422
    text = page.content.decode()
    assert "“两件”不是数字" in text
    assert 'value="两件"' in text
    assert "没有登记</textarea>" in text


def test_officers_and_sums_have_no_form_to_correct(department: Desk, sitting: Sit) -> None:
    report = a_report(department)
    assert "更正这一格" not in text_of(sitting(department, "desk_officer"), f"/desk/reports/{report.pk}/{CELL}/")
    address = f"/desk/reports/{report.pk}/t3/granted/total/"
    assert "更正这一格" not in text_of(sitting(department, "leader"), address)


def test_compiling_again_tells_which_corrections_fell(department: Desk, sitting: Sit) -> None:
    report = actions.correct_figure(
        a_report(department, scope="alone"), CELL, "2", "试验", actor=department.leader(JANUARY)
    )
    page = sitting(department, "desk_officer").post(
        "/desk/reports/", {"year": YEAR, "scope": "alone", "seen_version": report.version}, follow=True
    )
    assert "原来手工更正的表三「（一）予以公开」自然人没有带过来" in page.content.decode()


def test_a_leader_signs_and_an_officer_publishes(department: Desk, sitting: Sit) -> None:
    report = a_report(department)
    leader, officer = sitting(department, "leader"), sitting(department, "desk_officer")
    assert '<button class="button">签发</button>' in text_of(leader, f"/desk/reports/{report.pk}/sign/")
    signed = leader.post(f"/desk/reports/{report.pk}/sign/", {"seen_version": report.version}, follow=True)
    assert "已经签发" in signed.content.decode()
    version = queries.report(report.pk).version
    published = officer.post(f"/desk/reports/{report.pk}/publish/", {"seen_version": version}, follow=True)
    text = published.content.decode()
    assert "已经公布，不能改。" in text
    assert "重新汇编" not in text
    assert "手工更正……" not in text_of(leader, f"/desk/reports/{report.pk}/{CELL}/")
    assert Client().get(f"/reports/013/{YEAR}/").status_code == 200


def test_signing_with_an_error_needs_a_reason_that_is_then_shown(department: Desk, sitting: Sit) -> None:
    report = actions.correct_figure(a_report(department), CELL, "2", "试验", actor=department.leader(JANUARY))
    leader, address = sitting(department, "leader"), f"/desk/reports/{report.pk}/sign/"
    refused = leader.post(address, {"seen_version": report.version, "override_reason": ""})
    assert refused.status_code == 422
    assert "还有2处错误没有消除" in refused.content.decode()
    told = {"seen_version": report.version, "override_reason": "省里要求先报"}
    assert "带错签发。" in leader.post(address, told, follow=True).content.decode()
    assert queries.report(report.pk).override_reason == "省里要求先报"


def test_a_signature_over_a_changed_report_is_told_and_not_given(department: Desk, sitting: Sit) -> None:
    seen = a_report(department).version
    report = a_report(department)
    page = sitting(department, "leader").post(f"/desk/reports/{report.pk}/sign/", {"seen_version": seen})
    assert page.status_code == 422
    assert "汇编了报告" in page.content.decode()
    assert queries.report(report.pk).state == AnnualReport.State.COMPILED


def test_only_posts_of_the_agency_and_auditors_above_see_it(district: Desk, department: Desk, sitting: Sit) -> None:
    address = f"/desk/reports/{a_report(department).pk}/"
    text_of(sitting(department, "contact"), address)
    text_of(sitting(district, "auditor"), address)
    text_of(sitting(district, "leader"), address, 403)
    text_of(sitting(department, "leader"), "/desk/reports/999/", 404)


@pytest.mark.parametrize(
    ("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")]
)
def test_the_files_carry_the_title_as_their_name(department: Desk, sitting: Sit, kind: str, begins: bytes) -> None:
    report = a_report(department)
    file = sitting(department, "leader").get(f"/desk/reports/{report.pk}/files/{kind}/")
    assert file.content.startswith(begins)
    assert f"filename*=utf-8''{quote(report.title)}.{kind}" in file["Content-Disposition"]
    assert "no-store" in file["Cache-Control"]


def test_the_json_gives_each_cell_its_origin_and_number_of_sources(department: Desk, sitting: Sit) -> None:
    a_closed(department, received_on=date(YEAR, 3, 1), closed_on=date(YEAR, 3, 10))
    report = a_report(department)
    told = json.loads(sitting(department, "leader").get(f"/desk/reports/{report.pk}/files/json/").content)
    assert told["cells"][CELL] == {"value": 1, "state": "read", "origin": "counted", "sources": 1}


def test_another_kind_of_file_is_not_found(department: Desk, sitting: Sit) -> None:
    text_of(sitting(department, "leader"), f"/desk/reports/{a_report(department).pk}/files/exe/", 404)


def test_a_page_costs_the_same_however_many_cases_and_reports(department: Desk, sitting: Sit) -> None:
    client = sitting(department, "desk_officer")
    an_application(department, received_on=date(YEAR, 2, 1))
    report = a_report(department)
    addresses = [
        "/desk/reports/",
        f"/desk/reports/{report.pk}/",
        f"/desk/reports/{report.pk}/t3/received/natural_person/",
        "/desk/reports/now/",
    ]

    def counts() -> list[int]:
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                text_of(client, address)
            found.append(len(captured))
        return found

    text_of(client, addresses[1])  # the name of the house is read once a minute
    few = counts()
    for day in range(1, 8):
        an_application(department, received_on=date(YEAR, 4, day))
    a_report(department)
    a_report(department, YEAR - 1)
    a_report(department, YEAR - 2)
    many = counts()
    assert max(many) <= 15
    assert all(
        after <= before + 1 for before, after in zip(few, many, strict=True)
    )  # last year's cells: one query more


def test_a_report_signed_shows_who_signed(department: Desk, sitting: Sit) -> None:
    report = a_signed_report(department)
    text = text_of(sitting(department, "desk_officer"), f"/desk/reports/{report.pk}/")
    assert f"2023年1月20日由{department.person('leader').name}签发" in text
    assert f'href="/desk/reports/{report.pk}/publish/"' in text


def test_the_cases_of_a_cell_are_handed_out_as_a_file(district: Desk, department: Desk, sitting: Sit) -> None:
    own = an_application(district, received_on=date(YEAR, 3, 1), content="=1+1 道路工程")
    other = an_application(department, received_on=date(YEAR, 3, 2))
    report = a_report(district)
    address = f"/desk/reports/{report.pk}/t3/received/total/cases.csv"
    file = sitting(district, "desk_officer").get(address)
    lines = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "编号,机关,办理情况,所需信息,来源"
    assert f"'=1+1 道路工程,application:{own.pk}" in lines[1]
    assert lines[2].endswith(f",,application:{other.pk}")  # what was asked of another agency is not handed out
    assert "no-store" in file["Cache-Control"]
    assert (
        sitting(district, "leader").get(f"/desk/reports/{report.pk}/t2/licences/decisions/cases.csv").status_code == 404
    )
