"""A case with papers of every kind, lived through the verbs."""

import io
from datetime import date

import pypdfium2
from PIL import Image
from tests.apps.applications.appealing import COPY, DUE, a_reconsideration, overturned
from tests.builders import Desk, a_draft, an_application, details

from gongkai.applications import actions
from gongkai.applications.dossier import whole_case
from gongkai.applications.models import Application
from gongkai.files.models import StoredFile
from gongkai.files.shelf import path_of

ON = date(2024, 4, 10)
RECEIVED, ANSWERED = date(2024, 2, 19), date(2024, 3, 1)


def a_pdf(pages: int = 1, *, landscape: bool = False) -> bytes:
    """Blank pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(842 if landscape else 595, 595 if landscape else 842)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def a_picture(kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (640, 480), (20, 90, 40)).save(buffer, kind)
    return buffer.getvalue()


def a_whole_case(desk: Desk) -> Application:
    """Registered by post with an envelope, consulted about, answered with a file, served, contested, overturned."""
    case = actions.register_application(
        desk.agency,
        details(),
        channel="signed_mail",
        arrived_on=RECEIVED,
        signed_by="收发室",
        envelope=[("信封.png", a_picture())],
        files=[("申请书.pdf", a_pdf(2)), ("说明.txt", "人民路拓宽工程的征收批复\n二〇二三年作出".encode())],
        actor=desk.officer(RECEIVED),
    ).application
    day = date(2024, 2, 21)
    actions.consult_third_party(
        case, name="某公司", subject="批复", actor=desk.officer(day), on=day, received_by_them_on=day
    )
    actions.record_opinion(case, ref="1", consents=True, text="同意", actor=desk.officer(ANSWERED), on=ANSWERED)
    a_draft(desk, case, on=ANSWERED, outcome="unavailable.not_found")
    actions.approve_reply(case, actor=desk.leader(ANSWERED), on=ANSWERED, remark="同意")
    actions.serve_reply(case, service="mail", mail_number="XA123", actor=desk.officer(ANSWERED), on=ANSWERED)
    appeal = a_reconsideration(desk, case, files=[("复议申请书.pdf", a_pdf(3, landscape=True))])
    actions.file_answer(appeal, on=DUE, actor=desk.officer(DUE), files=[("答复书.pdf", a_pdf(1))])
    overturned(desk, appeal, files=[("决定书.jpg", a_picture("JPEG"))])
    assert COPY < DUE
    return whole_case(case.pk)


def lose(name: str) -> None:
    """The disk loses the bytes of a stored file."""
    file = StoredFile.objects.get(name=name)
    path_of(file.digest, file.sealed).unlink()


def an_open_case(desk: Desk) -> Application:
    """One that is still being handled."""
    return whole_case(an_application(desk, received_on=RECEIVED).pk)
