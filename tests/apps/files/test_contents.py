"""What can be read in a file, and whether it is a scan."""

import io

import pytest
from PIL import Image
from tests.apps.files import makers

from gongkai.files.contents import can_recognise, contents_of, recognised_text


def test_the_words_of_a_pdf_are_read_with_its_pages_and_a_picture_of_the_first() -> None:
    told = contents_of("pdf", makers.pdf("The words of a page with text", pages=2))
    assert told.text == "The words of a page with text\nThe words of a page with text"
    assert (told.state, told.pages) == ("read", 2)
    preview = Image.open(io.BytesIO(told.preview))
    assert (preview.format, preview.width) == ("PNG", 480)


def test_a_pdf_of_pictures_is_a_scan() -> None:
    told = contents_of("pdf", makers.scan(pages=2))
    assert (told.text, told.state, told.pages) == ("", "scan", 2)


def test_a_picture_is_a_scan_of_one_page() -> None:
    assert contents_of("jpg", makers.jpeg()).state == "scan"


def test_a_word_document_is_read_by_paragraphs() -> None:
    told = contents_of("docx", makers.docx("第一段", "第二段"))
    assert told.state == "read"
    assert "第一段\n第二段" in told.text


def test_a_workbook_is_read_by_rows_with_whole_numbers_as_people_write_them() -> None:
    told = contents_of("xlsx", makers.xlsx([["社区", "户数"], ["青石社区", 9], ["河沿社区", 6.5]]))
    assert told.text == "社区\t户数\n青石社区\t9\n河沿社区\t6.5"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_is_read_in_the_charsets_people_use(charset: str) -> None:
    assert contents_of("txt", "救助名单".encode(charset)).text == "救助名单"


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_what_cannot_be_read_has_no_text(kind: str) -> None:
    assert contents_of(kind, b"PK\x03\x04 nothing").text == ""


@pytest.mark.skipif(not can_recognise(), reason="the extra ocr is not installed")
def test_a_picture_of_words_is_recognised() -> None:
    from PIL import ImageDraw

    picture = Image.new("RGB", (1200, 400), "white")
    ImageDraw.Draw(picture).text((80, 120), "NOTICE 2025 TABLE", fill="black", font_size=90)
    out = io.BytesIO()
    picture.save(out, "PNG")
    assert "2025" in recognised_text("png", out.getvalue())
