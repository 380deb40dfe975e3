"""The text of a normative document to keep: how it stands at the head of every page and under the title, then its words and tables."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.typesetting.bodies import Block, blocks_of, width_of
from gongkai.typesetting.pdf import compose
from gongkai.typesetting.texts import broken_title, date_in_words

__all__ = ["NormativeText", "blocks_of", "text_docx", "text_pdf"]


@dataclass(frozen=True, slots=True)
class NormativeText:
    """state: 有效, 失效 …; told: the sentence about it; read_on: the day for which that is so; source: its address, without the site."""

    title: str
    number: str
    agency: str
    state: str
    told: str
    read_on: date
    blocks: list[Block]
    source: str = ""

    @property
    def head(self) -> str:
        """What stands at the head of every page."""
        day = self.read_on
        return (
            f"【{self.state}】{self.number or self.agency}　效力查询日期：{date_in_words(day.year, day.month, day.day)}"
        )


def text_pdf(text: NormativeText, *, font_folder: Path | None = None) -> bytes:
    """The text as PDF/A-2b and PDF/UA-1."""
    data = {
        "title": text.title,
        "title_lines": broken_title(text.title),
        "agency": text.agency,
        "number": text.number,
        "head": text.head,
        "state": text.state,
        "told": f"{text.told}。",
        "source": text.source,
        "blocks": _levelled([_as_data(block) for block in text.blocks]),
        "draft": False,
    }
    return compose("normative", data, dated_on=text.read_on, font_folder=font_folder)


def _as_data(block: Block) -> dict[str, Any]:
    if block.kind != "table":
        runs = [{"text": run.text, "look": run.look} for run in block.runs]
        return {"kind": block.kind, "runs": runs, "level": block.level, "mark": block.mark}
    heads = next((at for at, row in enumerate(block.rows) if not all(cell.is_head for cell in row)), len(block.rows))
    heads = 0 if heads == len(block.rows) or _reaches(block, heads) else heads
    rows = [
        [{"text": cell.text, "columns": cell.columns, "rows": cell.rows, "head": cell.is_head} for cell in row]
        for row in block.rows
    ]
    return {"kind": "table", "width": width_of(block), "heads": heads, "rows": rows, "caption": block.caption}


def _reaches(table: Block, heads: int) -> bool:
    """Whether a cell of the head reaches below it: then no part of the table can be repeated."""
    return any(at + cell.rows > heads for at, row in enumerate(table.rows[:heads]) for cell in row)


def _levelled(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Headings without a level left out, as readers of headings rely on it. The title is the first."""
    at = 1
    for block in blocks:
        if block["kind"] == "heading":
            at = min(block["level"] + 1, at + 1)
            block["depth"] = at
    return blocks


def text_docx(text: NormativeText) -> bytes:
    """The text as a Word document."""
    from gongkai.typesetting.normative_word import composed

    return composed(text)
