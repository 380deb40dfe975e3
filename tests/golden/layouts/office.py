"""Reports as Word documents, workbooks and drawn text. Shares no code with the readers."""

import html
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import openpyxl
from tests.golden.layouts import boxes, figures
from tests.golden.layouts.boxes import Box, Table
from tests.golden.layouts.figures import Report
from tests.golden.layouts.pages import spoil

PRINTED = ("dressed", "blanks", "misprints", "wrong", "one row of otherwise", "dropped")
SHAPES = ("groups repeated", "spacer columns", "heads repeated", "remarks column", "numbered rows", "filler heads")
TABLES = ("five tables", "one table", "cut")
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass
class Paper:
    name: str
    data: bytes
    report: Report
    flaws: tuple[str, ...]


@dataclass
class Part:
    """A paragraph or a table of the report, in order."""

    text: str = ""
    table: Table | None = None


def parts_of(report: Report, rng: Random, chosen: tuple[str, ...]) -> list[Part]:
    two, three, four = boxes.tables2(report), boxes.table3(report), boxes.table4(report)
    for name in chosen:
        if name in boxes.DISTORTIONS:
            which, distort = boxes.DISTORTIONS[name]
            two = [distort(table, rng) for table in two] if "2" in which else two
            three = distort(three, rng) if "3" in which else three
            four = distort(four, rng) if "4" in which else four
    tables: dict[int, list[Table]] = {2: two if "five tables" in chosen else [boxes.in_one(two)], 3: [three], 4: [four]}
    if "one table" in chosen:
        tables = {2: [boxes.in_one([*two, three, four])]}
    elif "cut" in chosen:
        at = _seam(three)
        tables[3] = [three[:at], three[at:]]
    parts = [Part(report.title)]
    for number, title in enumerate(report.form.section_titles, 1):
        parts += [Part(title), *map(Part, report.texts.get(number, ()))]
        parts += [Part(table=table) for table in tables.get(number, ())]
    return parts


def _seam(table: Table) -> int:
    """A row in the lower half that no cell hangs into; the end where there is none."""
    for index in range(len(table) // 2, len(table)):
        if not any(up + box.rows > index for up, row in enumerate(table[:index]) for box in row):
            return index
    return len(table)


def laid(table: Table) -> Iterator[tuple[int, int, Box]]:
    """Row, column and box of every box, as spans push them."""
    covered: set[tuple[int, int]] = set()
    for row, line in enumerate(table):
        column = 0
        for box in line:
            while (row, column) in covered:
                column += 1
            covered |= {(row + down, column + along) for down in range(box.rows) for along in range(box.columns)}
            yield row, column, box
            column += box.columns


def a_paper(kind: str, seed: int, flaws: tuple[str, ...] | None = None) -> Paper:
    """A report of that kind (docx, xlsx, md, tsv, csv) with a few flaws, chosen by the seed."""
    rng = Random(f"{kind}{seed}")
    report = figures.a_report(rng)
    chosen = flaws if flaws is not None else tuple(rng.sample((*PRINTED, *SHAPES, *TABLES), rng.randrange(0, 4)))
    spoil(report, rng, chosen)
    report.shown = {cell: html.unescape(text) for cell, text in report.shown.items()}
    parts = parts_of(report, rng, chosen)
    data = {"docx": docx, "xlsx": xlsx}.get(kind, lambda parts, rng: drawn(parts, rng, kind))(parts, rng)
    return Paper(f"报告{seed}.{kind}", data, report, chosen)


def docx(parts: list[Part], rng: Random) -> bytes:
    body = "".join(_word_table(part.table) if part.table else _word_paragraph(part.text, rng) for part in parts)
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}><w:body>{body}</w:body></w:document>'
    return archive({"word/document.xml": document.encode()})


def archive(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return buffer.getvalue()


def _word_paragraph(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    runs = "".join(
        f'<w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t xml:space="preserve">{html.escape(piece)}</w:t></w:r>'
        for piece in (text[:at], text[at:])
    )
    struck = "<w:del><w:r><w:delText>删去的话123件</w:delText></w:r></w:del>" if rng.random() < 0.2 else ""
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见的字</w:t></w:r>" if rng.random() < 0.2 else ""
    return f"<w:p>{runs}{struck}{hidden}</w:p>"


def _word_table(table: Table) -> str:
    begins = {(row, column): box for row, column, box in laid(table)}
    carried: dict[tuple[int, int], Box] = {
        (row + down, column): box for (row, column), box in begins.items() for down in range(1, box.rows)
    }
    rows: list[str] = []
    for row in range(len(table)):
        cells = sorted([(c, box, False) for (r, c), box in begins.items() if r == row]
                       + [(c, box, True) for (r, c), box in carried.items() if r == row], key=lambda cell: cell[0])  # fmt: skip
        rows.append("<w:tr>" + "".join(_word_cell(box, goes_on) for _, box, goes_on in cells) + "</w:tr>")
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def _word_cell(box: Box, goes_on: bool) -> str:
    span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    merge = "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>' if box.rows > 1 else ""
    text = "" if goes_on else f"<w:r><w:t>{html.escape(box.text)}</w:t></w:r>"
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p>{text}</w:p></w:tc>"


def xlsx(parts: list[Part], rng: Random) -> bytes:
    """All on one sheet, or each table on a sheet of its own; numbers as numbers or as text."""
    book = openpyxl.Workbook()
    sheet = book.active
    one, row, as_numbers = rng.random() < 0.5, 1, rng.random() < 0.6
    for part in parts:
        if part.table is None:
            sheet.cell(row, 1, part.text)
            row += 1
            continue
        if not one:
            sheet, row = book.create_sheet(), 1
        for down, along, box in laid(part.table):
            text: str | int = (
                int(box.text) if as_numbers and box.figure and box.text.isascii() and box.text.isdigit() else box.text
            )
            sheet.cell(row + down, 1 + along, text)
            if box.rows > 1 or box.columns > 1:
                sheet.merge_cells(
                    start_row=row + down, end_row=row + down + box.rows - 1,
                    start_column=1 + along, end_column=along + box.columns,
                )  # fmt: skip
        row += len(part.table) + rng.randrange(2)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def drawn(parts: list[Part], rng: Random, kind: str) -> bytes:
    """Tables drawn with pipes, tabs or commas; a merged cell stands once and leaves blanks."""
    lines: list[str] = []
    for part in parts:
        if part.table is None:
            lines += [part.text, ""] if kind == "md" else [part.text]
            continue
        width = max(column + box.columns for _, column, box in laid(part.table))
        rows = [[""] * width for _ in part.table]
        for row, column, box in laid(part.table):
            rows[row][column] = box.text.replace("\n", " ")
        for index, row in enumerate(rows):
            if kind == "md":
                lines.append("| " + " | ".join(row) + " |")
                lines += ["|" + "---|" * width] if index == 0 else []
            else:
                lines.append(
                    "\t".join(row) if kind == "tsv" else ",".join(f'"{cell}"' if "," in cell else cell for cell in row)
                )
        lines.append("")
    return "\n".join(lines).encode(rng.choice(["utf-8", "gb18030"]))
