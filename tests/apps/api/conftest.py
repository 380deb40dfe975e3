"""A small house with something public of every kind, and things that are not."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from tests.listing import THE_HOUSE, a_line, judged
from tests.publishing import DAY, Newsroom, a_draft, a_newsroom, a_public_item, revised

from gongkai.publications import actions
from gongkai.publications.models import Element, ElementDuty, Matter, PriorityField, Publication


@pytest.fixture(autouse=True)
def _home(settings, tmp_path: Path) -> None:
    settings.GONGKAI_HOME = tmp_path
    settings.GONGKAI_TODAY = "2026-11-24"
    cache.clear()


class House:
    """room: the agency; shown, revised: public; gone: withdrawn; hidden: what must never be seen, with its title."""

    def __init__(self) -> None:
        self.room: Newsroom = a_newsroom()
        self.duty = a_duty(self.room)
        self.shown = a_public_item(self.room, title="人民路施工公告", document_number="青测〔2024〕7号")
        self.revised = a_public_item(self.room, title="开学准备通知", on=DAY + timedelta(days=1))
        revised(self.room, self.revised, title="开学准备通知", on=DAY + timedelta(days=2))
        self.gone = a_public_item(self.room, title="写了住址的公示")
        actions.withdraw_item(self.gone, reason="涉及个人隐私", actor=self.room.actor("editor", DAY))
        self.hidden = a_draft(self.room, title="尚未公开的稿件")
        line = a_line(1, title="学区范围", field="义务教育", element="各校学区范围")
        done = actions.import_items(self.room.agency, judged(self.room.agency, line).ready, actor=THE_HOUSE)
        self.entry = Publication.objects.get(index_number=done.index_numbers[0])


def a_duty(room: Newsroom) -> ElementDuty:
    """The agency owes one element of 义务教育."""
    field = PriorityField.objects.create(slug="edu", name="义务教育")
    matter = Matter.objects.create(field=field, first="招生管理", second="学区划分", number="1")
    element = Element.objects.create(matter=matter, name="各校学区范围", limit_workdays=20, limit_text="20个工作日内")
    return ElementDuty.objects.create(element=element, agency=room.agency, since=date(2019, 6, 1))


@pytest.fixture
def house(db) -> House:
    return House()
