"""Published reports: the list, the page with its tables, the files."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.builders import Desk, a_closed, an_application

from gongkai.annualreports import actions, queries
from gongkai.annualreports.models import AnnualReport
from gongkai.law import formats


def published(desk: Desk, year: int = 2022, **texts: str) -> AnnualReport:
    """A report of two cases, one of them carried over, signed and published in January."""
    a_closed(desk, received_on=date(year, 3, 1), closed_on=date(year, 3, 10))
    an_application(desk, received_on=date(year, 12, 26))
    figures = dict.fromkeys(formats.for_year(year).declared_addresses(), "1204")
    on = date(year + 1, 1, 20)
    actions.declare_return(desk.agency, year, figures, actor=desk.actor("contact", on))
    actions.sign_return(desk.agency, year, actor=desk.leader(on), on=on)
    report = actions.compile_report(desk.agency, year, actor=desk.officer(on))
    told = {"overview": "第一段。\n第二段。", "problems": "问题。", "other_matters": "无。", **texts}
    report = actions.write_texts(report, actor=desk.officer(on), **told)
    report = actions.sign_report(report, actor=desk.leader(on), on=on)
    return actions.publish_report(report, actor=desk.officer(on), on=on)


ADDRESS = "/reports/013/2022/"


def test_the_page_shows_the_statutory_tables_with_their_figures(desk: Desk, visitor: Client) -> None:
    published(desk)
    page = visitor.get(ADDRESS)
    text = page.content.decode()
    assert "青川区教育局</span><span>2022年政府信息公开工作年度报告" in text
    assert text.partition('id="p2"')[2].count("<td") == len(formats.for_year(2022).addresses())
    assert "（一）予以公开" in text
    assert "总计列：2 + 0 = 1 + 1" in text
    assert '<span class="origin" title="单位填报">报</span>1,204' in text
    assert "<p>第一段。</p>" in text
    assert "国办公开办函〔2021〕30号" in text


def test_a_cell_stands_where_the_form_has_it(desk: Desk, visitor: Client) -> None:
    report = published(desk)
    three = visitor.get(ADDRESS).context["three"]
    shown = {
        place.address: place.text
        for section in three.sections
        for line in section.rows
        for place in line
        if place.address
    }
    assert shown["t3/granted/natural_person"] == "1"
    assert shown["t3/carried_out/total"] == "1"
    told = {address: str(cell.value) for address, cell in queries.cells_of(report).items() if address.startswith("t3/")}
    assert shown == told


@pytest.mark.parametrize("cases", [0, 3])
def test_the_page_needs_five_queries_however_many_cases_are_behind_it(
    desk: Desk, visitor: Client, cases: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(cases):
        a_closed(desk, received_on=date(2022, 4, 1), closed_on=date(2022, 4, 12))
    published(desk)
    with django_assert_max_num_queries(5):
        assert visitor.get(ADDRESS).status_code == 200


def test_a_report_is_not_public_before_it_is_published(desk: Desk, visitor: Client) -> None:
    actions.compile_report(desk.agency, 2022, actor=desk.officer(date(2023, 1, 5)))
    assert visitor.get(ADDRESS).status_code == 404
    assert visitor.get(ADDRESS + "report.pdf").status_code == 404
    assert "2022年政府信息公开工作年度报告" not in visitor.get("/reports/").content.decode()


def test_the_list_and_the_home_page_lead_to_it(desk: Desk, visitor: Client) -> None:
    published(desk)
    for address in ("/reports/", "/"):
        assert f'href="{ADDRESS}"' in visitor.get(address).content.decode()


def test_the_files_hold_the_same_figures(desk: Desk, visitor: Client) -> None:
    report = published(desk)
    told = {address: cell.value for address, cell in queries.cells_of(report).items()}
    as_json = json.loads(visitor.get(ADDRESS + "report.json").content)
    assert {address: cell["value"] for address, cell in as_json["cells"].items()} == told
    lines = list(csv.reader(io.StringIO(visitor.get(ADDRESS + "report.csv").content.decode("utf-8-sig"))))
    assert {line[0]: float(line[2]) for line in lines[1:]} == told


@pytest.mark.parametrize(("kind", "start"), [("report.pdf", b"%PDF-"), ("report.docx", b"PK\x03\x04")])
def test_the_report_prints(desk: Desk, visitor: Client, kind: str, start: bytes) -> None:
    published(desk)
    answer = visitor.get(ADDRESS + kind)
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert "attachment" in answer["Content-Disposition"]


def test_other_kinds_of_file_do_not_exist(desk: Desk, visitor: Client) -> None:
    published(desk)
    assert visitor.get(ADDRESS + "report.exe").status_code == 404


def test_the_text_of_a_report_cannot_become_markup(desk: Desk, visitor: Client) -> None:
    published(desk, overview="<script>alert(1)</script>")
    assert "<script>alert" not in visitor.get(ADDRESS).content.decode()


def test_the_list_is_paged_by_key(desk: Desk, visitor: Client, settings: Any) -> None:
    settings.GONGKAI_TODAY = "2026-03-04"
    for year in range(2021, 2026):
        published(desk, year)
    first = visitor.get("/reports/").context["page"]
    assert [report.year for report in first.rows] == [2025, 2024, 2023, 2022, 2021]
    assert not first.older
    second = visitor.get(f"/reports/?before={first.rows[1].pk}").context["page"]
    assert [report.year for report in second.rows] == [2023, 2022, 2021]
    assert second.newest == "?"


def test_the_charts_say_their_numbers_in_words_and_tables(desk: Desk, visitor: Client) -> None:
    published(desk, 2021)
    text = visitor.get("/reports/013/2021/").content.decode()
    assert "历年新收申请" not in text  # one year is no course
    assert "予以公开1件，部分公开0件" in text
    assert '<th scope="row">予以公开</th><td class="n">1</td><td class="n">100.0%</td>' in text
    published(desk, 2022)
    text = visitor.get(ADDRESS).content.decode()
    assert "2021年2件，2022年2件</title>" in text


def test_a_figure_corrected_by_hand_is_told_with_its_reason(desk: Desk, visitor: Client) -> None:
    on = date(2023, 1, 20)
    report = actions.compile_report(desk.agency, 2022, actor=desk.officer(on))
    for cell in ("t3/received/natural_person", "t3/carried_out/natural_person"):
        report = actions.correct_figure(report, cell, "1", "漏登一件", actor=desk.leader(on))
    report = actions.sign_report(report, actor=desk.leader(on), on=on)
    actions.publish_report(report, actor=desk.officer(on), on=on)
    text = visitor.get(ADDRESS).content.decode()
    assert "由负责人更正的数" in text
    assert "自然人：记录计得0，更正为1" in text
    assert "漏登一件" in text


def test_the_agency_alone_has_its_own_page_beside_the_whole(desk: Desk, visitor: Client) -> None:
    published(desk)
    on = date(2023, 1, 25)
    alone = actions.compile_report(desk.agency, 2022, actor=desk.officer(on), scope="alone")
    alone = actions.sign_report(alone, actor=desk.leader(on), on=on)
    actions.publish_report(alone, actor=desk.officer(on), on=on)
    assert f'href="{ADDRESS}?scope=alone"' in visitor.get("/reports/").content.decode()
    assert "本机关及所属各机关，共1个" in visitor.get(ADDRESS).content.decode()
    text = visitor.get(f"{ADDRESS}?scope=alone").content.decode()
    assert "本机关，共1个" in text
    assert f'href="{ADDRESS}report.pdf?scope=alone"' in text
    assert visitor.get(f"{ADDRESS}report.csv?scope=alone").status_code == 200
