"""What comes back for a file: its reports as JSON and as pages, as far as they were asked for."""

import json
from collections.abc import Mapping
from typing import Any

from gongkai.reading import Source, export
from gongkai.screens.checking import examining
from gongkai.screens.checking.library import Library, data_of, wording_of


def answer(source: Source, job: Mapping[str, Any], library: Library) -> dict[str, Any]:
    """job: `file` as it is named in JSON, and `want`: json, fact, wording, page, body; `at`: the moment in words, for `body`.

    Unreadable where the file is no report.
    """
    want = set(job["want"])
    if want == {"fact"}:
        return {"reports": [{"fact": data_of(found)} for found in examining.facts(source)]}
    examined = examining.examine(source, library)
    reports = []
    for one in examined:
        told: dict[str, Any] = {"errors": len(one.judgement.errors)}
        if "json" in want:
            told["json"] = as_lines(export.report(job["file"], one.reading, one.judgement))
        if "fact" in want:
            told["fact"] = data_of(one.fact)
        if "wording" in want:
            told["wording"] = wording_of(one.fact)
        reports.append(told)
    made: dict[str, Any] = {"reports": reports}
    if "page" in want:
        made["page"] = examining.page_of(source, examined)
    if "body" in want:
        made |= {
            "body": examining.body_of(source, examined, job.get("at", "")),
            "title": examining.title_of(source, examined),
        }
    return made


def is_scan(source: Source) -> bool:
    """Whether the pages are pictures, whose figures have to be recognised: that takes seconds a page."""
    if source.kind not in ("pdf", "image"):
        return False
    from gongkai.reading import scan

    return scan.fits(source)


def as_lines(report: Mapping[str, Any]) -> str:
    """A report as JSON with a line for each cell, finding and claim: readable, and written fast."""
    lines = []
    for key, value in report.items():
        if isinstance(value, dict) and value:
            inside = ",\n".join(f"  {_dumps(name)}: {_dumps(entry)}" for name, entry in value.items())
            lines.append(f" {_dumps(key)}: {{\n{inside}\n }}")
        elif isinstance(value, list) and value:
            inside = ",\n".join(f"  {_dumps(entry)}" for entry in value)
            lines.append(f" {_dumps(key)}: [\n{inside}\n ]")
        else:
            lines.append(f" {_dumps(key)}: {_dumps(value)}")
    return "{\n" + ",\n".join(lines) + "\n}"


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
