"""What of the documents is not public is nowhere: no page, list, feed, file or search shows it, and no address can be guessed."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from tests.builders import at
from tests.library import Library, main_of, page, rests_on
from tests.normative import a_change, a_document
from tests.publishing import a_draft

from gongkai.documents.models import Change, Interpretation, NormativeDocument
from gongkai.publications import actions as publications

TODAY = date(2024, 6, 3)


@pytest.fixture(autouse=True)
def _a_fixed_day(settings: Any) -> None:
    settings.GONGKAI_TODAY = TODAY.isoformat()


@pytest.fixture
def library(db: None) -> Library:
    return Library(name="青川区公安分局", short_name="区公安分局", code="021")


def test_a_document_in_the_making_is_nowhere(library: Library, visitor: Client) -> None:
    making = [
        NormativeDocument.objects.create(
            agency=library.room.agency, drafted_by=library.room.agency, title=f"还在起草的办法{stage}", stage=stage
        )
        for stage in ("drafting", "solicitation", "review", "deliberation", "registration", "dropped")
    ]
    issued = a_document(library.district, title="已经登记还没有公布的办法")
    held = a_document(library.district, title="文本还在报审的办法")
    NormativeDocument.objects.filter(pk=held.pk).update(publication=a_draft(library.room, title="报审的文本"))
    for document in (*making, issued, held):
        for address in (f"/documents/{document.pk}/", f"/documents/{document.pk}/{quote(document.title)}（有效）.pdf"):
            assert visitor.get(address).status_code == 404, address
        assert visitor.get(f"/api/v1/documents/{document.pk}").status_code == 404
    for address in (
        "/documents/",
        "/documents/?words=办法",
        "/feeds/documents.xml",
        "/sitemap-documents.xml",
        "/api/v1/documents",
        "/search/?q=办法",
        "/",
    ):
        text = page(visitor, address)
        for document in (*making, issued, held):
            assert document.title not in text, address
            assert f"/documents/{document.pk}/" not in text, address


def test_what_was_known_to_be_public_before_is_shown_without_a_text(library: Library, visitor: Client) -> None:
    document = a_document(library.district, title="早年的办法", disclosed_on=date(2020, 3, 9))
    text = main_of(page(visitor, f"/documents/{document.pk}/"))
    assert "本网站没有收录这份文件的正文" in text
    assert "<dt>公布日期</dt><dd>2020年3月9日</dd>" in text
    assert "下载" not in text
    assert visitor.get(f"/documents/{document.pk}/{quote('早年的办法（有效）.pdf')}").status_code == 404


def test_an_act_that_is_not_public_is_not_named(library: Library, visitor: Client) -> None:
    document = library.document(title="养犬管理办法")
    hidden = a_document(
        library.district, title="还没有公布的决定", number="青公规〔2024〕9号", issued_on=date(2024, 5, 6)
    )
    a_change(library.district, document, effective_on=date(2024, 6, 1), acting=hidden)
    rests_on(hidden, document)
    text = page(visitor, f"/documents/{document.pk}/")
    assert "2024年6月1日起废止" in text
    assert "还没有公布的决定" not in text
    assert "〔2024〕9号" not in text
    assert f"/documents/{hidden.pk}/" not in text


def test_an_act_still_to_come_shows_only_once_it_is_public(library: Library, visitor: Client) -> None:
    document = library.document(title="养犬管理办法")
    hidden = a_document(library.district, title="还没有公布的决定", issued_on=date(2024, 5, 6))
    a_change(library.district, document, effective_on=date(2024, 9, 1), acting=hidden)
    addresses = (f"/documents/{document.pk}/", f"/items/{document.publication_id}/", f"/api/v1/documents/{document.pk}")
    for address in addresses:
        text = page(visitor, address)
        assert "2024年9月1日" not in text, address
        assert "2024-09-01" not in text, address
    NormativeDocument.objects.filter(pk=hidden.pk).update(disclosed_on=date(2024, 5, 20))
    assert "2024年9月1日" in page(visitor, addresses[0])


def test_a_cancelled_change_counts_for_nothing(library: Library, visitor: Client) -> None:
    document = library.document()
    change = a_change(library.district, document, effective_on=date(2024, 6, 1))
    Change.objects.filter(document=document).update(cancelled_at=at(TODAY), cancelled_because="记错了文件")
    text = main_of(page(visitor, f"/documents/{document.pk}/"))
    assert ">有效<" in text
    assert "废止" not in text
    assert change is not None


def test_interpretations_that_are_not_public_or_were_dropped_are_not_shown(library: Library, visitor: Client) -> None:
    document = library.document()
    given = {"document": document, "drafted_by": library.room.agency, "kind": "text"}
    Interpretation.objects.create(title="报审中的解读", publication=a_draft(library.room, title="解读"), **given)
    Interpretation.objects.create(
        title="将来才登报的解读", address="https://ribao.example/2", published_on=TODAY + timedelta(days=1), **given
    )
    Interpretation.objects.create(
        title="取消了的解读",
        address="https://ribao.example/3",
        published_on=date(2020, 3, 9),
        dropped_on=TODAY,
        dropped_because="重复",
        **given,
    )
    gone = library.reading(document, on=date(2020, 3, 4), title="撤下的解读")
    assert gone.publication is not None
    publications.withdraw_item(gone.publication, reason="有误", actor=library.room.actor("leader", TODAY))
    for address in (f"/documents/{document.pk}/", f"/items/{document.publication_id}/"):
        text = page(visitor, address)
        for told in ("报审中的解读", "将来才登报的解读", "取消了的解读", "撤下的解读"):
            assert told not in text, address


def test_a_withdrawn_text_leaves_the_tombstone_and_no_list_names_it(library: Library, visitor: Client) -> None:
    document = library.document(title="误发的办法", body="<p>不该公开的条文。</p>")
    other = library.document(title="另一件办法")
    rests_on(other, document, title="上位文件")
    assert document.publication is not None
    publications.withdraw_item(
        document.publication, reason="发布有误，更正后另行公布", actor=library.room.actor("leader", TODAY)
    )
    text = page(visitor, f"/documents/{document.pk}/", 410)
    assert "已撤下" in text
    assert "发布有误，更正后另行公布" in text
    assert "不该公开的条文" not in text
    assert visitor.get(f"/documents/{document.pk}/{quote('误发的办法（有效）.pdf')}").status_code == 404
    for address in (
        "/documents/",
        "/feeds/documents.xml",
        "/sitemap-documents.xml",
        "/api/v1/documents",
        f"/documents/{other.pk}/",
    ):
        told = page(visitor, address)
        assert "误发的办法" not in told, address
        assert f"/documents/{document.pk}/" not in told, address
    assert visitor.get(f"/api/v1/documents/{document.pk}").status_code in (404, 410)


def test_an_address_of_a_solicitation_that_is_no_web_address_is_no_link(library: Library, visitor: Client) -> None:
    document = library.document()
    for address in ("javascript:alert(1)", "https://yijian.example/1"):
        document.steps.create(
            kind="solicitation",
            done_on=date(2020, 2, 20),
            since=date(2020, 1, 10),
            until=date(2020, 2, 9),
            address=address,
            opinions=7,
            taken=3,
            note="内部的情况",
            recorded_by="测试员",
            recorded_at=at(date(2020, 2, 20)),
        )
    text = page(visitor, f"/documents/{document.pk}/")
    assert "2020年1月10日至2020年2月9日" in text
    assert "收到意见7条，采纳3条" in text
    assert 'href="https://yijian.example/1"' in text
    assert "javascript:" not in text
    assert "内部的情况" not in text
