"""The library for programs: what the pages say, in the promised shape, and nothing more."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.library import Library, rests_on
from tests.normative import a_change, a_document

from gongkai.publications import actions as publications


@pytest.fixture
def library(db: None, settings: Any) -> Library:
    settings.GONGKAI_TODAY = "2024-06-03"
    return Library(name="青川区公安分局", short_name="区公安分局", code="021")


def ask(address: str, status: int = 200) -> Any:
    answer = Client().get(address)
    assert answer.status_code == status, address
    return answer.json()


def test_a_document_tells_how_it_stands_what_changed_it_and_what_it_is_tied_to(library: Library) -> None:
    old = library.document(title="养犬管理规定", issued_on=date(2012, 3, 1))
    new = library.document(title="养犬管理办法", number="青公规〔2020〕903号", valid_until=date(2025, 3, 1))
    a_change(library.district, old, effective_on=date(2020, 4, 1), acting=new, replaced=True)
    rests_on(new, None, title="动物防疫法", article="第三十条")
    reading = library.reading(new, on=date(2020, 3, 9), title="养犬管理办法解读")
    told = ask(f"/api/v1/documents/{old.pk}")
    by = {"title": "养犬管理办法", "document_number": "青公规〔2020〕903号", "url": f"/documents/{new.pk}/"}
    change = {"kind": "repealed", "effective_on": "2020-04-01", "until": None, "replaced": True, "by": by}
    assert (told["validity"], told["validity_label"], told["since"]) == ("repealed", "废止", "2020-04-01")
    assert told["changes"] == [change]
    told = ask(f"/api/v1/documents/{new.pk}")
    assert (told["valid_until"], told["item_url"]) == ("2025-03-01", f"/items/{new.publication_id}/")
    assert [(one["title"], one["article"], one["url"]) for one in told["bases"]] == [("动物防疫法", "第三十条", None)]
    assert [(one["kind"], one["url"]) for one in told["interpretations"]] == [
        ("文字解读", f"/items/{reading.publication_id}/")
    ]


def test_the_list_is_narrowed_and_paged_by_its_cursor(library: Library) -> None:
    for number in range(5):
        a_document(library.district, title=f"第{number}号办法", disclosed_on=date(2020, 3, 2))
    over = library.document(title="网吧管理办法", issued_on=date(2019, 1, 7), valid_until=date(2024, 6, 2))
    first = ask("/api/v1/documents?size=4")
    assert (first["total"], len(first["documents"])) == (6, 4)
    rest = ask(f"/api/v1/documents?size=4&cursor={first['next']}")
    assert [one["title"] for one in rest["documents"]] == ["第0号办法", "网吧管理办法"]
    assert rest["next"] is None
    assert [one["id"] for one in ask("/api/v1/documents?validity=lapsed")["documents"]] == [over.pk]
    assert ask("/api/v1/documents?cursor=x", 422)["error"]["code"] == "parameter.invalid"


def test_items_search_and_bulk_say_of_a_text_what_the_register_says(library: Library) -> None:
    document = library.document(title="网吧管理办法", valid_until=date(2024, 6, 2))
    item = document.publication_id
    assert item is not None
    assert ask(f"/api/v1/items/{item}")["validity"] == "lapsed"
    assert [one["validity"] for one in ask("/api/v1/items")["items"]] == ["lapsed"]
    assert [one["validity"] for one in ask("/api/v1/search?words=网吧")["hits"]] == ["lapsed"]
    assert '"validity":"lapsed"' in Client().get(f"/api/v1/bulk/{item // 250}.jsonl").content.decode()


def test_a_withdrawn_text_answers_that_it_is_gone(library: Library) -> None:
    document = library.document(title="误发的办法")
    assert document.publication is not None
    publications.withdraw_item(
        document.publication, reason="误发", actor=library.room.actor("leader", date(2024, 6, 3))
    )
    assert "误发" not in str(ask(f"/api/v1/documents/{document.pk}", 410))
    assert ask("/api/v1/documents")["documents"] == []
