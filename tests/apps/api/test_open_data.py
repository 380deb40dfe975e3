"""Open data gives what is public, in stable shapes, and nothing else."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client
from tests.apps.api.conftest import House
from tests.publishing import DAY

from gongkai.publications import actions
from gongkai.publications.models import Version
from gongkai.publications.queries import open_data

pytestmark = pytest.mark.django_db


def get(address: str, status: int = 200) -> Any:
    response = Client().get(f"/api/v1/{address}")
    assert response.status_code == status, (address, response.content[:300])
    assert response["Access-Control-Allow-Origin"] == "*"
    return json.loads(response.content)


def everything(house: House) -> str:
    """All that open data gives, each address followed, as one text."""
    told = [get("items?size=100"), get("search?words=公示"), get("search?words=稿件"), get("items?words=稿件")]
    told += [get(f"items/{row['id']}") for row in told[0]["items"]]
    told += [get(name) for name in ("agencies", "sections", "catalogue/fields", "catalogue/fields/edu", "reports")]
    texts = [json.dumps(one, ensure_ascii=False) for one in told]
    for part in get("bulk")["parts"]:
        texts += [Client().get(part[kind]).content.decode() for kind in ("jsonl", "csv")]
    return "\n".join(texts)


def test_items_come_newest_first_and_page_on(house: House) -> None:
    first = get("items?size=1")
    second = get(f"items?size=1&cursor={first['next']}")
    third = get(f"items?size=1&cursor={second['next']}")
    titles = [page["items"][0]["title"] for page in (first, second, third)]
    assert titles == ["开学准备通知", "人民路施工公告", "学区范围"]
    assert third["next"] is None


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("agency={agency}", 3),
        ("section={section}", 2),
        ("field=edu", 1),
        ("year=2020", 1),
        ("validity=in_force", 3),
        ("validity=repealed", 0),
        ("words=施工公告", 1),
        ("words=青测[2024]7号", 1),
        ("words=学区&field=edu&year=2020", 1),
    ],
)
def test_items_are_narrowed(house: House, query: str, titles: int) -> None:
    room = house.room
    found = get(f"items?{query.format(agency=room.agency.code, section=room.section.slug)}")
    assert len(found["items"]) == titles


def test_an_item_is_told_whole_with_its_versions_and_files(house: House) -> None:
    told = get(f"items/{house.revised.pk}")
    assert [version["number"] for version in told["versions"]] == [2, 1]
    assert told["version"] == 2
    assert told["body"].startswith("<p>")
    assert told["agency"] == {"code": house.room.agency.code, "name": house.room.agency.name}
    entry = get(f"items/{house.entry.pk}")
    assert (entry["field"]["code"], entry["element"]) == ("edu", "各校学区范围")


def test_what_was_withdrawn_is_gone_and_what_is_a_draft_is_not_there(house: House) -> None:
    assert get(f"items/{house.gone.pk}", 410)["error"]["hint"].endswith("。")
    assert get(f"items/{house.hidden.pk}", 404)["error"]["code"] == "address.unknown"


def test_nothing_that_is_not_public_is_in_anything_it_gives(house: House) -> None:
    said = everything(house)
    assert "人民路施工公告" in said
    assert "写了住址" not in said
    assert "尚未公开" not in said
    assert house.gone.index_number not in said


def test_the_catalogue_says_who_publishes_an_element_and_how_often_it_was(house: House) -> None:
    (matter,) = get("catalogue/fields/edu")["matters"]
    (element,) = matter["elements"]
    assert element["owed_by"][0]["entries"] == 1
    assert get("catalogue/fields")[0]["entries"] == 1


def test_all_of_it_is_taken_in_parts_and_what_is_withdrawn_leaves_them(house: House) -> None:
    (part,) = get("bulk")["parts"]
    assert part["items"] == 3
    lines = [json.loads(line) for line in Client().get(part["jsonl"]).content.splitlines()]
    assert [line["title"] for line in lines] == ["人民路施工公告", "开学准备通知", "学区范围"]
    rows = list(csv.DictReader(io.StringIO(Client().get(part["csv"]).content.decode("utf-8-sig"))))
    assert rows[0]["索引号"] == lines[0]["index_number"]
    get(f"bulk/{part['number'] + 7}.jsonl", 404)


def test_a_cell_that_looks_like_a_formula_is_told_as_text(house: House) -> None:
    Version.objects.filter(publication=house.shown).update(title="=HYPERLINK(1)")
    (part,) = get("bulk")["parts"]
    rows = list(csv.DictReader(io.StringIO(Client().get(part["csv"]).content.decode("utf-8-sig"))))
    assert rows[0]["标题"] == "'=HYPERLINK(1)"


def test_a_part_holds_a_bounded_stretch_of_keys(house: House, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        rows = list(open_data.part(house.shown.pk // open_data.PART))
    assert 0 < len(rows) <= open_data.PART


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("items?agency=nobody", 422),
        ("items?section=nowhere", 422),
        ("items?field=nothing", 422),
        ("items?cursor=????", 422),
        ("items?cursor=abc", 422),
        ("items?size=0", 422),
        ("items?year=x", 422),
        ("items?validity=perhaps", 422),
        ("items/0", 422),
        ("items/99999999999999999999999", 422),
        ("items/999999", 404),
        ("items?agency=%00", 422),
        ("search", 422),
        ("catalogue/fields/nothing", 404),
        ("reports/001/1999", 422),
        ("reports/001/2015", 404),
        ("nothing/here", 404),
        ("bulk/99999999999999999999.csv", 422),
    ],
)
def test_what_cannot_be_answered_is_told_in_one_shape(house: House, address: str, status: int) -> None:
    told = get(address, status)
    assert set(told) == {"error"}
    assert set(told["error"]) == {"code", "message", "hint"}
    assert told["error"]["message"].endswith("。")
    assert told["error"]["hint"].endswith("。")


@pytest.mark.parametrize("words", ["%00", "'", '"', "%", "*", "🌊", "a" * 10_000, "NEAR(公 示)", "( ) -"])
def test_any_words_are_a_query(house: House, words: str) -> None:
    assert get(f"search?words={words}")["total"] >= 0
    assert "items" in get(f"items?words={words}")


def test_it_can_only_be_read(house: House) -> None:
    for method in ("post", "put", "patch", "delete"):
        response = getattr(Client(), method)("/api/v1/items")
        assert response.status_code == 405
        assert response.json()["error"]["code"] == "method.not_allowed"
    assert Client().options("/api/v1/items").status_code == 204
    assert Client().head("/api/v1/items").status_code == 200


def test_the_page_for_people_leads_to_every_address(house: House) -> None:
    page = Client().get("/data/").content.decode()
    for address in ("items", "search", "catalogue/fields", "agencies", "sections", "reports", "bulk", "openapi.json"):
        assert f'href="/api/v1/{address}' in page
        words = "?words=公示" if address == "search" else ""
        assert Client().get(f"/api/v1/{address}{words}").status_code == 200
    assert "请注明来源" in page


def test_what_is_laid_by_is_found_by_words_as_by_search(house: House) -> None:
    actions.archive_item(house.shown, reason="活动已经结束。", actor=house.room.actor("editor", DAY))
    assert [row["title"] for row in get("items?words=施工公告")["items"]] == ["人民路施工公告"]
    assert get("search?words=施工公告")["total"] == 1
    assert "人民路施工公告" not in [row["title"] for row in get("items")["items"]]
