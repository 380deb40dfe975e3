"""Reports as PDFs, in the many ways offices set them. Shares no code with the readers."""

from functools import cache
from random import Random

import pylopdf_fonts_zh_cn
import typst
from tests.golden.layouts import figures
from tests.golden.layouts.boxes import Box, Table
from tests.golden.layouts.figures import Report
from tests.golden.layouts.office import PRINTED, Paper, Part, laid, parts_of
from tests.golden.layouts.pages import spoil
from tests.golden.layouts.printers import PRINTERS, printed

SHAPES = (
    "groups repeated",
    "spacer columns",
    "heads repeated",
    "numbered rows",
    "filler heads",
    "five tables",
    "one table",
)
SETTINGS = (
    "short pages", "page numbers", "numbers in tables", "vertical groups", "lying heads", "letters apart", "no outer edges", "thick lines",
    "shaded", "on its side", "bold twice", "radicals", "narrow columns", "frame", "two-up", "running head", "watermark",
    "digits apart", "corner line", "head on every page", "flush left",
)  # fmt: skip
UNRULED = ("no lines", "only horizontal lines")
_WATERMARK = "内部资料 2024"
# Printed a second time a little to the right, as word processors make letters bold that have no bold cut.
_STRUCK = """#let struck(word) = context {
  let wide = measure(word).width
  box(width: wide, [#word#place(top + left, dx: 0.25pt, box(width: wide, word))])
}
"""
_RADICALS = str.maketrans(
    "行一二三人大不见无比日月生用立见长工力又口手文方气水火", "⾏⼀⼆三⼈⼤不⻅⽆⽐⽇⽉⽣⽤⽴⻅⻓⼯⼒⼜⼝⼿⽂⽅⽓⽔⽕"
)


@cache
def _fonts() -> typst.Fonts:
    folders = sorted({str(path.parent) for path in (pylopdf_fonts_zh_cn.serif_path(), pylopdf_fonts_zh_cn.sans_path())})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def a_pdf(seed: int, flaws: tuple[str, ...] | None = None) -> Paper:
    """A report as a PDF with a few flaws, chosen by the seed."""
    rng = Random(f"pdf{seed}")
    report = figures.a_report(rng)
    if flaws is None:
        flaws = (
            *rng.sample((*PRINTED, *SHAPES), rng.randrange(0, 3)),
            *rng.sample(SETTINGS, rng.randrange(0, 3)),
            *rng.sample(UNRULED, rng.random() < 0.2),
            *rng.sample(PRINTERS, rng.random() < 0.3),
        )
    spoil(report, rng, flaws)
    report.shown = {cell: text.replace("&nbsp;", "\u00a0") for cell, text in report.shown.items()}
    source = text_of(parts_of(report, rng, flaws), rng, flaws)
    return Paper(f"报告{seed}.pdf", printed(set_in_type(source), rng, flaws), report, flaws)


def two_side_by_side(seed: int) -> tuple[bytes, Report, Report]:
    """Two reports, each in its own half of every page."""
    rng = Random(f"two{seed}")
    one, two = figures.a_report(rng), figures.a_report(rng)
    two.body = next(body for body in ("甲区人民政府", "乙市水务局") if body != one.body)
    halves = [_body(parts_of(report, rng, ()), rng, ("small",)) for report in (one, two)]
    return set_in_type(_side_by_side(halves)), one, two


def sideways(seed: int, degrees: int) -> tuple[bytes, Report]:
    """A report whose pages are printed turned by so many degrees."""
    rng = Random(f"sideways{seed}")
    report = figures.a_report(rng)
    body = _body(parts_of(report, rng, ()), rng, ("two-up",))
    source = (
        '#set page(width: 900pt, height: 1100pt, margin: 10pt)\n#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: 7pt)\n'
        f"#rotate({degrees}deg, reflow: true, block(width: 800pt)[{body}])"
    )
    return set_in_type(source), report


def set_in_type(source: str) -> bytes:
    made = typst.Compiler(source.encode(), font_paths=_fonts(), ignore_system_fonts=True).compile(format="pdf")
    assert isinstance(made, bytes)
    return made


def text_of(parts: list[Part], rng: Random, flaws: tuple[str, ...]) -> str:
    return _head(flaws) + _body(parts, rng, flaws)


def _head(flaws: tuple[str, ...]) -> str:
    height = "420pt" if {"short pages", "head on every page"} & set(flaws) else "842pt"
    size = "width: 842pt, height: 595pt, columns: 2" if "two-up" in flaws else f"width: 595pt, height: {height}"
    if "numbers in tables" in flaws:
        footer = (
            ', background: context place(bottom + center, dy: -60pt, text(size: 9pt)[#counter(page).display("- 1 -")])'
        )
    else:
        footer = ', numbering: "— 1 —"' if {"page numbers", "short pages"} & set(flaws) else ""
    frame = ", background: rect(width: 95%, height: 95%, stroke: 1pt)" if "frame" in flaws else ""
    if "numbers in tables" in flaws:
        frame = ""
    margin = "20pt" if "two-up" in flaws else "50pt"
    return (
        f"#set page({size}, margin: {margin}{footer}{frame})\n"
        '#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: 11pt, lang: "zh")\n#set par(justify: true)\n'
        + ("#set page(flipped: true)\n" if "on its side" in flaws else "")
        + ("#set page(header: text(size: 9pt)[政府信息公开工作年度报告])\n" if "running head" in flaws else "")
        + (
            f"#set page(foreground: rotate(-40deg, text(size: 70pt, fill: luma(220))[{_WATERMARK}]))\n"
            if "watermark" in flaws
            else ""
        )
        + _STRUCK
    )


