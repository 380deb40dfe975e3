"""make_handbook: a draft with a table for each matter and a booklet, which passes the gate like any other; the wizard."""

from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.apps.publications.columns import TODAY, Head, a_section, an_item, refused
from tests.builders import Desk

from gongkai.audit.models import Entry
from gongkai.files.queries import content_of
from gongkai.law.errors import NotAcceptable, NotAllowed
from gongkai.publications.actions import make_handbook
from gongkai.publications.models import Draft, Element, ElementDuty, Matter, PriorityField, Publication


@pytest.fixture(autouse=True)
def _a_fixed_day(settings: Any, tmp_path: Any) -> None:
    settings.GONGKAI_TODAY, settings.GONGKAI_HOME = TODAY.isoformat(), tmp_path
    cache.clear()


@pytest.fixture
def head(db: None) -> Head:
    return Head()


@pytest.fixture
def field(head: Head) -> PriorityField:
    field = PriorityField.objects.create(slug="relief", name="社会救助")
    for number, name in enumerate(("低保审核确认", "临时救助", "没有要素的")):
        matter = Matter.objects.create(
            field=field, first=name, basis="社会救助办法<第十一条>" if not number else "", position=number
        )
        for part in ("办理条件", "办理材料 & 流程") if number < 2 else ():
            element = Element.objects.create(matter=matter, name=part, limit_workdays=20)
            ElementDuty.objects.create(element=element, agency=head.below.agency, since=date(2020, 1, 1))
    return field


def words_of(item: Publication) -> str:
    [attachment] = Draft.objects.get(publication=item).attachments.all()
    with pypdfium2.PdfDocument(BytesIO(content_of(attachment.file))) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


def test_a_draft_holds_each_matter_as_a_table_and_the_booklet_as_its_file(head: Head, field: PriorityField) -> None:
    duty = ElementDuty.objects.order_by("pk")[0]
    shown = an_item(head, None, title="低保办理指南", duty=duty)
    item = make_handbook(field, agency=head.below.agency, actor=head.below.officer(TODAY), section=a_section(head))
    draft = Draft.objects.get(publication=item)
    assert (draft.title, draft.stage, item.standing) == ("社会救助办事一本通", "writing", "unreleased")
    assert draft.section is not None
    assert draft.dated_on == TODAY
    for told in (
        "<h2>低保审核确认</h2>",
        "社会救助办法&lt;第十一条&gt;",
        "办理材料 &amp; 流程",
        "20个工作日内",
        f'<a href="/items/{shown.pk}/">低保办理指南</a>',
        "云岭区教育局",
        "到哪里问",
    ):
        assert told in draft.body
    assert "没有要素的" not in draft.body
    words = words_of(item)
    for told in ("社会救助办事一本通", "目录", "低保审核确认", "办理材料", "区教育局"):
        assert told in words
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.details["count"]) == ("handbook.made", 2)


def test_only_chosen_matters_are_told(head: Head, field: PriorityField) -> None:
    chosen = Matter.objects.get(first="临时救助")
    item = make_handbook(field, agency=head.agency, actor=head.editor(), matters=[chosen.pk], title=" 临时救助一本通 ")
    draft = Draft.objects.get(publication=item)
    assert draft.title == "临时救助一本通"
    assert "临时救助" in draft.body
    assert "低保审核确认" not in draft.body


def test_nothing_to_tell_or_too_much_is_refused_and_leaves_nothing(head: Head, field: PriorityField) -> None:
    empty = PriorityField.objects.create(slug="empty", name="空的")
    for one, keys in ((empty, None), (field, [])):
        refused(
            NotAcceptable,
            lambda one=one, keys=keys: make_handbook(one, agency=head.agency, actor=head.editor(), matters=keys),
            "handbook.nothing",
            "matters",
        )
    for number in range(60):
        matter = Matter.objects.create(field=field, first=f"事项{number}")
        Element.objects.create(matter=matter, name="要素", limit_workdays=20)
    refused(
        NotAcceptable,
        lambda: make_handbook(field, agency=head.agency, actor=head.editor()),
        "handbook.too_many",
        "matters",
    )
    assert not Publication.objects.exists()


def test_who_does_not_write_for_the_agency_makes_none(head: Head, field: PriorityField) -> None:
    for actor in (head.below.officer(TODAY), head.desk.actor("auditor", TODAY)):
        refused(
            NotAllowed,
            lambda actor=actor: make_handbook(field, agency=head.agency, actor=actor),
            "item.not_writing",
        )


def seated(desk: Desk, duty: str) -> Client:
    client = Client()
    client.force_login(desk.person(duty), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_wizard_leads_from_a_field_to_a_draft(head: Head, field: PriorityField) -> None:
    client, address = seated(head.below, "desk_officer"), reverse("backoffice:make_handbook")
    assert "社会救助" in client.get(address).content.decode()
    asked = f"{address}?field=relief"
    form = client.get(asked).context["form"]
    assert form.initial["title"] == "社会救助办事一本通"
    nothing = client.post(asked, {"title": "一本通"})
    assert nothing.status_code == 422
    assert "请至少选一个事项" in nothing.content.decode()
    made = client.post(asked, {"title": "一本通", "matters": form.initial["matters"]})
    item = Publication.objects.get()
    assert (made.status_code, made["Location"]) == (302, f"/desk/items/{item.pk}/edit/")
    assert client.get(f"{address}?field=none").status_code == 404
    assert seated(head.below, "auditor").get(address).status_code == 403
