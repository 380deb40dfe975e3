"""The search page: what it finds, narrows, says where nothing is found; known answers beside the application form."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.apps.portal.citizen import filled_in
from tests.publishing import DAY, Newsroom, a_draft, a_newsroom, a_public_item

from gongkai.publications import actions


@pytest.fixture
def room(db: None) -> Newsroom:
    return a_newsroom(name="青川区公安局", short_name="区公安局", code="021")


@pytest.fixture(autouse=True)
def _the_day_of_the_items(settings: Any) -> None:
    settings.GONGKAI_TODAY = (DAY + timedelta(days=5)).isoformat()


def page(visitor: Client, address: str, **told: str) -> str:
    answer = visitor.get(address, told)
    assert answer.status_code == 200, address
    return answer.content.decode()


def dogs(room: Newsroom, **changes: Any) -> Any:
    return a_public_item(
        room,
        **{
            "title": "青川区养犬管理办法",
            "body": "<p>养犬人应当自取得犬只之日起三十日内办理养犬登记。</p>",
            "summary": "养犬登记的期限。",
            "document_number": "青公规〔2024〕6号",
            **changes,
        },
    )


def test_two_signs_are_enough_and_what_was_sought_is_marked(room: Newsroom, visitor: Client) -> None:
    item = dogs(room)
    text = page(visitor, "/search/", q="养犬")
    assert "“养犬”找到1件" in text
    assert f'<a href="/items/{item.pk}/">青川区<mark class="found">养犬</mark>管理办法</a>' in text
    assert "现行有效" in text
    assert "青公规〔2024〕6号 区公安局" in text


def test_a_number_is_found_in_any_bracket(room: Newsroom, visitor: Client) -> None:
    dogs(room)
    for typed in ("青公规〔2024〕6号", "青公规[2024]6号", "青公规(2024)6号"):
        assert "找到1件" in page(visitor, "/search/", q=typed)


def test_a_search_is_narrowed_by_agency_year_and_validity_and_says_how_many_each_would_leave(
    room: Newsroom, visitor: Client
) -> None:
    dogs(room)
    dogs(room, title="青川区旧养犬规定", validity="repealed")
    text = page(visitor, "/search/", q="养犬")
    for choice in (
        '<option value="021">区公安局（2）</option>',
        '<option value="2024">2024年（2）</option>',
        '<option value="repealed">废止（1）</option>',
    ):
        assert choice in text
    narrowed = page(visitor, "/search/", q="养犬", validity="repealed", agency="021", year="2024")
    assert "旧养犬规定" in narrowed.replace('<mark class="found">', "").replace("</mark>", "")
    assert "“养犬”找到1件" in narrowed
    assert '<option value="repealed" selected>' in narrowed
    nothing = page(visitor, "/search/", q="养犬", agency="999")
    assert "没有找到" in nothing
    assert "不限范围再查" in nothing


def test_nothing_found_says_what_is_near_and_how_to_apply_with_the_words_carried_on(
    room: Newsroom, visitor: Client
) -> None:
    dogs(room)
    text = page(visitor, "/search/", q="养犬 罚没款去向")
    assert "“养犬 罚没款去向”没有找到" in text
    assert '<a href="?q=%E5%85%BB%E7%8A%AC">养犬</a><span>1件</span>' in text
    link = text.split('class="button" href="/apply/?')[1].split('"')[0]
    chosen = page(visitor, f"/apply/?{link}")
    assert f'href="/apply/021/?{link}"' in chosen
    assert "养犬 罚没款去向</textarea>" in page(visitor, f"/apply/021/?{link}")


def test_what_is_not_public_is_not_found_not_suggested_and_not_known(room: Newsroom, visitor: Client) -> None:
    gone = dogs(room, title="撤下的养犬名单")
    actions.withdraw_item(gone, reason="误列了住址", actor=room.actor("leader"))
    a_draft(room, title="还在写的养犬通知")
    for address in ("/search/", "/search/suggest/", "/search/known/", "/feeds/search.xml"):
        text = page(visitor, address, q="养犬名单通告通知" if "known" in address else "养犬")
        for title in ("撤下的", "还在写的"):
            assert title not in text, address


def test_what_was_archived_is_still_found(room: Newsroom, visitor: Client) -> None:
    actions.archive_item(dogs(room, title="归档的养犬通告"), reason="已经结束", actor=room.actor("leader"))
    assert "归档的" in page(visitor, "/search/", q="养犬")


@pytest.mark.parametrize(
    "words",
    [
        "养" * 10_000,
        "\x00养犬\x00",
        '"""养犬"',
        "养犬' OR 1=1 --",
        "title:养犬 NEAR(x) * ^ -",
        "%%%___",
        "🐕🐕‍🦺",
        "<script>alert(1)</script>",
        "\ud83d",
        "a" * 300,
        "（）〔〕",
        " ",
        "养犬 " * 500,
    ],
    ids=range(13),
)
def test_an_absurd_query_gets_a_clear_page(room: Newsroom, visitor: Client, words: str) -> None:
    dogs(room)
    sent = words.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    for address in ("/search/", "/search/suggest/", "/search/known/", "/feeds/search.xml"):
        text = page(visitor, address, q=sent)
        assert "<script>alert" not in text
        assert len(text) < 60_000


@pytest.mark.parametrize(
    "query",
    ["year=abc", "year=99999", "after=abc", "after=-5", "after=" + "9" * 50, "sort=x", "field=%00", "validity=x"],
)
def test_a_search_address_that_cannot_be_understood_is_still_a_page(
    room: Newsroom, visitor: Client, query: str
) -> None:
    dogs(room)
    page(visitor, f"/search/?q=养犬&{query}")


def test_results_are_paged_without_loss(room: Newsroom, visitor: Client) -> None:
    for at in range(23):
        dogs(room, title=f"养犬通告第{at}期")
    for sort in ("", "newest"):
        answer = visitor.get("/search/", {"q": "养犬", "sort": sort})
        seen = [row["hit"].reference for row in answer.context["hits"]]
        answer = visitor.get(f"/search/?{answer.context['next']}")
        seen += [row["hit"].reference for row in answer.context["hits"]]
        assert len(set(seen)) == 23
        assert answer.context["next"] == ""


def test_suggestions_are_titles(room: Newsroom, visitor: Client) -> None:
    dogs(room)
    assert visitor.get("/search/suggest/", {"q": "养犬"}).json() == {"titles": ["青川区养犬管理办法"]}


def test_while_applying_what_is_public_already_is_shown_and_when_the_form_comes_back(
    room: Newsroom, visitor: Client
) -> None:
    item = dogs(room)
    for at in range(4):
        a_public_item(room, title=f"道路通告{at}")
    described = "青川区养犬登记的管理办法，2024年的"
    assert f'href="/items/{item.pk}/"' in page(visitor, "/search/known/", q=described)
    assert 'id="known"' in page(visitor, "/apply/021/")
    form = visitor.get("/apply/021/")
    answer = visitor.post("/apply/021/", filled_in(form, content=described, phone=""))
    assert answer.status_code == 422
    assert f'href="/items/{item.pk}/"' in answer.content.decode()


def test_a_search_without_words_lists_what_passes_the_filters(room: Newsroom, visitor: Client) -> None:
    dogs(room)
    assert "找到1件" in page(visitor, "/search/", agency="021")
    assert "两个字就可以查" in page(visitor, "/search/")
