"""文件库 and the page of a document: how each stands today, what of it is told, and that nothing is told that is not public."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import quote, unquote

import pytest
from django.test import Client
from tests.library import Library, main_of, page, rests_on
from tests.normative import a_change, a_document
from tests.publishing import a_draft, a_section, release, revised

from gongkai.documents.models import Interpretation
from gongkai.publications import actions as publications

TODAY = date(2024, 6, 3)


@pytest.fixture(autouse=True)
def _a_fixed_day(settings: Any) -> None:
    settings.GONGKAI_TODAY = TODAY.isoformat()


@pytest.fixture
def library(db: None) -> Library:
    return Library(name="青川区公安分局", short_name="区公安分局", code="021")


def test_the_library_lists_documents_with_how_they_stand_today(library: Library, visitor: Client) -> None:
    library.document(title="养犬管理办法", number="青公规〔2020〕3号")
    over = library.document(title="网吧管理办法", issued_on=date(2019, 1, 7), valid_until=date(2024, 6, 2))
    text = main_of(page(visitor, "/documents/"))
    assert "养犬管理办法" in text
    assert "青公规〔2020〕3号" in text
    assert "共2件" in text
    assert 'state good">有效<' in text
    assert 'state void">失效<' in text
    assert "2024年6月3日起失效" in text
    assert f'href="/documents/{over.pk}/"' in text


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("validity=lapsed", {"网吧管理办法"}),
        ("validity=in_force", {"养犬管理办法", "停车收费标准"}),
        ("year=2019", {"网吧管理办法"}),
        ("kind=other", {"停车收费标准"}),
        ("words=养犬", {"养犬管理办法"}),
        ("words=[2020]903号", {"养犬管理办法"}),
        ("words=管理 办法", {"养犬管理办法", "网吧管理办法"}),
        ("words=管理&validity=lapsed", {"网吧管理办法"}),
        ("agency=021", {"养犬管理办法", "停车收费标准", "网吧管理办法"}),
        ("agency=999", set()),
        ("year=abc&validity=%00&before=x", {"养犬管理办法", "停车收费标准", "网吧管理办法"}),
    ],
)
def test_it_is_narrowed_by_validity_year_kind_agency_and_words(
    library: Library, visitor: Client, query: str, titles: set[str]
) -> None:
    library.document(title="养犬管理办法", number="青公规〔2020〕903号")
    library.document(title="网吧管理办法", issued_on=date(2019, 1, 7), valid_until=date(2024, 6, 2))
    library.document(title="停车收费标准", kind="other")
    text = main_of(page(visitor, f"/documents/?{query}"))
    assert {
        one for one in ("养犬管理办法", "网吧管理办法", "停车收费标准") if one in text.partition("<ol")[2]
    } == titles


def test_a_filter_offers_what_the_other_filters_leave_with_how_many(library: Library, visitor: Client) -> None:
    library.document(title="养犬管理办法")
    library.document(title="网吧管理办法", issued_on=date(2019, 1, 7), valid_until=date(2024, 6, 2))
    library.document(title="停车管理办法", issued_on=date(2019, 2, 4))
    text = page(visitor, "/documents/?year=2019&validity=lapsed")
    assert "找到1件" in text
    assert ">失效（1）<" in text
    assert ">有效（1）<" in text
    assert ">2020年（" not in text
    assert '<option value="2019" selected>2019年（1）<' in text


def test_it_is_paged_and_each_document_stands_on_one_page(library: Library, visitor: Client) -> None:
    for number in range(45):
        a_document(library.district, title=f"第{number:02}号办法", disclosed_on=date(2020, 3, 2))
    seen: list[str] = []
    address = "/documents/"
    for _ in range(3):
        text = main_of(page(visitor, address))
        seen += [one.partition("号")[0] for one in text.split(">第")[1:]]
        address = "/documents/" + text.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    assert sorted(seen) == [f"{number:02}" for number in range(45)]
    assert "回到第一页" in text
    assert 'rel="next"' not in text


def test_an_empty_library_says_where_to_look(db: None, visitor: Client) -> None:
    assert "文件库里还没有文件" in page(visitor, "/documents/")


def test_the_page_says_large_how_it_stands_and_which_act_brought_it_there(library: Library, visitor: Client) -> None:
    old = library.document(title="养犬管理规定", number="青公规〔2012〕1号", issued_on=date(2012, 3, 1))
    new = library.document(title="养犬管理办法", number="青公规〔2020〕3号")
    a_change(library.district, old, effective_on=date(2020, 4, 1), acting=new, replaced=True)
    text = main_of(page(visitor, f"/documents/{old.pk}/"))
    verdict = text.partition("<h1>")[0]
    assert ">废止<" in verdict
    assert "2020年4月1日起由" in verdict
    assert f'<a href="/documents/{new.pk}/">《养犬管理办法》</a>（青公规〔2020〕3号）' in verdict
    assert "代替，同时废止" in verdict
    assert "由本文件代替" in main_of(page(visitor, f"/documents/{new.pk}/"))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "2020年3月2日起施行"),
        (
            {"effective_on": date(2020, 5, 1), "valid_until": date(2025, 4, 30)},
            "2020年5月1日起施行，有效期至2025年4月30日",
        ),
        ({"effective_on": date(2024, 7, 1)}, "2024年7月1日起施行"),
        ({"valid_until": date(2024, 6, 2)}, "有效期到2024年6月2日届满，2024年6月3日起失效"),
        ({"valid_until": date(2024, 6, 3)}, "2020年3月2日起施行，有效期至2024年6月3日"),
    ],
)
def test_each_standing_has_its_sentence(library: Library, visitor: Client, told: dict[str, Any], sentence: str) -> None:
    document = library.document(**told)
    verdict = main_of(page(visitor, f"/documents/{document.pk}/")).partition("<h1>")[0]
    assert f"<span>{sentence}。</span>" in verdict


def test_an_amended_document_shows_its_text_as_it_stands_and_the_earlier_one(library: Library, visitor: Client) -> None:
    document = library.document(title="养犬管理办法")
    amending = library.document(title="修改养犬管理办法的决定", issued_on=date(2023, 4, 3))
    a_change(library.district, document, kind="amended", effective_on=date(2023, 5, 1), acting=amending)
    assert document.publication is not None
    revised(
        library.room, document.publication, on=date(2023, 4, 20), title="养犬管理办法", body="<p>修改后的条文。</p>"
    )
    text = main_of(page(visitor, f"/documents/{document.pk}/"))
    assert ">已修改<" in text
    assert "按修改后的文本执行" in text
    assert "修改后的条文。" in text
    assert "养犬应当登记" not in text
    assert f'href="/items/{document.publication_id}/v1/"' in text
    earlier = main_of(page(visitor, f"/items/{document.publication_id}/v1/"))
    assert "养犬应当登记" in earlier
    assert ">已修改<" in earlier


def test_bases_and_what_rests_on_it_are_linked_both_ways(library: Library, visitor: Client) -> None:
    above = library.document(title="养犬管理办法")
    below = library.document(title="养犬登记细则", issued_on=date(2021, 3, 1))
    rests_on(below, above, article="第二条")
    rests_on(below, None, title="中华人民共和国动物防疫法")
    text = main_of(page(visitor, f"/documents/{below.pk}/"))
    assert f'<a href="/documents/{above.pk}/">《养犬管理办法》</a>' in text
    assert "第二条" in text
    assert "《中华人民共和国动物防疫法》" in text
    cited = main_of(page(visitor, f"/documents/{above.pk}/")).partition("以它为依据的文件")[2]
    assert f'<a href="/documents/{below.pk}/">《养犬登记细则》</a>' in cited


def test_document_text_and_interpretation_lead_to_one_another(library: Library, visitor: Client) -> None:
    document = library.document(title="养犬管理办法")
    reading = library.reading(document, on=date(2020, 3, 4))
    elsewhere = Interpretation.objects.create(
        document=document,
        drafted_by=library.room.agency,
        kind="media",
        title="养犬怎么管",
        by_whom="青川日报",
        address="https://ribao.example/1",
        published_on=date(2020, 3, 9),
    )
    own, item, explains = (
        main_of(page(visitor, address))
        for address in (
            f"/documents/{document.pk}/",
            f"/items/{document.publication_id}/",
            f"/items/{reading.publication_id}/",
        )
    )
    for text in (own, item):
        assert f'href="/items/{reading.publication_id}/"' in text
        assert f'href="{elsewhere.address}"' in text
        assert "媒体解读 青川日报" in text
    assert f'href="/documents/{document.pk}/"' in item
    assert "本篇解读的文件" in explains
    assert f'href="/documents/{document.pk}/"' in explains
    assert ">有效<" in explains
    assert "养犬怎么管" in explains


def test_the_item_says_what_the_register_says_not_what_was_written_at_its_release(
    library: Library, visitor: Client
) -> None:
    document = library.document(valid_until=date(2024, 6, 2))
    text = main_of(page(visitor, f"/items/{document.publication_id}/"))
    assert ">失效<" in text
    assert "现行有效" not in text
    assert "<dt>有效性</dt><dd>失效</dd>" in text
    found = page(visitor, f"/search/?q={quote(document.title)}")
    assert 'state void">失效<' in found
    kiosk = page(visitor, f"/kiosk/items/{document.publication_id}/")
    assert "失效" in kiosk


def test_files_bear_the_standing_in_their_names_and_at_the_head_of_each_page(library: Library, visitor: Client) -> None:
    import io

    import docx
    import pypdfium2

    document = library.document(title="养犬管理办法", number="青公规〔2020〕3号", valid_until=date(2024, 6, 2))
    text = page(visitor, f"/documents/{document.pk}/")
    address = f"/documents/{document.pk}/{quote('养犬管理办法（失效）.pdf')}"
    assert f'href="{address}"' in text
    answer = visitor.get(address)
    assert "养犬管理办法（失效）.pdf" in unquote(answer["Content-Disposition"])
    first = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_bounded()
    assert "【失效】青公规〔2020〕3号" in first
    assert "2024年6月3日" in first
    assert "养犬应当登记" in first
    word = visitor.get(address.replace(".pdf", ".docx"))
    assert "养犬管理办法（失效）.docx" in unquote(word["Content-Disposition"])
    read = docx.Document(io.BytesIO(word.content))
    assert "【失效】青公规〔2020〕3号" in read.sections[0].header.paragraphs[0].text
    assert "第二条　养犬应当登记。" in [one.text for one in read.paragraphs]


def test_a_name_that_tells_another_standing_leads_to_the_one_that_is_right(library: Library, visitor: Client) -> None:
    document = library.document(title="养犬管理办法", valid_until=date(2024, 6, 2))
    answer = visitor.get(f"/documents/{document.pk}/{quote('养犬管理办法（有效）.pdf')}")
    assert answer.status_code == 302
    assert unquote(answer["Location"]) == f"/documents/{document.pk}/养犬管理办法（失效）.pdf"
    assert visitor.get(f"/documents/{document.pk}/x.exe").status_code == 404


def test_a_very_long_title_is_cut_in_the_name_but_never_the_standing(library: Library, visitor: Client) -> None:
    document = library.document(title="关于" + "进一步加强管理" * 27 + "的意见/一")
    text = page(visitor, f"/documents/{document.pk}/")
    address = text.partition(f'<a href="/documents/{document.pk}/')[2].partition('"')[0]
    assert unquote(address).endswith("…（有效）.pdf")
    assert len(unquote(address)) < 80
    assert visitor.get(f"/documents/{document.pk}/{address}").status_code == 200


def test_an_attached_file_of_a_document_is_kept_under_a_name_that_tells_its_standing(
    library: Library, visitor: Client
) -> None:
    from tests.apps.portal.attached import an_attachment

    document = a_document(library.district, valid_until=date(2024, 6, 2))
    draft = a_draft(library.room, on=date(2020, 3, 3), title=document.title)
    attached = an_attachment(draft, "申请表.pdf")
    draft.draft.attachments.add(attached)
    item = release(library.room, draft, on=date(2020, 3, 3))
    from gongkai.documents import actions

    actions.link_text(document, publication=item, actor=library.district.of_head("legal_reviewer"))
    text = page(visitor, f"/documents/{document.pk}/")
    address = f"/items/{item.pk}/files/{attached.pk}/{quote('申请表.pdf')}"
    assert f'href="{address}"' in text
    assert "申请表（失效）.pdf" in unquote(visitor.get(address)["Content-Disposition"])


# Feeds, the map of the site, how much is asked


def test_feed_and_sitemap_hold_the_documents(library: Library, visitor: Client) -> None:
    document = library.document(title="养犬管理办法", valid_until=date(2024, 6, 2))
    feed = page(visitor, "/feeds/documents.xml")
    assert "<title>养犬管理办法（失效）</title>" in feed
    assert f"http://testserver/documents/{document.pk}/" in feed
    assert f"<loc>http://testserver/documents/{document.pk}/</loc>" in page(visitor, "/sitemap-documents.xml")
    assert "http://testserver/sitemap-documents.xml" in page(visitor, "/sitemap.xml")
    assert "http://testserver/documents/" in page(visitor, "/sitemap-pages.xml")


def test_the_entrance_and_the_statutory_column_lead_to_the_library(library: Library, visitor: Client) -> None:
    publications.found_columns(actor=library.room.of_head("editor", TODAY))
    a_section(slug="policies", name="政策文件")
    for address in ("/", "/sections/statutory/", "/sections/policies/"):
        assert 'href="/documents/"' in main_of(page(visitor, address)), address


@pytest.mark.parametrize("many", [1, 12])
def test_pages_of_the_library_take_five_queries_at_most(
    library: Library, visitor: Client, django_assert_max_num_queries: Any, many: int
) -> None:
    document = library.document()
    for number in range(many):
        other = library.document(title=f"第{number}号办法", issued_on=date(2021, 3, 1))
        a_change(
            library.district, document, kind="amended", effective_on=date(2021, 4, 1) + timedelta(number), acting=other
        )
        rests_on(other, document)
        rests_on(document, None, title=f"上位法{number}")
        reading = library.reading(document, on=date(2021, 5, 1), title=f"解读{number}")
    pages = (
        "/documents/",
        f"/documents/{document.pk}/",
        f"/items/{document.publication_id}/",
        f"/items/{reading.publication_id}/",
    )
    for address in pages:
        with django_assert_max_num_queries(5):
            assert visitor.get(address).status_code == 200, address
