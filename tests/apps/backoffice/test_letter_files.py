"""A numbered letter as files: PDF in the office's own fonts, Word, and the form that records its service."""

import ctypes
import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pylopdf_fonts_zh_cn
import pypdfium2
import pytest
from django.test import Client
from tests.apps.backoffice.conftest import TODAY
from tests.builders import Desk, a_closed, a_draft, an_application

from gongkai.applications import actions
from gongkai.applications.models import Application

pytestmark = pytest.mark.django_db
raw = pypdfium2.raw


def letter_of(case: Application) -> str:
    return f"/desk/applications/{case.pk}/documents/{case.documents.get().pk}"


def text_of_pdf(content: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def fonts_of(content: bytes, text: str) -> set[str]:
    """The names of the fonts in which the lines with that text are set."""
    found = set()
    for page in pypdfium2.PdfDocument(content):
        words = page.get_textpage()
        place = words.search(text).get_next()
        if place is None:
            continue
        name = ctypes.create_string_buffer(200)
        raw.FPDFText_GetFontInfo(words, place[0], name, 200, ctypes.byref(ctypes.c_int()))
        found.add(name.value.decode().partition("+")[2] or name.value.decode())
    return found


@pytest.fixture
def case(desk: Desk) -> Application:
    application = an_application(desk, received_on=date(2024, 3, 4))
    a_draft(desk, application, on=TODAY)
    text = list(actions.text_of_reply(application, application.replies.get(), TODAY).generated)
    actions.edit_reply(application, paragraphs=[*text, "（一）提供的文件"], actor=desk.officer(TODAY), on=TODAY)
    return actions.approve_reply(application, actor=desk.leader(TODAY), on=TODAY)


def test_the_offices_own_kai_takes_the_place_of_the_free_font(
    officer: Client, case: Application, settings: Any, tmp_path: Path
) -> None:
    settings.GONGKAI_HOME = tmp_path
    before = officer.get(f"{letter_of(case)}.pdf").content
    assert fonts_of(before, "提供的文件") == {"NotoSerifSC-Regular"}
    own = pylopdf_fonts_zh_cn.sans_path().read_bytes()
    for encoding in ("ascii", "utf-16-be"):  # the family under which a 楷体 is sold, as long as the name it replaces
        own = own.replace("Noto Sans SC".encode(encoding), "KaiTi_GB2312".encode(encoding))
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "simkai.otf").write_bytes(own)
    after = officer.get(f"{letter_of(case)}.pdf").content
    assert fonts_of(after, "提供的文件") == {"NotoSansSC-Regular"}
    assert fonts_of(after, "本机关答复如下") == {"NotoSerifSC-Regular"}


def test_the_word_file_says_the_same(officer: Client, case: Application) -> None:
    answer = officer.get(f"{letter_of(case)}.docx")
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    texts = [part.text for part in docx.Document(io.BytesIO(answer.content)).paragraphs]
    for paragraph in case.documents.get().content["paragraphs"]:
        assert paragraph in texts


def test_the_service_form_is_blank_before_and_filled_in_after(officer: Client, desk: Desk, case: Application) -> None:
    number = case.documents.get().number
    blank = text_of_pdf(officer.get(f"{letter_of(case)}/service.pdf").content)
    assert number in blank
    assert "XA" not in blank
    served = a_closed(desk, received_on=date(2024, 3, 4), closed_on=TODAY)
    filled = text_of_pdf(officer.get(f"{letter_of(served)}/service.pdf").content)
    assert "2024年3月21日交邮，邮件号XA00000000001" in filled.replace("\r\n", "")
