"""大厅 at the desk: reading places, shelves, labels, deposits; who may."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.apps.publications.columns import TODAY, Head, an_item
from tests.apps.publications.test_hall import PLACE, SHELF

from gongkai.publications.actions import ShelfTold, found_reading_place, shelve
from gongkai.publications.models import Deposit, Publication, ReadingPlace, ShelfRecord


@pytest.fixture(autouse=True)
def _a_fixed_day(settings: Any, tmp_path: Any) -> None:
    settings.GONGKAI_TODAY, settings.GONGKAI_HOME = TODAY.isoformat(), tmp_path
    cache.clear()


@pytest.fixture
def head(db: None) -> Head:
    return Head()


@pytest.fixture
def place(head: Head) -> ReadingPlace:
    return found_reading_place(head.agency, told=PLACE, actor=head.editor())


def seated(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def editor(head: Head) -> Client:
    return seated(head.editing[0])


def send(client: Client, page: str, /, *args: Any, **data: Any) -> str:
    return client.post(reverse(f"backoffice:{page}", args=args), data, follow=True).content.decode()


def text(client: Client, page: str, *args: Any) -> str:
    response = client.get(reverse(f"backoffice:{page}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def test_a_place_is_founded_changed_and_closed(head: Head, editor: Client) -> None:
    assert "还没有登记查阅场所" in text(editor, "hall")
    told = {**vars(PLACE), "agency": head.agency.pk}
    assert "还有" in send(editor, "found_place", **{**told, "address": ""})
    assert "已经登记" in send(editor, "found_place", **told)
    place = ReadingPlace.objects.get()
    assert "云岭区图书馆" in text(editor, "hall")
    changed = {**vars(PLACE), "hours": "工作日", "seen_version": 1}
    assert "已经更改" in send(editor, "change_place", place.pk, **changed)
    assert "有同事改动了" in send(editor, "change_place", place.pk, **{**changed, "hours": "周末"})
    assert "一并下架" in send(editor, "close_place", place.pk, reason="馆舍改造", seen_version=2)
    assert "已经撤销的" in text(editor, "hall")
    assert "上架</a>" not in text(editor, "place", place.pk)


def test_an_item_is_shelved_by_its_number_or_address(head: Head, editor: Client, place: ReadingPlace) -> None:
    item = an_item(head, None, title="云岭区养犬管理规定")
    for typed in (item.index_number, f"https://gk.example/items/{item.pk}/"):
        said = send(editor, "shelve", place.pk, item=typed, shelf="A-3", copies=2, since=TODAY.isoformat())
        assert "“云岭区养犬管理规定”已经上架" in said
    assert ShelfRecord.objects.filter(publication=item).count() == 2
    wrong = send(editor, "shelve", place.pk, item="没有这个号", shelf="A-3", copies=1, since=TODAY.isoformat())
    assert "没有找到这个索引号" in wrong
    assert 'value="没有这个号"' in wrong
    nothing = send(editor, "shelve", place.pk, item="", title="", shelf="A-3", copies=1, since=TODAY.isoformat())
    assert "还没有写名称" in nothing


def test_what_was_withdrawn_is_to_be_taken_off(head: Head, editor: Client, place: ReadingPlace) -> None:
    item = an_item(head, None)
    record = shelve(place, told=ShelfTold("A-3", TODAY), actor=head.editor(), publication=item)
    Publication.objects.filter(pk=item.pk).update(standing="withdrawn")
    assert "1件要下架" in text(editor, "hall")
    assert "已不公开，请下架" in text(editor, "place", place.pk)
    assert "已撤下" in text(editor, "take_off", place.pk, record.pk)
    assert "已经下架" in send(editor, "take_off", place.pk, record.pk, reason="已撤下", on=TODAY.isoformat())
    assert "已经下架的" in text(editor, "place", place.pk)
    other = found_reading_place(head.agency, told=type(PLACE)(**{**vars(PLACE), "name": "别处"}), actor=head.editor())
    assert editor.get(reverse("backoffice:take_off", args=[other.pk, record.pk])).status_code == 404
    assert editor.get(reverse("backoffice:take_off", args=[place.pk, 999])).status_code == 404


def test_labels_are_a_pdf_of_what_lies_there(head: Head, editor: Client, place: ReadingPlace) -> None:
    assert (
        "没有可以打印标签的" in editor.get(reverse("backoffice:labels", args=[place.pk]), follow=True).content.decode()
    )
    first = shelve(place, told=SHELF, actor=head.editor(), publication=an_item(head, None))
    shelve(place, told=SHELF, actor=head.editor())
    for query in ("", "?skip=3", f"?keys={first.pk}", "?skip=99&keys=x"):
        response = editor.get(reverse("backoffice:labels", args=[place.pk]) + query)
        assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
        assert response.content.startswith(b"%PDF")


def test_a_deposit_is_recorded_with_its_list(head: Head, editor: Client, place: ReadingPlace) -> None:
    item = an_item(head, None)
    day = TODAY.isoformat()
    assert "清单1件" in send(
        editor, "record_deposit", place.pk, since=day, until=day, handed_on=day, received_by="林一"
    )
    assert Deposit.objects.get().items[0]["key"] == item.pk
    page = text(editor, "place", place.pk)
    assert item.index_number is not None
    assert item.index_number in page
    assert "已经移交过" in send(editor, "record_deposit", place.pk, since=day, until=day, handed_on=day)


def test_a_department_neither_sees_nor_changes_anything_of_others(head: Head, place: ReadingPlace) -> None:
    client = seated(head.below.person("desk_officer"))
    assert "还没有登记查阅场所" in text(client, "hall")
    assert client.get(reverse("backoffice:place", args=[place.pk])).status_code == 403
    for page in ("change_place", "close_place", "shelve", "record_deposit"):
        assert client.get(reverse(f"backoffice:{page}", args=[place.pk])).status_code == 403
    assert client.get(reverse("backoffice:found_place")).status_code == 200
    assert seated(head.below.person("contact")).get(reverse("backoffice:found_place")).status_code == 403
    assert client.get(reverse("backoffice:place", args=[999])).status_code == 404


def test_another_agencys_place_is_not_shown_nor_its_labels_printed(head: Head, place: ReadingPlace) -> None:
    shelve(place, told=SHELF, actor=head.editor())
    below = seated(head.below.person("desk_officer"))
    for page in ("place", "labels"):
        answer = below.get(reverse(f"backoffice:{page}", args=[place.pk]))
        assert answer.status_code == 403
        assert "您现在的岗位看不到" in answer.content.decode()
    own = found_reading_place(head.below.agency, told=replace(PLACE, name="区教育局查阅室"), actor=head.editor())
    assert "区教育局查阅室" in text(below, "place", own.pk)
    auditor = seated(head.desk.person("auditor"))  # sees what lies below, and keeps none of it
    assert "区教育局查阅室" in text(auditor, "place", own.pk)
