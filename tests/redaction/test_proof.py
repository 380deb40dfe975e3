"""The verifier: what is tampered with is caught, whoever did it and wherever."""

import io
import re
import zipfile
import zlib

import pytest
from PIL import Image
from tests.redaction.office_papers import a_docx
from tests.redaction.papers import a_pdf

from gongkai.law.errors import NotAcceptable
from gongkai.redaction.marks import Mark
from gongkai.redaction.pdf_writing import write_pdf
from gongkai.redaction.proof import verify
from gongkai.redaction.releasing import read_pages, release
from gongkai.redaction.searching import search

SECRET = "Zhao-Qingyu-8841"
LIKE = Mark(1, kind="姓名", ground="personal_privacy")


@pytest.fixture(scope="module")
def pdf() -> tuple[bytes, bytes, list[Mark]]:
    original = a_pdf(SECRET, []).written()
    marks = search(read_pages(original, "pdf").pages, SECRET, LIKE)
    return original, release(original, "pdf", marks)[0], marks


@pytest.fixture(scope="module")
def docx() -> tuple[bytes, bytes, list[Mark]]:
    original = a_docx("欧阳青羽住址", []).written()
    marks = search(read_pages(original, "docx").pages, "欧阳青羽住址", LIKE)
    return original, release(original, "docx", marks)[0], marks


def refused(original: bytes, released: bytes, kind: str, marks: list[Mark]) -> str:
    with pytest.raises(NotAcceptable) as told:
        verify(original, released, kind, marks)
    assert told.value.code == "redaction.not_proven"
    assert "没有保存" in told.value.hint
    return told.value.message


def test_a_proof_tells_what_was_verified_of_which_bytes(pdf):
    original, released, marks = pdf
    proof = verify(original, released, "pdf", marks)
    assert [line.name for line in proof.lines] == ["文字", "隐藏内容", "像素", "页面"]
    assert proof.bars == len(marks)
    assert len(proof.released) == 64
    assert SECRET not in str(proof.as_json())


@pytest.mark.parametrize(
    "extra", [b"\n", SECRET.encode(), b"9 0 obj\n<< >>\nendobj\n", b"startxref\n0\n%%EOF\n"], ids=range(4)
)
def test_bytes_added_to_the_end_are_caught(pdf, extra):
    original, released, marks = pdf
    assert "多余" in refused(original, released + extra, "pdf", marks)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"/Lang (zh-CN)", b"/Lang (zh-QQ)"),
        (b"/Type /Catalog /Pages 2 0 R", b"/Type /Catalog /Names 2 0 R"),
        (b"/Type /Page /Parent 2 0 R", b"/Annots [] /P 2 0 R      "),
        (b"%PDF-1.7", b"%PDF-1.6"),
        (b"/Root 1 0 R", b"/Info 1 0 R"),
    ],
)
def test_every_name_in_the_file_is_known(pdf, old, new):
    original, released, marks = pdf
    assert old in released
    refused(original, released.replace(old, new), "pdf", marks)


def test_a_copy_without_its_bar_is_caught(pdf):
    original, _, marks = pdf
    other = [Mark(1, (20, 200, 60, 220))]
    message = refused(original, release(original, "pdf", other)[0], "pdf", marks)
    assert "第1处" in message


def test_a_bar_that_nobody_marked_is_caught(pdf):
    original, _, marks = pdf
    more = release(original, "pdf", [*marks, Mark(1, (40, 20, 200, 40))])[0]
    assert "第1页" in refused(original, more, "pdf", marks)


def test_the_copy_of_another_file_is_caught(pdf):
    _, released, marks = pdf
    other = a_pdf(SECRET, ["picture"]).written()
    assert "第1页" in refused(other, released, "pdf", marks)


def repacked(released: bytes, change) -> bytes:
    """The copy with one stream changed and every length and offset set right again: the work of a forger."""
    pieces = re.split(rb"(?<=endobj\n)", released)
    out, places = bytearray(), []
    for piece in pieces[:-1]:
        match = re.search(rb"/Length (\d+) >>\nstream\n", piece)
        if match:
            data = piece[match.end() : match.end() + int(match[1])]
            fresh = change(data, piece)
            piece = piece[: match.start()] + b"/Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(fresh), fresh)
        places.append(len(out) + piece.index(b" 0 obj") - 1 if not out else len(out))
        out += piece
    places[0] = out.index(b"1 0 obj")
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    order = sorted(
        (int(re.search(rb"(\d+) 0 obj", piece)[1]), place) for piece, place in zip(pieces, places, strict=False)
    )
    out += b"".join(b"%010d 00000 n \n" % place for _, place in order)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start)
    return bytes(out)


