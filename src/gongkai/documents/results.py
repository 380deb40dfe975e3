"""What a clean-up says in public: its title, and a table of the documents for each decision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import escape

from gongkai.law.workdays import in_words

ORDER = ("repeal", "declare_lapsed", "amend", "keep")
HEADINGS = {
    "repeal": "决定废止的文件",
    "declare_lapsed": "宣布失效的文件",
    "amend": "需要修改的文件",
    "keep": "继续有效的文件",
}


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One document of a result, as printed. decision: of `documents.CleanUpLine`; agency: by its name."""

    decision: str
    title: str
    number: str
    agency: str
    issued_on: date | None
    reason: str


def result_title(agency: str, cleanup: str) -> str:
    """Example: 云岭区人民政府, 2026年规范性文件清理 → 云岭区人民政府关于公布2026年规范性文件清理结果的决定."""
    return f"{agency}关于公布{cleanup}结果的决定"


def result_body(
    rows: Sequence[ResultRow], *, as_of: date, effective_on: date, undisclosed: int = 0, put_right: int = 0
) -> str:
    """HTML for the editor: what was looked at, then the tables. Reasons stand with what is ended or to be amended.

    undisclosed: documents not named because they were never public; put_right: not printed because the register says otherwise by now.
    """
    counted = {key: [row for row in rows if row.decision == key] for key in ORDER}
    told = [f"<p>{result_summary(rows, as_of=as_of)}</p>"]
    if counted["repeal"] or counted["declare_lapsed"]:
        told.append(f"<p>决定废止、宣布失效的文件，自{in_words(effective_on)}起不再作为管理的依据。</p>")
    if counted["amend"]:
        told.append("<p>需要修改的文件，在修改以前继续有效。</p>")
    if undisclosed:
        told.append(f"<p>本表不列未公开的文件{undisclosed}件。</p>")
    if put_right:
        told.append(f"<p>作出决定以后，处理已经更正或者已经不再有效的文件{put_right}件，本表不列。</p>")
    for key in ORDER:
        if counted[key]:
            told.append(f"<h2>{HEADINGS[key]}（{len(counted[key])}件）</h2>")
            told.append(_table(counted[key], HEADINGS[key], reasons=key != "keep"))
    return "".join(told)


def result_summary(rows: Sequence[ResultRow], *, as_of: date) -> str:
    """What was looked at and what came of it, in one sentence."""
    counts = {key: sum(row.decision == key for row in rows) for key in ORDER}
    sums = "，".join(f"{HEADINGS[key]}{counts[key]}件" for key in ORDER if counts[key])
    return f"对截至{in_words(as_of)}有效的文件{len(rows)}件进行了清理，结果如下：{sums}。"


def _table(rows: Iterable[ResultRow], caption: str, *, reasons: bool) -> str:
    heads = ["序号", "文件名称", "发文字号", "制定机关", "成文日期", *(["理由"] if reasons else [])]
    lines = []
    for number, row in enumerate(rows, 1):
        issued = in_words(row.issued_on) if row.issued_on else ""
        cells = [str(number), row.title, row.number, row.agency, issued, *([row.reason] if reasons else [])]
        lines.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
