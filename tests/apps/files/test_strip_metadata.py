"""A file that is released says nothing of who made it; what readers see stays as it was."""

import io
import zipfile

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image, ImageChops
from tests.apps.files import makers
from tests.apps.files.makers import SECRET, unpacked

from gongkai.files.stripping import strip_metadata
from gongkai.law.errors import NotAcceptable

MADE = {"jpg": makers.jpeg(), "png": makers.png(), "pdf": makers.pdf(), "docx": makers.docx(), "xlsx": makers.xlsx()}


def everything(kind: str, content: bytes) -> bytes:
    return unpacked(content) if kind in {"docx", "xlsx"} else content


@pytest.mark.parametrize("kind", MADE)
def test_nothing_of_the_makers_is_left(kind: str) -> None:
    assert SECRET in everything(kind, MADE[kind])
    told = strip_metadata(f"附件.{kind}", kind, MADE[kind])
    assert SECRET not in everything(kind, told)


@pytest.mark.parametrize("kind", MADE)
def test_stripping_twice_is_like_once(kind: str) -> None:
    once = strip_metadata("附件", kind, MADE[kind])
    assert strip_metadata("附件", kind, once) == once


@pytest.mark.parametrize("kind", ["jpg", "png"])
def test_no_pixel_of_a_picture_changes(kind: str) -> None:
    told = strip_metadata("图", kind, MADE[kind])
    before, after = (Image.open(io.BytesIO(content)).convert("RGB") for content in (MADE[kind], told))
    assert ImageChops.difference(before, after).getbbox() is None


@pytest.mark.parametrize("progressive", [False, True])
def test_a_turned_photograph_stays_turned(progressive: bool) -> None:
    told = strip_metadata("图.jpg", "jpg", makers.jpeg(turned=6, progressive=progressive))
    exif = Image.open(io.BytesIO(told)).getexif()
    assert dict(exif) == {0x0112: 6}
    assert SECRET not in told


def test_the_text_and_the_pages_of_a_pdf_stay() -> None:
    document = pypdfium2.PdfDocument(strip_metadata("文", "pdf", makers.pdf("Some words to keep", pages=3)))
    assert len(document) == 3
    assert document[2].get_textpage().get_text_range() == "Some words to keep"
    assert document.get_metadata_dict(skip_empty=True) == {"Producer": "gongkai"}


def test_a_signed_pdf_is_left_as_its_seal_needs_it() -> None:
    signed = makers.pdf(signed=True)
    assert strip_metadata("文", "pdf", signed) == signed


@pytest.mark.shared
def test_a_report_as_an_office_program_writes_it_loses_its_author(shared_reports) -> None:
    content = (shared_reports / "hongze-2023.pdf").read_bytes()
    before = pypdfium2.PdfDocument(content)
    after = pypdfium2.PdfDocument(strip_metadata("年报", "pdf", content))
    assert "Author" in before.get_metadata_dict(skip_empty=True)
    assert after.get_metadata_dict(skip_empty=True) == {"Producer": "gongkai"}
    words = [[page.get_textpage().get_text_range() for page in document] for document in (before, after)]
    assert words[0] == words[1]


def test_a_word_document_opens_with_its_text_and_its_picture() -> None:
    told = Document(io.BytesIO(strip_metadata("文", "docx", makers.docx("甲", "乙"))))
    assert [paragraph.text for paragraph in told.paragraphs if paragraph.text in "甲乙" and paragraph.text] == [
        "甲",
        "乙",
    ]
    assert told.core_properties.author == ""
    assert len(told.inline_shapes) == 1


def test_a_workbook_opens_with_its_cells() -> None:
    book = load_workbook(io.BytesIO(strip_metadata("表", "xlsx", makers.xlsx())))
    assert [[cell.value for cell in row] for row in book.active] == [["社区", "户数"], ["青石社区", 9]]


@pytest.mark.parametrize("kind", MADE)
def test_a_file_cut_short_is_refused_in_words(kind: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        strip_metadata("附件", kind, MADE[kind][: len(MADE[kind]) // 3])
    assert "“附件”打不开" in refused.value.message
    assert refused.value.hint


def test_a_file_that_unfolds_too_large_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w/>")
        archive.writestr("word/media/a.bin", bytes(201_000_000))
    with pytest.raises(NotAcceptable) as refused:
        strip_metadata("附件", "docx", out.getvalue())
    assert refused.value.code == "file.unfolds"


def test_a_pdf_that_opens_only_with_a_password_is_refused() -> None:
    locked = makers.pdf().replace(
        b"/Info 3 0 R",
        b"/Info 3 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O("
        + b"x" * 32
        + b")/U("
        + b"y" * 32
        + b")/P -4>>",
    )
    with pytest.raises(NotAcceptable) as refused:
        strip_metadata("附件", "pdf", locked)
    assert refused.value.code == "file.password"


def test_text_is_left_as_it_is() -> None:
    assert strip_metadata("文.txt", "txt", "字".encode()) == "字".encode()
