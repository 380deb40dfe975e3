"""What kind of file bytes are is judged by their content, and only what its name says is taken."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.apps.files.samples import DOCX, EXE, PDF, REFUSED, TAKEN, TXT, XLSX, ZIP, zipped

from gongkai.files import kinds
from gongkai.files.kinds import LABELS, LARGEST, MIME, kind_of, require_acceptable
from gongkai.law.errors import NotAcceptable


def refusal_of(name: str, content: bytes) -> NotAcceptable:
    with pytest.raises(NotAcceptable) as refused:
        require_acceptable(name, content)
    assert refused.value.field == "files"
    assert f"“{name}”" in refused.value.message
    assert refused.value.hint
    return refused.value


@pytest.mark.parametrize("kind", TAKEN)
def test_each_kind_is_known_by_its_content(kind):
    assert kind_of(TAKEN[kind]) == kind
    assert require_acceptable(f"附件.{kind}", TAKEN[kind]) == kind


def test_there_is_a_sample_a_label_and_a_media_type_for_every_kind():
    assert set(TAKEN) == set(LABELS) == set(MIME) - {"zip"}, "packages are made here and never taken in"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("照片.JPEG", "jpg"), ("照片.jpe", "jpg"), ("照片.jfif", "jpg"), ("文件.PDF", "pdf"), ("a.b.pdf", "pdf")],
)
def test_endings_are_read_in_any_case_and_spelling(name, kind):
    assert require_acceptable(name, TAKEN[kind]) == kind


@pytest.mark.parametrize("head", ["ffd8ffe0", "ffd8ffe1", "ffd8ffdb", "ffd8ffee"])
def test_photographs_of_every_camera_are_taken(head):
    assert require_acceptable("照片.jpg", bytes.fromhex(head) + b"\x00" * 60) == "jpg"


@pytest.mark.parametrize("claimed", TAKEN)
@pytest.mark.parametrize("real", [*TAKEN, *(kind for kind in REFUSED if kind not in {"html", "svg"})])
def test_content_that_is_not_what_its_name_says_is_refused(claimed, real):
    content = {**TAKEN, **REFUSED}[real]
    if claimed == real:
        assert require_acceptable(f"附件.{claimed}", content) == claimed
    else:
        assert refusal_of(f"附件.{claimed}", content).code == "file.mismatch"


def test_the_refusal_says_what_the_content_looks_like():
    assert "看起来是PDF" in refusal_of("附件.docx", PDF).message
    assert "看起来是别的类型" in refusal_of("附件.pdf", EXE).message


@pytest.mark.parametrize(
    "name", ["a.exe", "a.zip", "a.html", "a.svg", "a.docm", "a.doc", "无后缀", ".", "..", "pdf", "a.pdf ", "a.pdf.exe"]
)
@pytest.mark.parametrize("content", [PDF, TXT, ZIP], ids=["pdf", "txt", "zip"])
def test_a_forbidden_kind_is_refused_whatever_it_contains(name, content):
    refused = refusal_of(name, content)
    assert refused.code == "file.kind"
    assert "PDF、JPG、PNG、Word" in refused.hint


def test_an_empty_file_is_refused():
    assert refusal_of("附件.pdf", b"").code == "file.empty"


def test_a_file_that_is_too_large_is_refused_with_its_size_and_the_limit():
    refused = refusal_of("附件.pdf", PDF + b"x" * LARGEST)
    assert refused.code == "file.too_large"
    assert "20.0 MB，超过 20 MB" in refused.message
    assert require_acceptable("附件.pdf", PDF.ljust(LARGEST, b"x")) == "pdf"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_text_is_text_in_the_charsets_people_use(charset):
    assert kind_of("人民路拓宽工程\r\n第二行\t三".encode(charset)) == "txt"


def test_text_with_control_characters_is_no_text():
    assert kind_of(b"abc\x00def") == ""
    assert kind_of(b"\x1b[31mred") == ""


def test_a_broken_archive_is_no_office_file():
    assert kind_of(DOCX[:40]) == ""
    assert kind_of(b"PK\x03\x04" + b"\xff" * 100) == ""
    assert kind_of(zipped("word/other.xml")) == ""


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([b"", PDF, DOCX, XLSX, TXT, EXE, *TAKEN.values()]), st.binary(max_size=200), st.integers(0, 400))
def test_no_content_makes_the_judgement_fail(start, noise, cut):
    assert kind_of((start + noise)[:cut] + noise) in {*LABELS, ""}


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(DOCX) - 1), st.integers(0, 255))
def test_a_damaged_office_file_is_judged_without_failing(place, byte):
    assert kind_of(DOCX[:place] + bytes([byte]) + DOCX[place + 1 :]) in {*LABELS, ""}


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.sampled_from([PDF, TXT, EXE]))
def test_any_name_is_either_taken_or_refused_in_words(name, content):
    try:
        answer = require_acceptable(name, content)
    except NotAcceptable as refused:
        answer = refused.code
    assert answer in {*LABELS, "file.kind", "file.mismatch"}


def test_the_list_of_what_is_taken_names_every_kind():
    for word in ("PDF", "JPG", "PNG", "docx", "xlsx", "txt"):
        assert word in kinds.TAKEN
