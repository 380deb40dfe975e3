"""Workbooks (.xlsx) written row by row: hundreds of thousands of rows in little memory, and the same rows as the same bytes.

Text is written as text: nothing that begins with = becomes a formula.
"""

import re
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from xml.sax.saxutils import escape, quoteattr

Value = str | int | float | None
_MOST_ROWS = 1_048_576  # of a sheet, by the file format
_LONGEST = 32_767  # signs of a cell, by the file format
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = (
    f'{_DECLARATION}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font>'
    '</fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(slots=True)
class Sheet:
    """One kind of row. When a sheet is full, the next begins with the same heads."""

    name: str
    heads: Sequence[str]
    widths: Sequence[int]
    files: list[IO[bytes]] = field(default_factory=list)
    rows: int = 0

    def write(self, rows: Iterable[Sequence[Value]]) -> None:
        for row in rows:
            if not self.files or self.rows >= _MOST_ROWS:
                self.begin()
            self.rows += 1
            self.files[-1].write(_row(self.rows, row).encode())

    def begin(self) -> None:
        """A new sheet with its heads."""
        self.files.append(tempfile.TemporaryFile())  # noqa: SIM115  closed when the workbook is
        columns = "".join(
            f'<col min="{order}" max="{order}" width="{width}" customWidth="1"/>'
            for order, width in enumerate(self.widths, 1)
        )
        frozen = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'
        head = f'{_DECLARATION}<worksheet xmlns="{_MAIN}">{frozen}<cols>{columns}</cols><sheetData>'
        self.files[-1].write((head + _row(1, self.heads, style=1)).encode())
        self.rows = 1


class Workbook:
    """A file being written. Use as a context; it is there when the context ends without an exception."""

    def __init__(self, path: Path, sheets: Sequence[Sheet]) -> None:
        self._path = path
        self.sheets = sheets

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._save()
        for sheet in self.sheets:
            for file in sheet.files:
                file.close()

    def _save(self) -> None:
        written: list[tuple[str, IO[bytes]]] = []
        for sheet in self.sheets:
            if not sheet.files:
                sheet.begin()
            for order, file in enumerate(sheet.files, 1):
                written.append((sheet.name if order == 1 else f"{sheet.name}{order}", file))
        draft = self._path.with_name(f".{self._path.name}.part")
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, text in _parts([name for name, _ in written]):
                _put(archive, name, text.encode())
            for order, (_, file) in enumerate(written, 1):
                file.write(b"</sheetData></worksheet>")
                file.seek(0)
                with archive.open(_entry(f"xl/worksheets/sheet{order}.xml"), "w", force_zip64=True) as into:
                    while piece := file.read(1 << 20):
                        into.write(piece)
        draft.replace(self._path)


def _row(number: int, values: Sequence[Value], style: int = 0) -> str:
    cells = "".join(_cell(value, style) for value in values)
    return f'<row r="{number}">{cells}</row>'


def _cell(value: Value, style: int) -> str:
    look = f' s="{style}"' if style else ""
    if value is None or value == "":
        return f"<c{look}/>"
    if isinstance(value, str):
        text = escape(_FORBIDDEN.sub("", value)[:_LONGEST])
        return f'<c{look} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f"<c{look}><v>{value!r}</v></c>"


def _parts(names: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Everything but the sheets themselves."""
    numbers = range(1, len(names) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_DOCUMENT}.worksheet+xml"/>' for n in numbers
    )
    yield (
        "[Content_Types].xml",
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_DOCUMENT}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_DOCUMENT}.styles+xml"/>{overrides}</Types>',
    )
    yield "_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")])
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(numbers, names, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
    )
    relations = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*relations, (f"rId{len(names) + 1}", "styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES


def _relations(entries: Iterable[tuple[str, str, str]]) -> str:
    told = "".join(f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for key, kind, to in entries)
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(_entry(name), data)
