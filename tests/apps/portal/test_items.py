"""The page of an item: what it says, its versions, its files, its tombstone, its address for ever."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.apps.portal.attached import an_attachment
from tests.builders import at
from tests.publishing import DAY, Newsroom, a_draft, a_newsroom, a_public_item, revised

from gongkai.publications import actions
from gongkai.publications.models import Publication, Section

PRIVATE = "<p>名单：李小满，住人民路88弄3号402室。</p>"


@pytest.fixture
def room(db: None) -> Newsroom:
    return a_newsroom(name="青川区交通局", short_name="区交通局", code="021")


@pytest.fixture(autouse=True)
def _the_day_of_the_items(settings: Any) -> None:
    settings.GONGKAI_TODAY = (DAY + timedelta(days=5)).isoformat()


def page(visitor: Client, address: str, status: int = 200) -> str:
    answer = visitor.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_the_page_shows_title_text_and_the_metadata_of_the_unified_platform(room: Newsroom, visitor: Client) -> None:
    item = a_public_item(room, document_number="青川交〔2024〕5号", keywords="绕行", article_item="20.5")
    text = page(visitor, f"/items/{item.pk}/")
    assert "<h1>关于人民路拓宽工程施工期间交通组织的公告</h1>" in text
    assert "<p>人民路拓宽工程自4月1日起施工，请绕行青年路。</p>" in text
    for told in (
        item.index_number,
        "青川区交通局",
        "2024年3月20日",
        "2024年3月21日",
        "青川交〔2024〕5号",
        "绕行",
        "现行有效",
    ):
        assert told in text
    assert "第二十条第（五）项" in text


def test_the_meta_tags_are_those_of_the_guideline(room: Newsroom, visitor: Client) -> None:
    item = a_public_item(room, keywords="绕行")
    text = page(visitor, f"/items/{item.pk}/")
    for name, content in (
        ("SiteName", f"{room.head.name}政府信息公开"),
        ("SiteDomain", "testserver"),
        ("ColumnName", room.section.name),
        ("ColumnDescription", "本机关的通知和公告。"),
        ("ArticleTitle", "关于人民路拓宽工程施工期间交通组织的公告"),
        ("PubDate", "2024-03-21 10:00"),
        ("ContentSource", "青川区交通局"),
        ("Keywords", "绕行"),
        ("Url", f"http://testserver/items/{item.pk}/"),
    ):
        assert f'<meta name="{name}" content="{content}">' in text


def test_the_marks_of_the_site_come_from_the_rules_of_its_head(room: Newsroom, visitor: Client) -> None:
    actions.set_publishing_rules(
        room.head,
        actor=room.of_head("leader"),
        seen_version=None,
        index_code="99000000X",
        site_domain="www.qingchuan.example",
        site_id_code="9901230001",
        icp_number="青ICP备99000000号",
        police_number="青公网安备99012300000001号",
        report_errors_at="https://zhaocuo.example/",
    )
    text = page(visitor, "/agencies/")
    assert '<meta name="SiteIDCode" content="9901230001">' in text
    assert '<meta name="SiteDomain" content="www.qingchuan.example">' in text
    assert "网站标识码9901230001 青ICP备99000000号 青公网安备99012300000001号" in " ".join(text.split())
    assert '<a href="https://zhaocuo.example/">我为政府网站找错</a>' in text


def test_what_is_not_public_has_no_page(room: Newsroom, visitor: Client) -> None:
    draft = a_draft(room)
    refused = a_draft(room)
    Publication.objects.filter(pk=refused.pk).update(standing="refused")
    for item in (draft, refused):
        for tail in ("", "v1/", "code.svg"):
            assert visitor.get(f"/items/{item.pk}/{tail}").status_code == 404
    assert visitor.get("/items/999999/").status_code == 404
    assert visitor.get("/items/99999999999999999999999/").status_code == 404
    assert visitor.get("/items/99999999999999999999999/files/1/x.pdf").status_code == 404


def test_a_draft_of_a_revision_is_not_seen(room: Newsroom, visitor: Client) -> None:
    item = a_public_item(room)
    actions.revise_item(item, actor=room.actor("contact"))
    item.draft.title = "还没有定的新标题"
    item.draft.save()
    assert "还没有定的新标题" not in page(visitor, f"/items/{item.pk}/")


def test_an_earlier_version_is_marked_as_such_and_leads_to_the_one_in_force(room: Newsroom, visitor: Client) -> None:
    item = a_public_item(room)
    revised(room, item, on=DAY + timedelta(days=1), body="<p>请绕行解放路。</p>", change_note="绕行的路更正为解放路。")
    now = page(visitor, f"/items/{item.pk}/")
    assert "请绕行解放路" in now
    assert "绕行的路更正为解放路" in now
    assert f'href="/items/{item.pk}/v1/"' in now
    then = page(visitor, f"/items/{item.pk}/v1/")
    assert "请绕行青年路" in then
    assert "已经不是现行的内容" in then
    assert '<meta name="robots" content="noindex">' in then
    assert visitor.get(f"/items/{item.pk}/v2/")["Location"] == f"/items/{item.pk}/"
    assert visitor.get(f"/items/{item.pk}/v3/").status_code == 404


def test_a_withdrawn_item_leaves_its_tombstone_and_nothing_of_its_text(room: Newsroom, visitor: Client) -> None:
    item = a_public_item(room, body=PRIVATE, summary="名单里有李小满。", keywords="李小满")
    actions.withdraw_item(item, reason="误列了住址", ground="条例第十五条", actor=room.actor("leader"))
    for address in (f"/items/{item.pk}/", f"/items/{item.pk}/v1/"):
        text = page(visitor, address, 410)
        assert "关于人民路拓宽工程施工期间交通组织的公告" in text
        assert "误列了住址" in text
        assert "条例第十五条" in text
        assert item.index_number in text
        assert "李小满" not in text
        assert "88弄" not in text


def test_a_tombstone_names_what_takes_its_place_while_that_is_public(room: Newsroom, visitor: Client) -> None:
    item, other = a_public_item(room), a_public_item(room, title="更正后的公告")
    actions.withdraw_item(item, reason="数据有误", replaced_by=other, actor=room.actor("leader"))
    assert f'<a href="/items/{other.pk}/">更正后的公告</a>' in page(visitor, f"/items/{item.pk}/", 410)
    actions.withdraw_item(other, reason="又有一处错误", actor=room.actor("leader"))
    assert "更正后的公告" not in page(visitor, f"/items/{item.pk}/", 410)


def test_what_was_withdrawn_stays_gone_when_the_item_is_released_anew(room: Newsroom, visitor: Client) -> None:
    item = a_public_item(room, body=PRIVATE)
    actions.withdraw_item(item, reason="误列了住址", actor=room.actor("leader"))
    item.refresh_from_db()
    revised(room, item, on=DAY + timedelta(days=1), body="<p>名单：李某。</p>")
    now = page(visitor, f"/items/{item.pk}/")
    assert "名单：李某" in now
    assert f'href="/items/{item.pk}/v1/"' not in now
    then = page(visitor, f"/items/{item.pk}/v1/", 410)
    assert "李小满" not in then
    assert f'<a href="/items/{item.pk}/">' in then


def test_an_archived_item_stays_to_be_read_with_a_note_and_out_of_the_lists(room: Newsroom, visitor: Client) -> None:
    item = a_public_item(room)
    actions.archive_item(item, reason="工程已经完成", actor=room.actor("leader"))
    assert "这一件已经归档" in page(visitor, f"/items/{item.pk}/")
    for address in ("/", f"/sections/{room.section.slug}/", f"/agencies/{room.agency.code}/"):
        assert f'href="/items/{item.pk}/"' not in page(visitor, address)
    assert f'href="/items/{item.pk}/"' in page(visitor, f"/sections/{room.section.slug}/?archived=1")


def test_an_item_whose_time_is_over_says_so(room: Newsroom, visitor: Client) -> None:
    item = a_public_item(room, expires_at=at(DAY + timedelta(days=2)), after_expiry="keep")
    assert "公示期已满（2024年3月23日止）" in page(visitor, f"/items/{item.pk}/")


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ({"effective_on": date(2025, 1, 1)}, "尚未施行"),
        ({"repealed_on": date(2024, 3, 22)}, "废止"),
        ({"validity": "not_yet", "effective_on": date(2024, 3, 25)}, "现行有效"),
        ({"validity": "amended"}, "已修改"),
    ],
)
def test_validity_is_that_of_the_day(room: Newsroom, visitor: Client, told: dict[str, Any], word: str) -> None:
    item = a_public_item(room, document_number="青川交〔2024〕5号", **told)
    text = page(visitor, f"/items/{item.pk}/")
    assert word in text.split("<h1>")[0].split("<article")[1]


def test_files_come_by_their_content_and_only_those_of_versions_that_are_to_be_read(
    room: Newsroom, visitor: Client
) -> None:
    item = a_draft(room)
    kept, aside = an_attachment(item, "绕行图.pdf"), an_attachment(item, "没有附上的.pdf")
    item.draft.attachments.add(kept)
    from tests.publishing import release

    release(room, item)
    text = page(visitor, f"/items/{item.pk}/")
    assert "绕行图.pdf" in text
    answer = visitor.get(f"/items/{item.pk}/files/{kept.pk}/%E7%BB%95%E8%A1%8C%E5%9B%BE.pdf")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-cache"
    assert "inline" in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF-")
    again = visitor.get(f"/items/{item.pk}/files/{kept.pk}/x", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    assert visitor.get(f"/items/{item.pk}/files/{aside.pk}/x").status_code == 404
    other = a_public_item(room)
    assert visitor.get(f"/items/{other.pk}/files/{kept.pk}/x").status_code == 404
    actions.withdraw_item(item, reason="图有误", actor=room.actor("leader"))
    gone = visitor.get(f"/items/{item.pk}/files/{kept.pk}/x", headers={"if-none-match": answer["ETag"]})
    assert gone.status_code == 404


def test_an_index_number_leads_to_its_item_also_when_it_was_withdrawn(room: Newsroom, visitor: Client) -> None:
    item = a_public_item(room)
    assert visitor.get(f"/index/{item.index_number}/")["Location"] == f"/items/{item.pk}/"
    actions.withdraw_item(item, reason="数据有误", actor=room.actor("leader"))
    assert visitor.get(f"/index/{item.index_number}/").status_code == 301
    assert visitor.get("/index/00000000X/2024-99999/").status_code == 404


def test_what_came_past_the_sieve_is_still_not_run(room: Newsroom, visitor: Client) -> None:
    item = a_public_item(room)
    type(item.current).objects.filter(pk=item.current_id).update(
        body="<p onclick='x()'>字</p><script>alert(1)</script><a href='javascript:x()'>链</a>", title="<b>题</b>"
    )
    text = page(visitor, f"/items/{item.pk}/")
    assert "alert(1)" not in text
    assert "onclick" not in text
    assert "javascript:" not in text
    assert "&lt;b&gt;题&lt;/b&gt;" in text


def test_a_wide_table_scrolls_in_a_region_of_its_own(room: Newsroom, visitor: Client) -> None:
    cells = "<tr><td>1</td><td>2</td></tr>"
    item = a_public_item(room, body=f"<table>{cells}</table><p>说明</p><table>{cells}</table>")
    text = page(visitor, f"/items/{item.pk}/")
    assert text.count('<div class="scroll" role="region" aria-label="表格" tabindex="0"><table>') == 2
    assert text.count("</table></div>") == 2


def test_the_qr_code_is_a_picture_of_the_address(room: Newsroom, visitor: Client) -> None:
    item = a_public_item(room)
    answer = visitor.get(f"/items/{item.pk}/code.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content
    assert answer.content == visitor.get(f"/items/{item.pk}/code.svg").content
    assert answer.content != visitor.get(f"/items/{a_public_item(room).pk}/code.svg").content


def test_related_items_are_of_the_same_column_and_public(room: Newsroom, visitor: Client) -> None:
    item = a_public_item(room, title="第一件公告")
    near, gone = a_public_item(room, title="同栏目的一件"), a_public_item(room, title="同栏目撤下的")
    actions.withdraw_item(gone, reason="数据有误", actor=room.actor("leader"))
    text = page(visitor, f"/items/{item.pk}/")
    assert f'href="/items/{near.pk}/"' in text
    assert "同栏目撤下的" not in text


def test_a_page_of_an_item_takes_five_queries_at_most(
    room: Newsroom, visitor: Client, django_assert_max_num_queries: Any
) -> None:
    items = [a_public_item(room) for _ in range(3)]
    revised(room, items[0], on=DAY + timedelta(days=1))
    section = Section.objects.create(slug="above", name="上级", description="上级栏目", opened_on=date(2019, 1, 1))
    Section.objects.filter(pk=room.section.pk).update(parent=section)
    for address in (f"/items/{items[0].pk}/", f"/items/{items[0].pk}/v1/"):
        with django_assert_max_num_queries(5):
            assert visitor.get(address).status_code == 200


def test_head_is_answered_without_a_body(room: Newsroom, visitor: Client) -> None:
    item = a_public_item(room)
    answer = visitor.head(f"/items/{item.pk}/")
    assert answer.status_code == 200
    assert answer.content == b""
    assert visitor.post(f"/items/{item.pk}/").status_code == 405


def test_a_version_that_never_was_is_not_found_of_what_was_withdrawn_either(room: Newsroom, visitor: Client) -> None:
    item = a_public_item(room)
    page(visitor, f"/items/{item.pk}/v999/", 404)
    actions.withdraw_item(item, reason="数据有误。", actor=room.actor("editor", DAY))
    page(visitor, f"/items/{item.pk}/v999/", 404)
    page(visitor, f"/items/{item.pk}/v1/", 410)
