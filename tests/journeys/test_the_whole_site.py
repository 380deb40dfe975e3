"""The public site, crawled whole: no dead link, no page without title, date and metadata, valid HTML."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.apps.portal.attached import an_attachment
from tests.builders import an_agency
from tests.crawl import Crawl, crawl, invalid, validator
from tests.library import Library, rests_on
from tests.normative import a_change, a_document
from tests.publishing import DAY, Newsroom, a_draft, a_newsroom, a_public_item, release, revised

from gongkai.publications import actions
from gongkai.publications.models import (
    Element,
    ElementDuty,
    FormerAddress,
    Matter,
    PriorityField,
    Publication,
    Section,
    SectionPart,
)

TABLE = "<table><caption>补助标准</caption><thead><tr><th>类别</th><th>元</th></tr></thead><tbody>"
TABLE += "<tr><td>甲 &amp; 乙</td><td rowspan='2'>500</td></tr><tr><td>丙</td></tr></tbody></table>"
RICH = f"<h2>一、范围</h2><p>全区 &lt;不含&gt; 高新区。</p>{TABLE}<ol><li>申请<ul><li>表</li></ul></li></ol>"


@pytest.fixture(autouse=True)
def _a_fixed_day(settings: Any) -> None:
    settings.GONGKAI_TODAY = (DAY + timedelta(days=5)).isoformat()
    cache.clear()


def a_site() -> Newsroom:
    """A house with one of everything the public can meet."""
    head = an_agency(kind="government", name="青川区人民政府", short_name="区政府", code="001")
    room = a_newsroom(head=head, name="青川区交通局", short_name="区交通局", code="021")
    actions.set_publishing_rules(
        head,
        actor=room.of_head("leader"),
        seen_version=None,
        index_code="99000000X",
        site_id_code="9901230001",
        icp_number="青ICP备99000000号",
        police_number="青公网安备99012300000001号",
    )
    actions.found_columns(actor=room.of_head("editor"))
    rules = Section.objects.get(fixed="rules")
    special = Section.objects.create(
        slug="works", name="施工专题", description="施工期间的安排。", opened_on=date(2024, 3, 1), is_special=True
    )
    SectionPart.objects.create(
        section=special, kind="links", title="办事", links=[{"title": "查找", "url": "/search/"}]
    )
    a_public_item(room, title="公开工作规定", section=rules, document_number="青川〔2024〕1号", keywords="公开,规定")
    for at in range(23):
        a_public_item(room, title=f"第{at + 1}期施工公告 <{at}> & “附图”", section=special if at % 2 else room.section)
    field = PriorityField.objects.create(slug="aid", name="社会救助")
    matter = Matter.objects.create(field=field, first="临时救助", second="办理", basis="《社会救助暂行办法》")
    element = Element.objects.create(matter=matter, name="办事指南", limit_workdays=20, limit_text="20个工作日内")
    duty = ElementDuty.objects.create(element=element, agency=room.agency, since=date(2020, 1, 1))
    rich = a_draft(room, title="补助办法", body=RICH, duty=duty)
    rich.draft.attachments.add(an_attachment(rich, "申报表 & 说明（一）.pdf"))
    release(room, rich)
    revised(room, rich, on=DAY + timedelta(days=1), title="补助办法", body=RICH + "<p>补一段。</p>")
    gone = a_public_item(room, title="撤下的公告")
    actions.withdraw_item(gone, reason="误列了住址", replaced_by=rich, actor=room.actor("leader"))
    actions.archive_item(a_public_item(room, title="归档的公告"), reason="已经结束", actor=room.actor("leader"))
    FormerAddress.objects.create(path="/old.html", target=f"/items/{rich.pk}/", since=DAY)
    linking = f'<p>见<a href="/old.html">旧网址</a>、<a href="/items/{gone.pk}/">撤下的公告</a>。</p>'
    a_public_item(room, title="指向别处的公告", body=linking)
    a_library(room)
    return room


def a_library(room: Newsroom) -> None:
    """Documents of every standing, tied to one another, interpreted; one withdrawn, one without its text."""
    library = Library(room=room)
    first = library.document(title="施工扬尘管理办法 <试行> & 细则", body=RICH)
    second = library.document(title="渣土运输办法", valid_until=date(2024, 1, 31))
    decision = library.document(title="关于废止一批文件的决定", issued_on=date(2023, 3, 1))
    a_change(library.district, library.document(title="旧办法"), effective_on=date(2023, 4, 1), acting=decision)
    rests_on(second, first, article="第三条")
    library.reading(first, on=DAY, title="一图看懂扬尘管理")
    gone = library.document(title="撤下的办法")
    assert gone.publication is not None
    actions.withdraw_item(gone.publication, reason="发布有误", actor=room.actor("leader"))
    a_document(library.district, title="早年的办法", disclosed_on=date(2020, 3, 9))


def require_whole(seen: Crawl, folder: Path) -> None:
    """No objection of the crawl, none of the validator."""
    assert seen.objections == []
    command = validator()
    if command is None:
        pytest.skip("no Java: the pages were crawled, their HTML is not validated. Install default-jre-headless.")
    folder.mkdir()
    assert invalid(seen.pages, folder, command) == []


@pytest.mark.django_db(transaction=True)
def test_a_site_with_one_of_everything_is_whole_and_valid(tmp_path: Path) -> None:
    a_site()
    seen = crawl(Client())
    readable = Publication.objects.filter(standing__in=["public", "archived"])
    assert {f"/items/{pk}/" for pk in readable.values_list("pk", flat=True)} <= set(seen.pages)
    assert [kind for kind in seen.others.values() if kind == "application/pdf"]
    assert sum(kind == "application/rss+xml" for kind in seen.others.values()) > 5
    assert any(address.endswith("/v1/") for address in seen.pages)
    assert sum(address.startswith("/documents/") for address in seen.pages) == 6
    assert sum(kind.endswith("wordprocessingml.document") for kind in seen.others.values()) >= 4
    require_whole(seen, tmp_path / "pages")


def test_the_crawl_would_see_what_is_wrong(db: None, tmp_path: Path) -> None:
    room = a_newsroom(name="青川区交通局", code="021")
    item = a_public_item(room, body='<p><a href="/nowhere/">链</a><a href="#none">链</a></p>')
    told = crawl(Client()).objections
    assert f"/nowhere/: 404, linked from /items/{item.pk}/" in told
    assert f"/items/{item.pk}/: leads to #none, which is not on it" in told
    assert "/: lacks the meta tag SiteIDCode" in told


def test_the_validator_would_see_what_is_wrong(tmp_path: Path) -> None:
    command = validator()
    if command is None:
        pytest.skip("no Java: no HTML is validated. Install default-jre-headless.")
    page = "<!doctype html><html lang='zh-CN'><head><title>题</title></head><body>{}</body></html>"
    told = invalid({"/good/": page.format("<p>字</p>"), "/bad/": page.format("<p><ul></p><b></i>")}, tmp_path, command)
    assert told
    assert all(line.startswith("/bad/: ") for line in told)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_the_demonstration_is_whole_and_valid(tmp_path: Path, settings: Any) -> None:
    from gongkai.demonstration.build import build
    from gongkai.screens import clock

    settings.GONGKAI_TODAY = ""
    build(clock.today())
    seen = crawl(Client())
    assert len(seen.items) > 5000
    require_whole(seen, tmp_path / "pages")
