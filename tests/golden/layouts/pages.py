"""Reports as web pages, in the many ways offices publish them. Shares no code with the readers."""

import html
from dataclasses import dataclass, field
from random import Random

from tests.golden.layouts import boxes, figures
from tests.golden.layouts.boxes import Box, Table
from tests.golden.layouts.figures import Report

FLAWS = (
    "word", "breaks", "th", "sections of tables", "layout table", "chrome", "unclosed", "five tables", "one table", "twice", "cut",
    "dressed", "blanks", "misprints", "wrong", "one row of otherwise", "dropped", "footnotes", "upper case", "hidden",
)  # fmt: skip


@dataclass
class Page:
    name: str
    data: bytes
    report: Report
    flaws: tuple[str, ...] = field(default_factory=tuple)


def a_page(seed: int, flaws: tuple[str, ...] | None = None) -> Page:
    """A page with a few flaws, chosen by the seed."""
    rng = Random(seed)
    report = figures.a_report(rng)
    every = (*FLAWS, *boxes.DISTORTIONS)
    chosen = flaws if flaws is not None else tuple(rng.sample(every, rng.randrange(0, 5)))
    spoil(report, rng, chosen)
    body = _body(report, rng, chosen)
    text = f"<!DOCTYPE html><html><head><meta charset='{rng.choice(['utf-8', 'gb2312'])}'><title>{report.title}</title></head><body>{body}</body></html>"
    if "upper case" in chosen:
        for tag in ("table", "tr", "td", "p"):
            text = text.replace(f"<{tag}", f"<{tag.upper()}").replace(f"</{tag}", f"</{tag.upper()}")
    charset = rng.choice(["utf-8", "utf-8", "gb18030", "utf-16"])
    return Page(f"页{seed}.html", text.encode(charset), report, chosen)


def spoil(report: Report, rng: Random, chosen: tuple[str, ...]) -> None:
    """What is the same in every layout: how figures and labels are printed."""
    if "one row of otherwise" in chosen:
        figures.print_one_row_of_otherwise(report, rng)
    if "dropped" in chosen and not report.single_otherwise:
        figures.drop_rows(report, rng)
    if "wrong" in chosen:
        figures.print_wrong(report, rng)
    if "blanks" in chosen:
        figures.leave_blank(report, rng, ("", "-", "—", "/", "－", "无", "\u3000", "&nbsp;"))
    if "dressed" in chosen:
        figures.dress(report, rng, ("{:,}", " {} ", "{wide}", "{}件", "{}.0", "{}\u00a0"))
    if "footnotes" in chosen:
        figures.dress(report, rng, ("{}<sup>1</sup>", "{}①", "{}*", "{}[1]"), 0.05)
    if "misprints" in chosen:
        figures.misprint(report, rng)


def _body(report: Report, rng: Random, chosen: tuple[str, ...]) -> str:
    two, three, four = boxes.tables2(report), boxes.table3(report), boxes.table4(report)
    for name in chosen:
        if name in boxes.DISTORTIONS:
            which, distort = boxes.DISTORTIONS[name]
            two = [distort(table, rng) for table in two] if "2" in which else two
            three = distort(three, rng) if "3" in which else three
            four = distort(four, rng) if "4" in which else four
    seconds = two if "five tables" in chosen else [boxes.in_one(two)]
    thirds = [three]
    if "cut" in chosen:
        at = next(
            (
                index
                for index in range(8, len(three))
                if not any(up + b.rows > index for up, r in enumerate(three[:index]) for b in r)
            ),
            len(three),
        )
        thirds = [three[:at], three[at:]] if at < len(three) else [three]
    tables = {2: seconds, 3: thirds, 4: [four]}
    if "one table" in chosen:
        tables = {2: [boxes.in_one([*seconds, three, four])]}
    parts = (
        [_paragraph(report.title, chosen)]
        if rng.random() < 0.7
        else [_paragraph(report.body, chosen), _paragraph(report.title.removeprefix(report.body), chosen)]
    )
    for number, title in enumerate(report.form.section_titles, 1):
        parts.append(_paragraph(title, chosen))
        parts += [_paragraph(text, chosen) for text in report.texts.get(number, ())]
        parts += [_table(table, rng, chosen) for table in tables.get(number, ())]
        if number == 3 and "twice" in chosen and "one table" not in chosen:
            parts.append("<div class='mobile'>" + _table(three, rng, ()) + "</div>")
    body = "\n".join(parts)
    if "layout table" in chosen:
        body = f"<table><tr><td>左栏</td><td><div>{body}</div></td></tr></table>"
    if "hidden" in chosen:
        body += "<table style='display: none'><tr><td>（一）予以公开</td>" + "<td>9</td>" * 7 + "</tr></table>"
    if "chrome" in chosen:
        links = "".join(f"<li><a href='#'>{year}年政府信息公开年报</a></li>" for year in (2018, 2017))
        body = f"<ul><li>首页</li><li>政府信息公开</li></ul><script>var x='<table>';</script>{body}<div>附件：报告.pdf</div><ul>{links}</ul>"
    return body


def _paragraph(text: str, chosen: tuple[str, ...]) -> str:
    if "word" in chosen:
        half = len(text) // 2
        return (
            f"<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span style='mso-spacerun:yes'>&nbsp;</span>"
            f"<span lang=EN-US>{html.escape(text[:half])}</span><span>{html.escape(text[half:])}<o:p></o:p></span></p>"
        )
    return f"<p>{html.escape(text)}</p>"


def _table(table: Table, rng: Random, chosen: tuple[str, ...]) -> str:
    rows = [_row(row, rng, chosen) for row in table]
    heads = next((index for index, row in enumerate(table) if not all(box.head for box in row)), len(table))
    if "sections of tables" in chosen and heads:
        inner = f"<thead>{''.join(rows[:heads])}</thead><tbody>{''.join(rows[heads:])}</tbody>"
    else:
        inner = "".join(rows)
    style = (
        " class=MsoTableGrid border=1 style='border-collapse:collapse;mso-border-alt:solid windowtext .5pt'"
        if "word" in chosen
        else ""
    )
    return f"<table{style}>{inner}</table>"


def _row(row: list[Box], rng: Random, chosen: tuple[str, ...]) -> str:
    close = "" if "unclosed" in chosen else "</td>"
    cells: list[str] = []
    for box in row:
        tag = "th" if "th" in chosen and (box.head or rng.random() < 0.3) else "td"
        spans = (f" rowspan={box.rows}" if box.rows > 1 else "") + (
            f' colspan="{box.columns}"' if box.columns > 1 else ""
        )
        end = close.replace("td", tag)
        cells.append(f"<{tag}{spans}>{_inside(box, rng, chosen)}{end}")
    return f"<tr>{''.join(cells)}" + ("" if "unclosed" in chosen else "</tr>\n")


def _inside(box: Box, rng: Random, chosen: tuple[str, ...]) -> str:
    text = box.text if box.figure else html.escape(box.text, quote=False)
    if "breaks" in chosen and not box.figure and len(text) > 5 and "&" not in text:
        at = rng.randrange(2, len(text) - 1)
        text = text[:at] + rng.choice(["<br>", "<br/>\n", "\n   ", "</p><p>"]) + text[at:]
        if "</p>" in text:
            text = f"<p>{text}</p>"
    if "word" in chosen:
        return f"<p class=MsoNormal align=center><span lang=EN-US style='font-family:宋体;mso-bidi-font-family:宋体'>{text}<o:p></o:p></span></p>"
    return text
