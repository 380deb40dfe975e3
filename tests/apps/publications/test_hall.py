"""found_reading_place, change_reading_place, close_reading_place, shelve, take_off_shelf, record_deposit (art. 25)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.apps.publications.columns import TODAY, Head, a_section, an_item, refused

from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale
from gongkai.pages.models import Group
from gongkai.publications.actions import (
    PlaceTold,
    ShelfTold,
    change_reading_place,
    close_reading_place,
    found_reading_place,
    record_deposit,
    shelve,
    take_off_shelf,
)
from gongkai.publications.models import Deposit, Publication, ReadingPlace, ShelfRecord
from gongkai.publications.queries import hall

PLACE = PlaceTold("library", "云岭区图书馆", "云岭区书院路8号", "每天 9:00–20:00", "0000-7654321")
SHELF = ShelfTold("政务公开架2层", TODAY, "政府公报2026年第1期", 3)


@pytest.fixture
def head(db: None) -> Head:
    return Head()


@pytest.fixture
def place(head: Head) -> ReadingPlace:
    return found_reading_place(head.agency, told=PLACE, actor=head.desk.officer(TODAY))


def test_a_reading_place_is_founded_traced_and_listed(head: Head, place: ReadingPlace) -> None:
    assert (place.agency, place.name, place.kind, place.closed_on) == (head.agency, "云岭区图书馆", "library", None)
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.subject) == ("place.founded", f"readingplace:{place.pk}")
    assert entry.ground.endswith("第二十五条")
    assert hall.open_places() == [place]
    assert Group.objects.filter(name="hall").exists()


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"kind": "cafe"}, "place.kind", "kind"),
        ({"name": " "}, "place.no_name", "name"),
        ({"address": ""}, "place.no_address", "address"),
        ({"hours": ""}, "place.no_hours", "hours"),
        ({"name": "长" * 61}, "text.too_long", "name"),
        ({}, "place.name_taken", "name"),
    ],
)
def test_what_a_reader_needs_to_find_it_must_be_told(
    head: Head, place: ReadingPlace, changes: Any, code: str, field: str
) -> None:
    told = PlaceTold(**{**vars(PLACE), **changes})
    refused(
        NotAcceptable,
        lambda: found_reading_place(head.agency, told=told, actor=head.desk.officer(TODAY)),
        code,
        field,
    )


def test_what_is_archived_may_lie_on_a_shelf(head: Head, place: ReadingPlace) -> None:
    item = an_item(head, None)
    Publication.objects.filter(pk=item.pk).update(standing="archived")
    shelve(place, told=ShelfTold("A-3", TODAY), actor=head.editor(), publication=item)
    [kept] = hall.places_over(head.agency)
    assert (kept.lying, kept.to_take_off) == (1, 0)  # type: ignore[attr-defined]
    assert len(hall.open_places()[0].shelf) == 1  # type: ignore[attr-defined]


def test_a_place_is_changed_as_it_is_now(head: Head, place: ReadingPlace) -> None:
    told = PlaceTold(**{**vars(PLACE), "hours": "工作日 9:00–17:00"})
    changed = change_reading_place(place, told=told, actor=head.editor(), seen_version=1)
    assert (changed.hours, changed.version) == ("工作日 9:00–17:00", 2)
    assert Entry.objects.latest("sequence").details["changed"] == {"开放时间": "每天 9:00–20:00 → 工作日 9:00–17:00"}
    refused(
        NotAcceptable,
        lambda: change_reading_place(place, told=told, actor=head.editor(), seen_version=2),
        "place.unchanged",
    )
    refused(Stale, lambda: change_reading_place(place, told=PLACE, actor=head.editor(), seen_version=1), "place.edited")


def test_a_department_keeps_its_own_places_and_no_others(head: Head, place: ReadingPlace) -> None:
    officer = head.below.officer(TODAY)
    own = found_reading_place(
        head.below.agency, told=PlaceTold(**{**vars(PLACE), "name": "区教育局查阅室"}), actor=officer
    )
    shelve(own, told=SHELF, actor=officer)
    shelve(own, told=SHELF, actor=head.editor())
    acts: tuple[Callable[[], Any], ...] = (
        lambda: found_reading_place(head.agency, told=PLACE, actor=officer),
        lambda: change_reading_place(place, told=PLACE, actor=officer, seen_version=None),
        lambda: close_reading_place(place, reason="迁走", actor=officer, seen_version=None),
        lambda: shelve(place, told=SHELF, actor=officer),
        lambda: record_deposit(place, since=TODAY, until=TODAY, handed_on=TODAY, actor=officer),
    )
    for act in acts:
        refused(NotAllowed, act, "place.not_keeping")


def test_a_print_of_an_item_lies_where_the_list_says(head: Head, place: ReadingPlace) -> None:
    item = an_item(head, None, title="云岭区养犬管理规定")
    record = shelve(place, told=ShelfTold("A-3", TODAY), actor=head.editor(), publication=item)
    other = shelve(place, told=SHELF, actor=head.editor())
    assert (record.title, record.publication, record.copies, other.publication) == ("云岭区养犬管理规定", item, 1, None)
    assert hall.open_places()[0].shelf == [record, other]  # type: ignore[attr-defined]
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.details["place"], entry.details["shelf"]) == (
        "shelf.put",
        "云岭区图书馆",
        "政务公开架2层",
    )


def test_what_was_withdrawn_is_hidden_at_once_and_told_to_be_taken_off(head: Head, place: ReadingPlace) -> None:
    item = an_item(head, None)
    record = shelve(place, told=ShelfTold("A-3", TODAY), actor=head.editor(), publication=item)
    Publication.objects.filter(pk=item.pk).update(standing="withdrawn")
    assert hall.open_places()[0].shelf == []  # type: ignore[attr-defined]
    [kept] = hall.places_over(head.agency)
    assert (kept.lying, kept.to_take_off) == (1, 1)  # type: ignore[attr-defined]
    assert hall.is_gone(hall.lying_at(place)[0])
    refused(
        NotLawful,
        lambda: shelve(place, told=SHELF, actor=head.editor(), publication=item),
        "shelf.not_public",
        "publication",
    )
    off = take_off_shelf(record, reason="已撤下", on=TODAY, actor=head.editor())
    assert (off.until, off.taken_off_because) == (TODAY, "已撤下")
    assert (hall.lying_at(place), list(hall.was_at(place))) == ([], [record])
    assert Entry.objects.latest("sequence").verb == "shelf.taken_off"
    refused(NotLawful, lambda: take_off_shelf(record, reason="x", on=TODAY, actor=head.editor()), "shelf.off")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"title": " "}, "shelf.no_title", "title"),
        ({"shelf": " "}, "shelf.no_shelf", "shelf"),
        ({"copies": 0}, "shelf.copies", "copies"),
        ({"since": TODAY + timedelta(days=1)}, "date.future", "since"),
        ({"title": "长" * 201}, "text.too_long", "title"),
    ],
)
def test_a_shelf_record_that_lacks_something_is_refused(
    head: Head, place: ReadingPlace, changes: Any, code: str, field: str
) -> None:
    told = ShelfTold(**{**vars(SHELF), **changes})
    refused(NotAcceptable, lambda: shelve(place, told=told, actor=head.editor()), code, field)


def test_taking_off_needs_a_reason_and_a_day_that_follows(head: Head, place: ReadingPlace) -> None:
    record = shelve(place, told=SHELF, actor=head.editor())
    for reason, on, code, field in (
        (" ", TODAY, "shelf.no_reason", "reason"),
        ("旧了", TODAY + timedelta(days=1), "date.future", "on"),
        ("旧了", TODAY - timedelta(days=1), "shelf.off_before_on", "on"),
    ):
        refused(
            NotAcceptable,
            lambda reason=reason, on=on: take_off_shelf(record, reason=reason, on=on, actor=head.editor()),
            code,
            field,
        )


def test_closing_a_place_clears_its_shelves_and_keeps_the_record(head: Head, place: ReadingPlace) -> None:
    shelve(place, told=SHELF, actor=head.editor())
    refused(
        NotAcceptable,
        lambda: close_reading_place(place, reason=" ", actor=head.editor(), seen_version=None),
        "shelf.no_reason",
        "reason",
    )
    closed = close_reading_place(place, reason="馆舍改造", actor=head.editor(), seen_version=1)
    assert closed.closed_on == TODAY
    assert ShelfRecord.objects.get().taken_off_because == "查阅场所撤销：馆舍改造"
    assert hall.open_places() == []
    assert Entry.objects.latest("sequence").details["count"] == 1
    refused(NotLawful, lambda: shelve(place, told=SHELF, actor=head.editor()), "place.closed")


def test_a_deposit_lists_what_became_public_in_the_period(head: Head, place: ReadingPlace) -> None:
    section = a_section(head)
    items = [an_item(head, section, on=date(2026, 1, day)) for day in (1, 31)]
    an_item(head, section, on=date(2026, 2, 1))
    gone = an_item(head, section, on=date(2026, 1, 5))
    Publication.objects.filter(pk=gone.pk).update(standing="withdrawn")
    january = {"since": date(2026, 1, 1), "until": date(2026, 1, 31)}
    made = record_deposit(place, **january, handed_on=TODAY, received_by="林一", actor=head.editor())
    assert [row["index_number"] for row in made.items] == [item.index_number for item in items]
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.details["count"]) == ("deposit.recorded", 2)
    assert Deposit.objects.get() == hall.deposits_of(place)[0] == made
    refused(
        NotAcceptable,
        lambda: record_deposit(place, **january, handed_on=TODAY, actor=head.editor()),
        "deposit.twice",
        "since",
    )


@pytest.mark.parametrize(
    ("since", "until", "handed_on", "code", "field"),
    [
        (date(2026, 2, 2), date(2026, 2, 1), TODAY, "deposit.period", "until"),
        (date(2026, 2, 1), TODAY, TODAY - timedelta(days=1), "deposit.not_over", "until"),
        (date(2026, 2, 1), date(2026, 2, 2), TODAY + timedelta(days=1), "date.future", "handed_on"),
        (date(2026, 2, 1), date(2026, 2, 2), TODAY, "deposit.nothing", "since"),
    ],
)
def test_a_deposit_that_cannot_be_is_refused(
    head: Head, place: ReadingPlace, since: date, until: date, handed_on: date, code: str, field: str
) -> None:
    refused(
        NotAcceptable,
        lambda: record_deposit(place, since=since, until=until, handed_on=handed_on, actor=head.editor()),
        code,
        field,
    )


def test_the_public_list_takes_two_queries(head: Head, place: ReadingPlace, django_assert_num_queries: Any) -> None:
    for _ in range(3):
        shelve(place, told=SHELF, actor=head.editor(), publication=an_item(head, None))
    with django_assert_num_queries(2):
        told = [
            (one.agency.name, record.publication.index_number)
            for one in hall.open_places()
            for record in one.shelf  # type: ignore[attr-defined]
        ]
    assert len(told) == 3


def test_an_item_is_found_by_number_or_by_address_while_it_is_public(head: Head) -> None:
    item = an_item(head, None)
    for typed in (item.index_number or "", f" {item.pk} ", f"https://gk.example/items/{item.pk}/", f"/items/{item.pk}"):
        assert hall.public_item(typed) == item
    Publication.objects.filter(pk=item.pk).update(standing="withdrawn")
    assert hall.public_item(str(item.pk)) is None
    for typed in ("", "没有", "9" * 30, "/items/x/"):
        assert hall.public_item(typed) is None


@pytest.mark.parametrize("kind", ["service_hall", "other"])
def test_what_is_public_is_handed_to_archive_and_library_only(head: Head, place: ReadingPlace, kind: str) -> None:
    an_item(head, None)
    ReadingPlace.objects.filter(pk=place.pk).update(kind=kind)
    act = lambda: record_deposit(place, since=TODAY, until=TODAY, handed_on=TODAY, actor=head.editor())  # noqa: E731
    with pytest.raises(NotLawful) as caught:
        act()
    assert caught.value.code == "deposit.kind"
    assert "国家档案馆、公共图书馆" in caught.value.hint
    assert "上架" in caught.value.hint
    assert not Deposit.objects.exists()
