"""What each act changes is known to the pages that show it: after every act, no page that is kept differs from one made anew.

The site is walked behind its front, so that every page is kept. Then things are done, one after the other; after each, every
page is asked for twice: of the front, and of Django past it. A view that forgot to say what it shows, or a verb that forgot to
tell, leaves a page that differs.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from tests.apps.annualreports.years import JANUARY, a_signed_report
from tests.apps.pages.conftest import Site, Told
from tests.builders import Desk, an_agency, at
from tests.library import Library, rests_on
from tests.normative import TODAY, a_change, a_document
from tests.publishing import DAY, Newsroom, a_draft, a_newsroom, a_public_item, pass_to_final, revised, submit

from gongkai.annualreports import actions as reports
from gongkai.documents import actions as documents
from gongkai.documents.models import NormativeDocument
from gongkai.pages.watch import watch_of
from gongkai.publications import actions
from gongkai.publications.models import Publication, Section

PAST_THE_FRONT = {"cookie": f"{settings.SESSION_COOKIE_NAME}=nobody"}
LINK = re.compile(r'(?:href|action)="(/[^"#]*)"|<loc>http://testserver(/[^<]*)</loc>')
MADE_AT = re.compile("<lastBuildDate>.*?</lastBuildDate>")
ASIDE = ("/static/", "/desk/", "/look/", "/status/", "/check/", "/deadline/", "/api/")
ALSO = ("/search/?q=公告", "/search/?q=施工&sort=newest", "/feeds/newest.xml", "/feeds/documents.xml", "/sitemap.xml")
MOST = 400  # pages; more would be a walk without an end


@dataclass
class World:
    room: Newsroom
    desk: Desk
    items: list[Publication]
    special: Section
    library: Library
    papers: list[NormativeDocument]


@pytest.fixture
def world(transactional_db: None) -> World:
    cache.clear()  # the name of the house of a test before this one
    head = an_agency(kind="government", name="云岭区人民政府", code="001")
    room = a_newsroom(reviews=1, head=head, name="云岭区教育局", code="013")
    editor = room.of_head("editor")
    actions.found_columns(actor=editor)
    special = actions.open_section(
        told=actions.SectionTold("复工复产", "back-to-work", "复工复产的政策和办事指南。"), actor=editor
    )
    items = [a_public_item(room, title=f"第{number}号施工公告") for number in range(6)]
    items += [a_public_item(room, title=f"第{number}号复工公告", section=special) for number in range(2)]
    revised(room, items[0])
    actions.withdraw_item(items[1], reason="内容有误，已经另行公布。", actor=room.actor("leader"))
    library = Library(room=room)
    papers = [library.document(title=f"第{number}号施工管理办法") for number in range(3)]
    rests_on(papers[1], papers[0])
    papers.append(a_document(library.district, title="还没有公布的决定"))
    library.reading(papers[0], on=DAY, title="第0号施工管理办法解读")
    return World(room, Desk(room.agency), items, special, library, papers)


def publish_in_section(world: World) -> None:
    a_public_item(world.room, title="新的施工公告")


def publish_in_special(world: World) -> None:
    a_public_item(world.room, title="新的复工公告", section=world.special)


def revise(world: World) -> None:
    revised(world.room, world.items[2], title="更正后的第2号施工公告", change_note="更正了标题。")


def move_by_revision(world: World) -> None:
    revised(world.room, world.items[3], section=world.special, change_note="移到专题。")


def withdraw(world: World) -> None:
    actions.withdraw_item(
        world.items[4], reason="与事实不符。", replaced_by=world.items[5], actor=world.room.actor("leader")
    )


def withdraw_the_replacement(world: World) -> None:
    actions.withdraw_item(world.items[5], reason="也不对。", actor=world.room.actor("leader"))


def archive(world: World) -> None:
    actions.archive_item(world.items[0], reason="活动已经结束，留存备查", actor=world.room.actor("leader"))


def publish_urgently(world: World) -> None:
    actions.publish_urgently(
        a_draft(world.room, title="暴雨橙色预警"), reason="暴雨预警须立即告知公众。", actor=world.room.actor("leader")
    )


def release_in_time(world: World) -> None:
    item = a_draft(world.room, title="到时公布的公告", release_at=at(DAY + timedelta(days=1)))
    submit(world.room, item)
    pass_to_final(world.room, item)
    actions.record_review(
        item, kind="final_approval", conclusion="passed", actor=world.room.actor("leader"), seen_version=None
    )
    assert actions.release_due(at(DAY + timedelta(days=2))) == 1


def arrange(world: World) -> None:
    parts = [
        actions.PartTold("items", "最近的公告", source=world.room.section),
        actions.PartTold("text", "说明", text="<p>办理说明</p>"),
    ]
    actions.arrange_section(world.special, parts=parts, actor=world.room.of_head("editor"), seen_version=None)


def publish_what_another_column_shows(world: World) -> None:
    a_public_item(world.room, title="专题也列出的施工公告")


def rename(world: World) -> None:
    told = actions.SectionTold("有序复工", "orderly", "有序复工的政策。")
    actions.rename_section(world.special, told=told, actor=world.room.of_head("editor"), seen_version=None)


def move_items(world: World) -> None:
    actions.move_items(world.special, to=world.room.section, actor=world.room.of_head("editor"))


def close(world: World) -> None:
    actions.close_section(world.special, reason="工作已经结束", actor=world.room.of_head("editor"), seen_version=None)


def set_the_marks_of_the_site(world: World) -> None:
    actions.set_publishing_rules(
        world.room.head, actor=world.room.of_head("leader"), seen_version=None, site_id_code="4100000001"
    )


def publish_a_report(world: World) -> None:
    report = a_signed_report(world.desk)
    reports.publish_report(report, actor=world.desk.officer(JANUARY), on=JANUARY)


def found_agency(world: World) -> None:
    an_agency(parent=world.room.head, name="云岭区水务局")


def link_a_text(world: World) -> None:
    """The decision becomes public: from now on the pages of what it acts on name it."""
    a_change(world.library.district, world.papers[1], effective_on=DAY, acting=world.papers[3], on=TODAY)
    item = a_public_item(world.room, title="还没有公布的决定")
    documents.link_text(
        world.papers[3], publication=item, actor=world.library.district.of_head("legal_reviewer", TODAY)
    )


def repeal(world: World) -> None:
    a_change(world.library.district, world.papers[0], effective_on=DAY, acting=world.papers[2], replaced=True, on=TODAY)


def withdraw_an_interpretation(world: World) -> None:
    reading = world.papers[0].interpretations.get()
    assert reading.publication is not None
    actions.withdraw_item(reading.publication, reason="有误。", actor=world.room.actor("leader"))


def withdraw_an_acting_document(world: World) -> None:
    item = Publication.objects.get(pk=world.papers[2].publication_id)
    actions.withdraw_item(item, reason="有误。", actor=world.room.actor("leader"))


def take_into_the_register(world: World) -> None:
    a_document(world.library.district, title="早年的施工管理办法", disclosed_on=date(2020, 3, 9))


ACTS: tuple[Callable[[World], None], ...] = (
    publish_in_section,
    publish_in_special,
    revise,
    move_by_revision,
    withdraw,
    withdraw_the_replacement,
    archive,
    publish_urgently,
    release_in_time,
    arrange,
    publish_what_another_column_shows,
    rename,
    move_items,
    close,
    set_the_marks_of_the_site,
    publish_a_report,
    found_agency,
    link_a_text,
    repeal,
    withdraw_an_interpretation,
    withdraw_an_acting_document,
    take_into_the_register,
)


def walk(site: Site, addresses: set[str]) -> None:
    """Ask for every page that can be reached, until each is kept that may be."""
    waiting = ["/", *ALSO, *sorted(addresses)]
    while waiting:
        address = waiting.pop()
        told = site.ask(address)
        addresses.add(address)
        assert len(addresses) < MOST
        if told.code in (200, 410) and told.headers["content-type"].startswith(("text/html", "application/xml")):
            found = {(one or other).replace("&amp;", "&") for one, other in LINK.findall(told.text)}
            fresh = {link for link in found if not link.startswith(ASIDE)} - addresses
            addresses |= fresh
            waiting += fresh


def said(told: Told) -> str:
    """What the page says; a feed without entries says the moment it was made."""
    return MADE_AT.sub("", told.text)


def test_after_every_act_each_kept_page_is_as_if_it_were_made_anew(world: World) -> None:
    site = Site(watch_of(), memory=64_000_000)
    addresses: set[str] = set()
    stale: list[str] = []
    kept_on = 0
    for act in (lambda _: None, *ACTS):
        walk(site, addresses)
        act(world)
        for address in sorted(addresses):
            told = site.ask(address)
            if told.how == "kept":
                kept_on += 1
                cache.clear()  # officers' pages remember the name of the house for a minute
                anew = site.ask(address, **PAST_THE_FRONT)
                if (told.code, said(told)) != (anew.code, said(anew)):
                    stale.append(f"{act.__name__}: {address}")
    site.watch.close()
    assert stale == []
    assert len(addresses) > 60
    assert kept_on > len(ACTS) * 10, "pages an act does not concern are left alone"
