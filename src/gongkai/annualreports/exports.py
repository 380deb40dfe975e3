"""A report in open formats: JSON and CSV by cell address, PDF and DOCX with the official tables."""

import csv
import io
import json
from typing import Any

from django.conf import settings

from gongkai.annualreports.models import AnnualReport
from gongkai.annualreports.queries import cells_of, format_of, judgement_of
from gongkai.law.checks import Finding
from gongkai.law.figures import State, plain
from gongkai.typesetting.report import PrintedReport, report_docx, report_pdf


def as_json(report: AnnualReport) -> dict[str, Any]:
    """The object a checker prints: body, year, format, cells (value, state, origin, sources: how many), findings."""
    cells = cells_of(report)
    return {
        "file": "",
        "body": report.agency.name,
        "year": report.year,
        "format": report.format_key,
        "cells": {
            address: {
                "value": cell.value if isinstance(cell.value, int) else float(cell.value),
                "state": State.READ.value,
                "origin": cell.origin.value,
                "sources": cell.count,
            }
            for address, cell in cells.items()
        },
        "findings": [_finding(finding) for finding in judgement_of(report, cells).findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "level": finding.level.value,
        "cells": list(finding.cells),
        "place": finding.place,
        "message": finding.message,
        "remedy": finding.remedy,
    }


def as_csv(report: AnnualReport) -> str:
    """One row a cell: address, label in the words of the form, value, origin, how many records. With a byte-order mark,
    so that a spreadsheet shows the Chinese."""
    form = format_of(report)
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["地址", "单元格", "数值", "来源", "记录数"])
    for address, cell in cells_of(report).items():
        writer.writerow([address, form.label(address), plain(cell.value), cell.origin.value, cell.count])
    return out.getvalue()


def printed(report: AnnualReport) -> PrintedReport:
    """What is printed of the report. Unpublished, it bears the mark of a draft."""
    return PrintedReport(
        title=report.title,
        body=report.agency.name,
        year=report.year,
        format_key=report.format_key,
        figures={address: plain(cell.value) for address, cell in cells_of(report).items()},
        overview=report.overview,
        problems=report.problems,
        other_matters=report.other_matters,
        published_on=report.published_on,
        scope=f"{report.get_scope_display()}，共{report.agencies_counted}个",
        draft=report.state != AnnualReport.State.PUBLISHED,
    )


def as_pdf(report: AnnualReport) -> bytes:
    return report_pdf(printed(report), font_folder=settings.GONGKAI_HOME / "fonts")


def as_docx(report: AnnualReport) -> bytes:
    return report_docx(printed(report))


MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}


def file_of(report: AnnualReport, kind: str) -> tuple[bytes, str, str]:
    """Content, name as people read it, media type. kind: pdf, docx, csv or json; KeyError for another."""
    media_type = MEDIA_TYPES[kind]
    makers = {
        "pdf": as_pdf,
        "docx": as_docx,
        "csv": lambda found: as_csv(found).encode(),
        "json": lambda found: json.dumps(as_json(found), ensure_ascii=False, indent=1).encode(),
    }
    return makers[kind](report), f"{report.title}.{kind}", media_type
