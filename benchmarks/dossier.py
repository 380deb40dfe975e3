"""The dossier of a case with 40 papers and 200 pages: one PDF with contents and outline, and the folder with its manifest.

The rival binds the same PDFs with pdfium and nothing else: no contents, no outline, no page numbers, no sheets from records.
"""

import io
import os
import time
from datetime import UTC, date, datetime
from typing import Any

PAPERS, LETTERS, PAGES = 40, 12, 200
ON = date(2024, 4, 10)


def figures() -> list[dict[str, Any]]:
    """Rows as `run.py` describes them."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.project.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from gongkai.applications.dossier import dossier_folder, dossier_pdf, papers_of

    case = _case()
    start = time.perf_counter()
    content = dossier_pdf(case, ON)
    first = time.perf_counter() - start
    papers = papers_of(case, ON)
    assert len(papers) >= PAPERS, len(papers)
    assert _pages(content) >= PAGES, _pages(content)
    whole = _best(lambda: dossier_pdf(case, ON))
    plain = _best(lambda: _bound_plainly(papers))
    folder = _best(lambda: dossier_folder(case, ON))
    name = f"{len(papers)} papers, {_pages(content)} pages"
    return [
        _row(f"dossier as PDF, the first time, {name}", first, goal=5.0),
        _row(f"dossier as PDF, {name}", whole, rival=plain, goal=5.0),
        _row(f"dossier as folder with manifest, {name}", folder, goal=10.0),
    ]


def _row(name: str, value: float, *, rival: float | None = None, goal: float | None = None) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 4),
        "unit": "s",
        "rival": round(rival, 4) if rival is not None else None,
        "ratio": round(rival / value, 2) if rival is not None else None,
        "goal": goal,
        "meets": value <= goal if goal is not None else None,
    }


def _best(work: Any, times: int = 3) -> float:
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return min(took)


def _pages(content: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(content))


def _bound_plainly(papers: list[Any]) -> bytes:
    import pypdfium2

    out = pypdfium2.PdfDocument.new()
    for paper in papers:
        if paper.kind == "pdf":
            out.import_pages(pypdfium2.PdfDocument(paper.content))
    buffer = io.BytesIO()
    out.save(buffer)
    return buffer.getvalue()


def _paper(pages: int, number: int) -> bytes:
    """A paper as offices make them: printed letters with text and fonts of their own."""
    from gongkai.typesetting.letter import Letter, letter_pdf

    text = ("根据《中华人民共和国政府信息公开条例》的有关规定，现将有关情况说明如下，请予审阅。" * 8,)
    letter = Letter("青川区教育局", f"青教〔2024〕{number}号", "情况说明", "青川区人民政府", text * (2 * pages - 1), ON)
    return letter_pdf(letter)


def _case() -> Any:
    from gongkai.agencies import actions as agencies
    from gongkai.applications import actions
    from gongkai.applications.actions import Details, Identity
    from gongkai.applications.dossier import whole_case
    from gongkai.applications.models import Attachment, Document
    from gongkai.audit.actors import Actor
    from gongkai.files.actions import store_file
    from gongkai.law.facts import ApplicantKind

    now = datetime(2024, 3, 4, 9, tzinfo=UTC)
    house = Actor("timer", "测试", None, now, "bench")
    told = dict.fromkeys(
        ("address", "phone", "hours", "review_organ", "court", "review_address", "upper_department"), "青川区人民路1号"
    )
    agency = agencies.found_agency(
        parent=None, actor=house, kind="government", offices=("办公室",), code="001", name="青川区人民政府",
        short_name="区政府", mark="青政公开", **told,
    )  # fmt: skip
    details = Details(
        ApplicantKind.NATURAL_PERSON, "李小满", "13000000001", "人民路拓宽工程的征收批复", "paper", "mail",
        Identity("identity_card", "990101196001011237"),
    )  # fmt: skip
    case = actions.submit_application(agency, details, actor=Actor("public", "公众", None, now, "bench")).application
    for number in range(LETTERS):
        content = {
            "title": f"告知书之{number}",
            "addressee": "李小满",
            "paragraphs": [f"第{number}次告知有关情况。"] * 9,
        }
        Document.objects.create(
            agency=agency,
            application=case,
            kind="consultation_notice",
            year=2024,
            serial=number + 1,
            dated_on=now.date(),
            content=content,
        )
    for number in range(PAPERS - LETTERS - 3):
        file = store_file(f"材料{number:02d}.pdf", _paper(7, number), at=now)
        Attachment.objects.create(application=case, file=file, role="appeal")
    return whole_case(case.pk)
