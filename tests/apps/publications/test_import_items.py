"""import_items: what was public elsewhere is taken over whole, with its days, numbers, files and old addresses."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.listing import AT, THE_HOUSE, ZONE, a_line, judged
from tests.publishing import Newsroom, a_newsroom, a_public_item, a_section

from gongkai.agencies.actions import next_number
from gongkai.audit.models import Entry
from gongkai.files.queries import content_of
from gongkai.law.errors import NotAcceptable, NotAllowed
from gongkai.pages.models import Group
from gongkai.publications.actions import import_items
from gongkai.publications.actions.import_course import run_import
from gongkai.publications.models import (
    Element,
    ElementDuty,
    FormerAddress,
    Matter,
    PriorityField,
    Publication,
    Version,
)
from gongkai.publications.queries.importing import Importing
from gongkai.search.queries import find

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


def imported(room: Newsroom, *lines: Any) -> list[Publication]:
    done = import_items(room.agency, judged(room.agency, *lines).ready, actor=THE_HOUSE)
    return [Publication.objects.get(index_number=number) for number in done.index_numbers]


def a_duty(room: Newsroom) -> ElementDuty:
    field = PriorityField.objects.create(slug="edu", name="义务教育", aliases=["教育"])
    matter = Matter.objects.create(field=field, first="招生管理", second="学区划分")
    element = Element.objects.create(matter=matter, name="各校学区范围", limit_workdays=20)
    return ElementDuty.objects.create(element=element, agency=room.agency, since=date(2019, 6, 1))


def test_an_item_is_public_with_the_day_on_which_it_became_so(room: Newsroom) -> None:
    (item,) = imported(room, a_line(4, document_number="青测〔2020〕4号", validity="废止", section=room.section.name))
    assert item.standing == Publication.Standing.PUBLIC
    assert item.published_at == datetime(2020, 3, 5, 10, 0, tzinfo=ZONE)
    assert item.section == room.section
    version = item.current
    assert version is not None
    assert (version.number, version.title, version.text) == (1, "关于第4件事的通知", "第4件事的正文。")
    assert (version.change_note, version.released_by) == ("由原网站导入", "原网站")
    assert version.validity == Version.Validity.REPEALED
    assert find("第4件").hits[0].url == f"/items/{item.pk}/"
    assert find("青测[2020]4号").total == 1


def test_one_entry_of_the_journal_names_every_index_number_of_a_batch(room: Newsroom) -> None:
    items = imported(room, a_line(1), a_line(2), a_line(3))
    entry = Entry.objects.get(verb="publication.imported")
    assert entry.details["index_numbers"] == [item.index_number for item in items]
    assert len(entry.details["digest"]) == 64
    assert entry.subject == f"agency:{room.agency.pk}"


def test_index_numbers_are_kept_and_later_ones_do_not_collide(room: Newsroom) -> None:
    code = room.agency.publishing_rules.index_code
    kept, given = imported(room, a_line(1, index_number=f"{code}/2020-00041"), a_line(2))
    assert kept.index_number == f"{code}/2020-00041"
    assert given.index_number == f"{code}/2020-00042"
    assert next_number(room.agency, "index", 2020) == 43


def test_numbers_that_a_later_batch_brings_are_kept_free(room: Newsroom) -> None:
    code = room.agency.publishing_rules.index_code
    ready = judged(room.agency, a_line(1)).ready
    done = import_items(room.agency, ready, actor=THE_HOUSE, kept_numbers=[f"{code}/2020-00007"])
    assert done.index_numbers == [f"{code}/2020-00008"]


def test_a_number_of_a_code_the_house_does_not_know_raises_nothing(room: Newsroom) -> None:
    imported(room, a_line(1, index_number="005275134/2020-00900"))
    assert next_number(room.agency, "index", 2020) == 1


def test_a_number_that_is_there_already_is_left_and_told(room: Newsroom) -> None:
    there = a_public_item(room)
    found = judged(room.agency, a_line(1, index_number=there.index_number))
    assert not found.ready
    assert [one.because for one in found.left] == [f"索引号{there.index_number}已经在库里。"]


def test_a_number_that_stands_twice_in_the_list_is_refused_by_row(room: Newsroom) -> None:
    lines = [a_line(number, index_number="005275134/2020-00001") for number in (1, 2)]
    found = judged(room.agency, *lines)
    assert [one.place for one in found.ready] == ["第1行"]
    assert [(one.place, one.column, one.message) for one in found.troubles] == [
        ("第2行", "索引号", "索引号与第1行相同。")
    ]


def test_a_number_that_came_in_between_is_refused_and_nothing_is_written(room: Newsroom) -> None:
    ready = judged(room.agency, a_line(1), a_line(2, index_number="005275134/2020-00001")).ready
    import_items(room.agency, ready[1:], actor=THE_HOUSE)
    with pytest.raises(NotAcceptable) as caught:
        import_items(room.agency, ready, actor=THE_HOUSE)
    assert "第2行的索引号005275134/2020-00001已经有了。" in caught.value.message
    assert Publication.objects.count() == 1


def test_run_again_the_same_list_writes_nothing_more(room: Newsroom) -> None:
    def run() -> Any:
        lines = [a_line(number) for number in range(1, 21)]
        return run_import(lines, Importing(room.agency, at=AT), actor=THE_HOUSE)

    assert run().taken == 20
    again = run()
    assert (again.taken, len(again.left), again.troubles) == (0, 20, [])
    assert again.left[0].because.startswith("同一条信息已经在库里，索引号")
    assert Publication.objects.count() == 20


def test_a_dry_run_writes_nothing(room: Newsroom) -> None:
    course = run_import([a_line(1), a_line(2, title="")], Importing(room.agency, at=AT), actor=THE_HOUSE, dry=True)
    assert course.lines == 2
    assert not Publication.objects.exists()
    assert not Entry.objects.filter(verb="publication.imported").exists()


def test_attachments_are_stored_and_bound_to_the_version(room: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "名单.txt"
    path.write_text("甲、乙", "utf-8")
    line = a_line(1)
    line.files.append(path)
    (item,) = imported(room, line)
    assert item.current is not None
    attachment = item.current.attachments.get()
    assert (attachment.name, content_of(attachment.file).decode()) == ("名单.txt", "甲、乙")


def test_an_attachment_of_a_kind_not_taken_is_the_trouble_of_its_row(room: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "程序.exe"
    path.write_bytes(b"MZ\x00")
    line = a_line(1)
    line.files.append(path)
    found = judged(room.agency, line)
    assert not found.ready
    assert found.troubles[0].column == "附件"


def test_an_old_address_leads_to_the_item(room: Newsroom) -> None:
    (item,) = imported(room, a_line(1, former_address="http://www.yunling.example/art/2020/3/5/art_12_345.html?x=1"))
    moved = FormerAddress.objects.get()
    assert (moved.path, moved.target) == ("/art/2020/3/5/art_12_345.html?x=1", f"/items/{item.pk}/")
    again = a_line(2, former_address="/art/2020/3/5/art_12_345.html?x=1")
    told = judged(room.agency, again).troubles[0]
    assert (told.place, told.column) == ("第2行", "原网址")
    assert f"已经登记，指向/items/{item.pk}/" in told.message


def test_an_old_address_registered_meanwhile_keeps_out_its_own_line_and_no_other(room: Newsroom) -> None:
    lines = [a_line(number, former_address=f"/art/{number}.html") for number in range(1, 4)]
    importing = Importing(room.agency, at=AT)
    judge = importing.judge

    def judged_before(items: Any) -> Any:
        found = judge(items)
        FormerAddress.objects.create(path="/art/2.html", target="/items/1/", since=AT.date())
        return found

    importing.judge = judged_before  # type: ignore[method-assign]
    course = run_import(lines, importing, actor=THE_HOUSE)
    assert course.taken == 2
    assert [trouble.place for trouble in course.troubles] == ["第2行"]
    assert "已经登记" in course.troubles[0].message


def test_the_duty_of_the_catalogue_counts_what_came_in(room: Newsroom) -> None:
    duty = a_duty(room)
    lines = [a_line(number, field="教育", element="各校 学区范围") for number in (1, 2, 3)]
    imported(room, *lines)
    duty.refresh_from_db()
    assert (duty.entries, duty.filled_on) == (3, date(2020, 3, 4))
    assert Group.objects.filter(name="field:edu").exists()


def test_an_element_that_the_agency_does_not_owe_is_told(room: Newsroom) -> None:
    a_duty(room)
    found = judged(room.agency, a_line(1, field="义务教育", element="没有的要素"), a_line(2, field="义务教育"))
    assert [(one.place, one.column) for one in found.troubles] == [
        ("第1行", "公开内容（要素）"),
        ("第2行", "公开内容（要素）"),
    ]


@pytest.mark.parametrize(
    ("texts", "days", "column"),
    [
        ({"agency": "没有的局"}, {}, "发布机构"),
        ({"section": "没有的栏目"}, {}, "栏目"),
        ({"validity": "也许有效"}, {}, "有效性"),
        ({"openness": "不予公开"}, {}, "公开方式"),
        ({"title": "长" * 201}, {}, "标题"),
        ({"summary": "长" * 501}, {}, "内容概述"),
        ({"index_number": "有 空格的?"}, {}, "索引号"),
        ({"former_address": "不是网址"}, {}, "原网址"),
        ({}, {"published_at": datetime(2027, 1, 1)}, "发布日期"),  # noqa: DTZ001
        ({}, {"dated_on": datetime(2021, 1, 1)}, "成文日期"),  # noqa: DTZ001
    ],
)
def test_what_is_wrong_with_a_row_is_named_with_its_column_and_a_remedy(
    room: Newsroom, texts: dict[str, str], days: dict[str, datetime], column: str
) -> None:
    found = judged(room.agency, a_line(7, days=days, **texts))
    assert not found.ready
    assert [(one.place, one.column) for one in found.troubles] == [("第7行", column)]
    assert all(one.message.endswith("。") and one.remedy.endswith("。") for one in found.troubles)


def test_a_list_may_name_the_agency_of_each_row(room: Newsroom) -> None:
    other = a_newsroom(head=room.head)
    found = judged(None, a_line(1, agency=other.agency.name), a_line(2, agency=room.agency.code), a_line(3))
    assert [one.agency_id for one in found.ready] == [other.agency.pk, room.agency.pk]
    assert [one.column for one in found.troubles] == ["发布机构"]


def test_scripts_in_a_body_do_not_come_in(room: Newsroom) -> None:
    line = a_line(1)
    line.body = '<p onclick="x()">甲</p><script>y()</script><a href="javascript:z()">乙</a>'
    (item,) = imported(room, line)
    assert item.current is not None
    assert "x()" not in item.current.body + item.current.text
    assert "javascript" not in item.current.body


def test_without_a_code_of_the_agency_a_row_needs_its_number(room: Newsroom) -> None:
    bare = room.head
    with pytest.raises(NotAcceptable, match="还没有设机构代码"):
        import_items(bare, judged(bare, a_line(1)).ready, actor=THE_HOUSE)
    import_items(bare, judged(bare, a_line(1, index_number="005275134/2020-00001")).ready, actor=THE_HOUSE)


def test_only_who_keeps_the_system_takes_over(room: Newsroom) -> None:
    ready = judged(room.agency, a_line(1)).ready
    for duty in ("contact", "leader", "editor"):
        with pytest.raises(NotAllowed):
            import_items(room.agency, ready, actor=room.actor(duty))
    assert import_items(room.agency, ready, actor=room.actor("keeper")).index_numbers


def test_a_batch_is_of_one_agency_and_bounded(room: Newsroom) -> None:
    other = a_newsroom(head=room.head)
    ready = judged(room.agency, a_line(1)).ready
    for agency, items in ((other.agency, ready), (room.agency, []), (room.agency, [*ready] * 1001)):
        with pytest.raises(NotAcceptable):
            import_items(agency, items, actor=THE_HOUSE)


def test_lists_of_columns_are_made_anew_and_other_pages_are_not(room: Newsroom) -> None:
    section = a_section(parent=room.section)
    Group.objects.all().delete()
    imported(room, a_line(1, section=section.slug))
    named = set(Group.objects.values_list("name", flat=True))
    assert {f"section:{section.slug}", f"section:{room.section.slug}", f"agency:{room.agency.pk}", "home"} <= named
    assert not {name for name in named if name.startswith("item:")} | (named & {"site", "fields"})


def test_a_dry_run_opens_the_files_and_tells_of_those_that_the_import_would_refuse(
    room: Newsroom, tmp_path: Path
) -> None:
    broken, locked = tmp_path / "名单.pdf", tmp_path / "病毒.txt"
    broken.write_bytes(b"%PDF-1.7\n" + b"x" * 200)
    locked.write_text("甲、乙", "utf-8")
    lines = a_line(1), a_line(2)
    lines[0].files.append(broken)
    lines[1].files.append(locked)
    importing = Importing(room.agency, at=AT, opens_files=True)
    course = run_import(list(lines), importing, actor=THE_HOUSE, dry=True)
    assert [(one.place, one.column) for one in course.troubles] == [("第1行", "附件")]
    assert course.taken == 1
    assert not Publication.objects.exists()


def test_a_dry_run_shows_the_files_to_the_scanner(room: Newsroom, tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "名单.txt"
    path.write_text("甲、乙", "utf-8")
    line = a_line(1)
    line.files.append(path)
    settings.GONGKAI_CLAMD = str(tmp_path / "nobody-listens.ctl")
    found = Importing(room.agency, at=AT, opens_files=True).judge([line])
    assert not found.ready
    assert found.troubles[0].column == "附件"
