"""What bad input gets: a clear word and a remedy, or defined behaviour. Never a copy that was not proven."""

import io

import pytest
from PIL import Image
from tests.redaction.hunting import places_of
from tests.redaction.office_papers import NAMESPACES, Office, a_docx, text_of
from tests.redaction.papers import HEIGHT, PICTURE, Paper, a_pdf, picture

from gongkai.law.errors import NotAcceptable
from gongkai.redaction.marks import Mark
from gongkai.redaction.releasing import page_picture, read_pages, release
from gongkai.redaction.searching import search

LIKE = Mark(1, ground="personal_privacy")


def refusal(content: bytes, kind: str, marks: list[Mark] | None = None) -> NotAcceptable:
    with pytest.raises(NotAcceptable) as told:
        release(content, kind, [Mark(1, (10, 10, 50, 50))] if marks is None else marks)
    return told.value


def test_a_pdf_with_a_password_is_told_how_to_lose_it():
    paper = a_pdf("secret", [])
    paper.trailer.append(
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <%s> /U <%s> >> /ID [<00> <00>]" % (b"41" * 32, b"42" * 32)
    )
    told = refusal(paper.written(), "pdf")
    assert told.code == "redaction.password"
    assert "另存为没有密码的PDF" in told.hint


def test_an_encrypted_word_file_is_told_how_to_lose_its_password():
    told = refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "docx")
    assert told.code == "redaction.password"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "pdf"),
        (b"%PDF-1.7\ngarbage", "pdf"),
        (b"PK\x03\x04 nothing", "docx"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpg"),
    ],
)
def test_a_broken_file_is_refused_with_a_remedy(content, kind):
    told = refusal(content, kind)
    assert told.code in {"redaction.unreadable", "redaction.picture_broken", "redaction.too_long"}
    assert told.hint.startswith("请")


def test_a_kind_that_cannot_be_redacted_is_told_what_can():
    assert "PDF" in refusal(b"a,b", "xlsx").hint


def test_letters_of_a_broken_font_are_covered_and_never_written_again():
    paper = Paper("x")
    paper.says("Readable words stand here.", 40, 230)
    paper.resources.append(b"")
    broken = b"<< /Type /Font /Subtype /Type0 /BaseFont /Gone /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
    broken += (
        b"/Subtype /CIDFontType2 /BaseFont /Gone /CIDSystemInfo << /Registry (A) /Ordering (B) /Supplement 0 >> >>] >>"
    )
    number = paper.add(broken)
    paper.page.append(b"")
    content = paper.written().replace(b"/Font << /F ", b"/Font << /G %d 0 R /F " % number)
    content = content.replace(
        b"BT  /F 12 Tf 40 230 Td (Readable", b"BT /G 12 Tf 40 180 Td <00410042> Tj ET BT /F 12 Tf 40 230 Td (Readable"
    )
    released, proof = release(content, "pdf", [Mark(1, (35, HEIGHT - 195, 120, HEIGHT - 175))])
    assert proof.pages == 1
    assert "Readable" in read_pages(released, "pdf").pages[0].text
    assert "\ufffd" not in read_pages(released, "pdf").pages[0].text


@pytest.mark.parametrize("half", [0.3, 0.5, 0.9])
def test_a_mark_over_half_a_letter_covers_it_whole(half):
    original = a_pdf("Wang", []).written()
    whole = search(read_pages(original, "pdf").pages, "Holder", LIKE)[0]
    left, top, right, bottom = whole.box
    cut = Mark(1, (left + (right - left) * half, top + 2, right - 1, bottom - 2))
    released, _ = release(original, "pdf", [cut])
    assert places_of("Holder", released) == []
    seen = Image.open(io.BytesIO(page_picture(released, "pdf", 1, dpi=144)))
    inside = seen.convert("L").crop((int(left * 2) + 2, int(top * 2) + 2, int(right * 2) - 2, int(bottom * 2) - 2))
    assert inside.getextrema()[1] < 40


def test_a_mark_over_half_a_number_in_word_covers_it_whole():
    original = a_docx("13812345678", []).written()
    page = next(page for page in read_pages(original, "docx").pages if "138" in page.text)
    begin = page.text.index("138")
    released, _ = release(original, "docx", [Mark(page.number, letters=(begin + 4, begin + 6))])
    assert "138" not in text_of(released)
    assert "承包人■■■■已经签字" in text_of(released)


