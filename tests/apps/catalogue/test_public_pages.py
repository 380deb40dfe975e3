"""The catalogue as the public sees it: by field, matter, element, agency; as one table; nothing that is not public."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.apps.backoffice.pages import text_of
from tests.apps.catalogue.owing import TODAY, a_duty, an_element
from tests.builders import BUILDER
from tests.publishing import Newsroom, a_draft, a_public_item, submit

from gongkai.publications import actions

pytestmark = pytest.mark.django_db


def test_every_field_is_listed_with_what_is_public_in_it(room: Newsroom, client: Client) -> None:
    actions.found_catalogue(actor=BUILDER)
    a_public_item(room, duty=a_duty(room, first="配给管理", second="申请和分配", name="配租名单"))
    said = text_of(client.get("/fields/"))
    assert "现有26个领域，已公开1条" in said
    assert "保障性住房1条" in said.replace(" ", "")
    assert "样例" in said
    assert "区住建局" in said


def test_a_field_shows_matters_elements_units_and_entries(room: Newsroom, client: Client) -> None:
    duty = a_duty(room, basis="《中华人民共和国政府信息公开条例》第二十条第（十一）项")
    items = [a_public_item(room, duty=duty, title=f"第{number}批配租结果") for number in range(1, 8)]
    page = client.get("/fields/affordable-housing/")
    said = text_of(page)
    for words in ("配给管理·申请和分配", "第二十条第（十一）项", "配租结果", "区住建局", "20个工作日内", "全部7条"):
        assert words in said
    assert said.count("批配租结果") == 5
    every = text_of(client.get(f"/fields/affordable-housing/{duty.element_id}/"))
    assert every.count("批配租结果") == len(items)
    assert "区住建局" in text_of(client.get("/agencies/011/fields/"))


def test_what_is_not_public_stands_on_none_of_the_pages(room: Newsroom, client: Client) -> None:
    duty = a_duty(room)
    submit(room, a_draft(room, duty=duty, title="还在审的配租结果"))
    gone = a_public_item(room, duty=duty, title="撤下的配租结果")
    actions.withdraw_item(gone, reason="数据有误", actor=room.actor("leader", TODAY))
    for address in (
        "/fields/",
        "/fields/affordable-housing/",
        f"/fields/affordable-housing/{duty.element_id}/",
        "/agencies/011/fields/",
        "/fields/catalogue.csv",
    ):
        said = client.get(address).content.decode()
        assert "还在审的" not in said, address
        assert "撤下的" not in said, address


def test_a_release_shows_at_once(room: Newsroom, client: Client) -> None:
    duty = a_duty(room)
    assert "还没有公开的内容" in text_of(client.get("/fields/affordable-housing/"))
    a_public_item(room, duty=duty, title="新的配租结果")
    assert "新的配租结果" in text_of(client.get("/fields/affordable-housing/"))


@pytest.mark.parametrize(
    "address",
    [
        "/fields/nothing/", "/fields/nothing/1/", "/fields/affordable-housing/99999/", "/fields/catalogue.pdf",
        "/agencies/999/fields/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_told(room: Newsroom, client: Client, address: str) -> None:
    an_element()
    assert client.get(address).status_code == 404


def test_an_element_stands_under_its_own_field_only(room: Newsroom, client: Client) -> None:
    one = an_element()
    actions.add_field(name="统计", slug="statistics", actor=BUILDER)
    assert client.get(f"/fields/statistics/{one.pk}/").status_code == 404


def test_the_whole_catalogue_is_one_table_to_keep(room: Newsroom, client: Client) -> None:
    a_duty(room)
    an_element('=HYPERLINK("x")', first="配后管理")
    answer = client.get("/fields/catalogue.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][0] == "重点领域"
    assert [row[4] for row in rows[1:]] == ["配租结果", '\'=HYPERLINK("x")']  # a text, never a formula
    book = load_workbook(io.BytesIO(client.get("/fields/catalogue.xlsx").content))
    assert [cell.value for cell in book.active[2]][4] == "配租结果"  # type: ignore[index]


def test_pages_of_an_empty_catalogue_say_what_else_one_can_do(client: Client) -> None:
    assert "还没有建立目录" in text_of(client.get("/fields/"))
    actions.add_field(name="统计", slug="statistics", actor=BUILDER)
    assert "还没有导入" in text_of(client.get("/fields/statistics/"))


def test_a_field_is_rendered_in_few_queries(room: Newsroom, client: Client, django_assert_max_num_queries: Any) -> None:
    actions.found_catalogue(actor=BUILDER)
    duty = a_duty(room, name="配租名单")
    for number in range(6):
        a_public_item(room, duty=duty, title=f"第{number}批")
    client.get("/fields/")
    for address in ("/fields/", "/fields/affordable-housing/"):
        with django_assert_max_num_queries(7):
            assert client.get(address).status_code == 200
