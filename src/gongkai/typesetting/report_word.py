"""A statutory report as a Word document."""

from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt

from gongkai.typesetting import word
from gongkai.typesetting.texts import broken_title, running

if TYPE_CHECKING:
    from gongkai.typesetting.report import PrintedReport


def composed(report: "PrintedReport") -> bytes:
    document = word.new_document(title=report.title, author=report.body, dated_on=report.published_on)
    word.add_page_numbers(document)
    if report.draft:
        word.mark_draft(document)
    word.add_title(document, broken_title(report.title, after=report.body))
    for name, value in (*report.record(), ("统计范围", report.scope)):
        if value:
            word.paragraph(
                document, f"{name}：{value}", face=word.KAI, size=12, align=ALIGN.CENTER, indent=0, line=Pt(19)
            )
    word.paragraph(document, "", line=Pt(16))
    for section in report.sections():
        heading = word.paragraph(document, section.title, face=word.HEI, style="Heading 1")
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(12), Pt(6)
        if section.grid:
            word.add_grid(document, section.grid, report.figures)
        for entry in running(section.paragraphs, depth=3):
            face = {"hei": word.HEI, "kai": word.KAI}.get(entry["face"], word.BODY)
            style = f"Heading {entry['depth'] - 1}" if entry["face"] else None
            word.paragraph(document, entry["text"], face=face, style=style)
    return word.saved(document)