def test_a_forger_who_changes_nothing_passes(pdf):
    original, released, marks = pdf
    assert verify(original, repacked(released, lambda data, _: data), "pdf", marks)


def test_text_laid_back_under_the_bar_is_caught(pdf):
    original, released, marks = pdf
    left, _, _, bottom = marks[0].box

    def lay(data: bytes, piece: bytes) -> bytes:
        plain = zlib.decompress(data) if b"FlateDecode" in piece else b""
        if b"BT 3 Tr" not in plain:
            return data
        line = b"/T 9 Tf 100 Tz 1 0 0 1 %.1f %.1f Tm <00010002> Tj\nET" % (left + 2, 260 - bottom)
        return zlib.compress(plain.replace(b"ET", line))

    assert "下面还有文字" in refused(original, repacked(released, lay), "pdf", marks)


def test_a_picture_with_a_tail_is_caught(pdf):
    original, released, marks = pdf
    tailed = repacked(released, lambda data, piece: data + SECRET.encode() if b"/Image" in piece else data)
    assert "多余的数据" in refused(original, tailed, "pdf", marks)


def test_pixels_that_are_no_picture_of_the_page_are_caught(pdf):
    original, released, marks = pdf

    def smudge(data: bytes, piece: bytes) -> bytes:
        if b"/Image" not in piece:
            return data
        plain = bytearray(zlib.decompress(data))
        plain[20] ^= 1
        return zlib.compress(bytes(plain))

    assert "多余的数据" in refused(original, repacked(released, smudge), "pdf", marks)


def test_a_page_too_many_is_caught(pdf):
    original, _, marks = pdf
    from gongkai.redaction import pdf_redacting
    from gongkai.redaction.pdf_opening import opened

    with opened(original) as document:
        leaves = [*pdf_redacting._leaves(document, marks)] * 2
    assert "页数不同" in refused(original, write_pdf(leaves), "pdf", marks)


def rezipped(released: bytes, change) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(released)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            fresh = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            fresh.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fresh, change(info.filename, old.read(info)))
        for name, data in change("", b"") or ():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("■■■■", "欧阳青羽住址"),
        ("<w:body>", "<w:body><!--x-->"),
        ("<w:p>", '<w:p w:rsidR="00AB12CD">'),
        ("合同", "协议"),
        ("<w:p>", "<w:p><w:del/>"),
        ("</w:p>", "游离</w:p>"),
    ],
)
def test_a_docx_that_was_touched_is_caught(docx, old, new):
    original, released, marks = docx
    touched = rezipped(
        released,
        lambda name, data: data.replace(old.encode(), new.encode(), 1) if name == "word/document.xml" else data,
    )
    refused(original, touched, "docx", marks)


def test_a_docx_with_a_part_too_many_is_caught(docx):
    original, released, marks = docx
    more = rezipped(released, lambda name, data: data if name else [("docProps/core.xml", "x")])
    assert "部件" in refused(original, more, "docx", marks)


@pytest.mark.parametrize("place", ["before", "behind"])
def test_bytes_around_a_docx_are_caught(docx, place):
    original, released, marks = docx
    refused(original, b"x" + released if place == "before" else released + b"x", "docx", marks)


def test_a_docx_touched_by_nobody_passes(docx):
    original, released, marks = docx
    assert verify(original, rezipped(released, lambda name, data: data), "docx", marks).bars == len(marks)


@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_a_picture_that_was_touched_is_caught(kind):
    file = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(file, "PNG" if kind == "png" else "JPEG", comment=b"x")
    marks = [Mark(1, (40, 40, 120, 90))]
    released, _ = release(file.getvalue(), kind, marks)
    refused(file.getvalue(), released + b"x", kind, marks)
    refused(file.getvalue(), file.getvalue(), kind, marks)
    assert "第2处" in refused(file.getvalue(), released, kind, [*marks, Mark(1, (150, 150, 200, 200))])


def test_words_that_stand_elsewhere_too_are_told_with_their_page(pdf):
    original = a_pdf("agreed", []).written()  # the line above says it as well
    marks = search(read_pages(original, "pdf").pages, "agreed", LIKE)
    _, proof = release(original, "pdf", marks[1:])
    assert [(repeat.mark, repeat.pages) for repeat in proof.repeats] == [(1, (1,))]
