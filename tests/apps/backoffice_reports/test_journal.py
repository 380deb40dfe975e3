"""The journal page: who sees it, how it is narrowed and paged, and its proof."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.apps.annualreports.years import a_report
from tests.builders import Desk

import gongkai
from gongkai.audit.models import Entry
from gongkai.backoffice.journal_words import VERBS

Sit = Callable[[Desk, str], Client]
JOURNAL = "/desk/journal/"


@pytest.fixture
def own_heads(settings: Any, tmp_path: Path) -> None:
    """Heads noted by other tests must not be taken for this one's."""
    settings.GONGKAI_HOME = tmp_path


def test_an_auditor_reads_who_did_what(district: Desk, sitting: Sit) -> None:
    report = a_report(district)
    text = sitting(district, "auditor").get(JOURNAL).content.decode()
    assert district.person("desk_officer").name in text
    assert "汇编了报告" in text
    assert f'href="/desk/reports/{report.pk}/"' in text
    assert "第五十条" in text


def test_it_is_narrowed_by_noun_record_and_actor(district: Desk, sitting: Sit) -> None:
    report = a_report(district)
    auditor = sitting(district, "auditor")
    of_reports = auditor.get(f"{JOURNAL}?of=report.").content.decode()
    assert "汇编了报告" in of_reports
    assert "设立了机关" not in of_reports
    assert "只看年度报告" in auditor.get(f"{JOURNAL}?subject=annualreport:{report.pk}").content.decode()
    officer = district.person("desk_officer")
    by_one = auditor.get(f"{JOURNAL}?by=person:{officer.pk}").content.decode()
    assert "汇编了报告" in by_one
    assert "安排了岗位" not in by_one
    assert "没有这样的留痕" in auditor.get(f"{JOURNAL}?by=person:99999").content.decode()


def test_it_is_paged_and_a_page_costs_the_same(district: Desk, sitting: Sit) -> None:
    auditor = sitting(district, "auditor")
    auditor.get(JOURNAL)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            auditor.get(JOURNAL)
        return len(captured)

    few = cost()
    for _ in range(60):
        a_report(district)
    assert cost() == few <= 15
    first = auditor.get(JOURNAL).content.decode()
    older = re.search(r'href="(\?before=\d+)" rel="next"', first)
    assert older is not None
    assert "回到最新" in auditor.get(JOURNAL + older.group(1)).content.decode()


@pytest.mark.parametrize("duty", ["desk_officer", "leader", "contact", "reviewer"])
def test_others_are_told_where_to_look_instead(district: Desk, sitting: Sit, duty: str) -> None:
    page = sitting(district, duty).get(JOURNAL)
    assert page.status_code == 403
    assert "请打开那一件的页面" in page.content.decode()


def test_a_departments_auditor_does_not_see_the_whole_house(department: Desk, sitting: Sit) -> None:
    assert sitting(department, "auditor").get(JOURNAL).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_sound_journal_is_said_to_be_sound(own_heads: None, district: Desk, sitting: Sit) -> None:
    text = sitting(district, "keeper").post(f"{JOURNAL}verify/").content.decode()
    assert "留痕完整" in text


@pytest.mark.django_db(transaction=True)
def test_each_break_is_named(own_heads: None, district: Desk, sitting: Sit) -> None:
    Entry.objects.filter(sequence=3).update(actor_name="别人")
    Entry.objects.filter(sequence=5).delete()
    text = sitting(district, "auditor").post(f"{JOURNAL}verify/").content.decode()
    assert "留痕被动过" in text
    assert "第3条被改动" in text
    assert "第5条被删除" in text


def test_every_verb_of_the_journal_has_its_word() -> None:
    folder = Path(gongkai.__file__).parent
    written = set()
    for path in folder.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        written |= set(re.findall(r'record\(\s*actor,\s*"([a-z_]+\.[a-z_]+)"', source))
        noun = {"applications": "application", "annualreports": "report"}.get(path.relative_to(folder).parts[0])
        if noun and "actions" in path.parts:
            written |= {f"{noun}.{verb}" for verb in re.findall(r'finish\(\s*\w+,\s*actor,\s*"([a-z_]+)"', source)}
    assert len(written) > 25
    assert written <= set(VERBS), sorted(written - set(VERBS))