def _body(parts: list[Part], rng: Random, flaws: tuple[str, ...]) -> str:
    lines: list[str] = []
    for part in parts:
        if part.table is None:
            lines.append(
                f"#par[#{_string(part.text)}]"
                if len(lines)
                else f"#align(center, text(size: 18pt)[#{_string(part.text)}])"
            )
        else:
            table = _table(part.table, rng, flaws)
            lines.append(table)
    return "\n\n".join(lines)


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _table(table: Table, rng: Random, flaws: tuple[str, ...]) -> str:
    width = max((column + box.columns for row, column, box in laid(table)), default=1)
    stroke = "0.5pt"
    if "no lines" in flaws:
        stroke = "none"
    elif "only horizontal lines" in flaws:
        stroke = "(x, y) => (top: 0.5pt, bottom: 0.5pt)"
    elif "no outer edges" in flaws:
        stroke = "(x, y) => (left: if x > 0 {0.5pt}, top: 0.5pt, bottom: 0.5pt)"
    elif "thick lines" in flaws:
        stroke = "1.8pt"
    fill = ", fill: (x, y) => if calc.odd(y) {luma(235)} else {white}" if "shaded" in flaws else ""
    size = "5.5pt" if width > 18 else "7pt" if width > 12 or "two-up" in flaws else "8pt"
    columns = _columns(table, width, flaws)
    placed = [(row, _cell(box, row, column, rng, flaws, width)) for row, column, box in laid(table)]
    heads = next((at for at, boxes in enumerate(table) if not all(box.head for box in boxes)), 0)
    first = [cell for row, cell in placed if row < heads]
    if first and "head on every page" in flaws:
        placed = [(0, f"table.header({', '.join(first)})"), *(pair for pair in placed if pair[0] >= heads)]
    cells = ",\n".join(cell for _, cell in placed)
    align = "left + horizon" if "flush left" in flaws else "center + horizon"
    inset = "2pt" if width > 12 or "two-up" in flaws else "4pt"
    return f"#text(size: {size})[#table(columns: ({columns}), align: {align}, inset: (x: {inset}, y: 4pt), stroke: {stroke}{fill},\n{cells}\n)]"


def _columns(table: Table, width: int, flaws: tuple[str, ...]) -> str:
    """The columns of labels get what room is left; figures get little."""
    labels = {column for _, column, box in laid(table) if not box.figure and not box.head and not box.group}
    figures_at = {column for _, column, box in laid(table) if box.figure}
    narrow = "22pt" if "narrow columns" in flaws else "1fr"
    return ", ".join(
        narrow if column in figures_at and width > 4 else "2.4fr" if column in labels else "1.2fr"
        for column in range(width)
    ) + ("," if width == 1 else "")


def _cell(box: Box, row: int, column: int, rng: Random, flaws: tuple[str, ...], width: int) -> str:
    text = box.text
    if "radicals" in flaws and not box.figure:
        text = text.translate(_RADICALS)
    content = f"#{_string(text)}"
    if box.group and "vertical groups" in flaws:
        content = (
            " #linebreak() ".join(f"#{_string(sign)}" for sign in text) if len(text) <= 2 * box.rows + 6 else content
        )
    elif box.head and "lying heads" in flaws and width > 8 and box.columns == 1 and len(text) > 2:
        content = f"#rotate({rng.choice(['-90deg'])}, reflow: true)[{content}]"
    elif "letters apart" in flaws and not box.figure and len(text) < 8:
        content = f"#text(tracking: 5pt)[{content}]"
    elif box.figure and "digits apart" in flaws and width < 12:
        content = f"#text(tracking: 1.6pt)[{content}]"
    elif box.head and row == 0 and column == 0 and box.columns == 3 and "corner line" in flaws:
        content = f"#place(top + left, line(start: (0%, 0%), end: (100%, 30pt), stroke: 0.5pt)){content}"
    elif box.figure and "bold twice" in flaws:
        content = f"#struck({_string(text)})"
    elif box.figure and "narrow columns" in flaws and width > 4 and len(text) > 4 and text.isdigit():
        content = f"#{_string(text[:4])}#linebreak()#{_string(text[4:])}"
    return f"table.cell(x: {column}, y: {row}, colspan: {box.columns}, rowspan: {box.rows})[{content}]"


def _side_by_side(halves: list[str]) -> str:
    return (
        "#set page(width: 842pt, height: 1400pt, margin: 20pt)\n"
        '#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: 8pt, lang: "zh")\n'
        f"#grid(columns: (1fr, 1fr), gutter: 24pt, [{halves[0]}], [{halves[1]}])"
    )