def test_a_scanned_page_says_that_it_has_no_text_and_is_covered_as_a_picture():
    paper = Paper("Zhao-8841")
    picture(paper)
    reading = read_pages(paper.written(), "pdf")
    assert "扫描件" in reading.notes[0]
    assert not reading.pages[0].has_text
    left, bottom, width, height = PICTURE
    cut = Mark(1, (left + 2, HEIGHT - bottom - height / 2, left + width - 30, HEIGHT - bottom - height / 2 + 4))
    released, _ = release(paper.written(), "pdf", [cut])  # a mark through the middle of the line grows over its ink
    assert places_of("Zhao-8841", released) == []


def test_a_cropped_page_shows_and_releases_only_what_is_within():
    paper = a_pdf("Zhao-8841", [])
    paper.says("Beyond-the-edge", 40, 20)
    paper.page.append(b"/CropBox [20 100 340 250]")
    reading = read_pages(paper.written(), "pdf")
    assert (reading.pages[0].width, reading.pages[0].height) == (320, 150)
    marks = search(reading.pages, "Zhao-8841", LIKE)
    released, _ = release(paper.written(), "pdf", marks)
    assert places_of("Zhao-8841", released) == []
    assert places_of("Beyond-the-edge", released) == []


def test_tracked_changes_are_told_and_taken_as_accepted():
    original = a_docx("赵青羽", ["deleted", "inserted", "comment"]).written()
    reading = read_pages(original, "docx")
    assert "删除的修订1处，副本不带" in reading.notes[0]
    assert "插入的修订1处，按插入后的文字" in reading.notes[0]
    assert "批注1条，副本不带" in reading.notes[0]
    released, _ = release(original, "docx", [Mark(1, letters=(0, 3))])
    assert "补充赵青羽" in text_of(released)
    assert text_of(released).count("赵青羽") == 2


@pytest.mark.parametrize(
    "mark",
    [
        Mark(2, (10, 10, 50, 50)),
        Mark(0, (10, 10, 50, 50)),
        Mark(1, (900, 10, 950, 50)),
        Mark(1, (10, 10, 10, 50)),
        Mark(1, (float("nan"), 10, 50, 50)),
        Mark(1, None),
        Mark(1, letters=(0, 9999)),
    ],
)
def test_a_mark_that_covers_nothing_is_refused_by_its_number(mark):
    told = refusal(a_pdf("x", []).written(), "pdf", [Mark(1, (10, 10, 50, 50)), mark])
    assert "第2处" in told.message


def test_a_release_without_a_mark_is_refused():
    assert refusal(a_pdf("x", []).written(), "pdf", []).code == "redaction.no_marks"


def test_entities_in_a_docx_are_refused():
    office = Office("x")
    office.says("&name;")
    written = office.written()
    bomb = Office("x")
    bomb.parts["word/footer9.xml"] = f'<!DOCTYPE x [<!ENTITY a "b">]><w:ftr {NAMESPACES}/>'.encode()
    assert refusal(bomb.written(), "docx", [Mark(1, letters=(0, 1))]).code == "redaction.unreadable"
    assert read_pages(written, "docx").pages[0].text == "&name;"


def test_numbers_that_word_writes_itself_are_kept():
    office = Office("x")
    office.part(
        "word/numbering.xml",
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条　"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "numbering",
    )
    for text in ("工期", "质量"):
        office.body.append(
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
            f"<w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    released, _ = release(office.written(), "docx", [Mark(2, letters=(4, 6))])
    assert "第一条　工期" in text_of(released)
    assert "第二条　■■■■" in text_of(released)


def test_a_photograph_is_turned_and_loses_the_cameras_notes():
    notes = Image.Exif()
    notes[274], notes[270] = 6, "Zhao-8841"
    file = io.BytesIO()
    Image.new("RGB", (80, 40), "white").save(file, "JPEG", exif=notes)
    reading = read_pages(file.getvalue(), "jpg")
    assert (reading.pages[0].width, reading.pages[0].height) == (40, 80)
    released, _ = release(file.getvalue(), "jpg", [Mark(1, (5, 5, 20, 20))])
    assert places_of("Zhao-8841", released) == []


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked():
    file = io.BytesIO()
    Image.new("1", (9000, 9000)).save(file, "PNG")
    assert refusal(file.getvalue(), "png").code == "redaction.picture_large"
