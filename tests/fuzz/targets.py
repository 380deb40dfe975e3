"""What is fuzzed: for each layout the seeds to begin from, how bytes become a file, and what must hold of any file."""

import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import xlwt

from gongkai import reading
from gongkai.law import checks
from gongkai.reading import Reading, Unreadable, export
from gongkai.reading.source import recognise
from tests.golden.layouts import figures, office, pages, papers, text
from tests.golden.layouts.office import archive, laid, parts_of

_SEEDS = 6
_SEAM = b"<!--|-->"  # between the parts of an archive that are fuzzed together
_BOOK = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")
_INLINE = re.compile(rb'(<c [^>]*?)t="inlineStr"[^>]*><is>(.*?)</is></c>', re.DOTALL)
_MARKUP = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_MARKS = b"<>/=\"' \n"
_NUMBERS = (
    b"0",
    b"-1",
    b"1000000000",
    b"9" * 50,
    b"9" * 5000,
    b"1e999999999",
    b"1e-999999999",
    b"NaN",
    "１２".encode(),
    "③".encode(),
)


@dataclass(frozen=True)
class Target:
    """name: its file's ending; file: the file these bytes make; seams: signs it is best cut at; told: whether its figures
    can be looked for in its text."""

    name: str
    seeds: Callable[[], list[bytes]]
    tokens: Sequence[bytes]
    file: Callable[[bytes], bytes] = bytes
    seams: bytes = b""
    told: bool = False


def feed(target: Target, data: bytes) -> None:
    """The file read, judged and told as JSON. Raises for whatever may not happen; a refusal is one line with a remedy."""
    file = target.file(data)
    try:
        source = recognise(file, f"文件.{target.name}")
        found = reading.read_source(source)
    except Unreadable as error:
        _require_told(error)
        return
    for one in found:
        told = export.report("文件", one, checks.judge(one.to_fact()))
        json.dumps(told, ensure_ascii=False).encode()
        if target.told:
            _require_printed(one, source.text or _word_text(file))


def _require_told(refusal: Unreadable) -> None:
    assert refusal.message.endswith("。"), refusal
    assert refusal.remedy.endswith("。"), refusal
    assert "\n" not in str(refusal), refusal


def _require_printed(found: Reading, shown: str) -> None:
    """Every figure stands in the file, digit after digit."""
    texts = [_digits(html.unescape(_MARKUP.sub("", shown))), _digits(html.unescape(shown))]
    for cell, read in found.cells.items():
        if isinstance(read.figure.value, int) and abs(read.figure.value) > 9:
            assert any(str(abs(read.figure.value)) in digits for digits in texts), (cell, read)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", text))


def _word_text(file: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        return packed.read("word/document.xml").decode("utf-8", "replace")


def mutated(data: bytes, target: Target, rng: Random) -> bytes:
    """The bytes changed in one to eight places: pieces cut out, said again, moved; signs and odd words put in."""
    for _ in range(rng.randrange(1, 9)):
        begin, end = sorted((_place(data, target, rng), _place(data, target, rng)))
        end = min(end, begin + rng.choice((1, 8, 200, 5000)))
        piece = data[begin:end]
        match rng.randrange(7):
            case 0:
                data = data[:begin] + data[end:]
            case 1:
                data = data[:begin] + piece * rng.choice((2, 3, 50)) + data[end:]
            case 2:
                rest = data[:begin] + data[end:]
                at = _place(rest, target, rng)
                data = rest[:at] + piece + rest[at:]
            case 3:
                data = data[:begin] + rng.randbytes(rng.randrange(1, 4)) + data[begin + 1 :]
            case 4 | 5:
                data = (
                    data[:begin]
                    + rng.choice((*target.tokens, *_NUMBERS))
                    + data[begin if rng.random() < 0.5 else end :]
                )
            case _:
                data = data[:begin] if rng.random() < 0.1 else data[:begin] + data[end:] + piece
    return data[:60_000]


def _place(data: bytes, target: Target, rng: Random) -> int:
    """A place in the bytes, most often where something begins or ends."""
    at = rng.randrange(len(data) + 1)
    if target.seams and rng.random() < 0.7:
        near = [found for sign in target.seams if (found := data.find(bytes([sign]), at)) >= 0]
        return min(near, default=at)
    return at


def _pages() -> list[bytes]:
    made = [pages.a_page(seed) for seed in range(_SEEDS * 3)]
    return [page.data for page in made if b"\x00" not in page.data][:_SEEDS]


def _archives() -> list[bytes]:
    webs = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
    return [webs + b"".join(b"--b\nContent-Type: text/html\n\n" + page + b"\n" for page in _pages()[:2]) + b"--b--\n"]


def _texts() -> list[bytes]:
    ways = (text.together, text.partly, text.piped, text.below, text.paged, text.by_columns, text.torn)
    return [way(figures.a_report(Random(seed)), Random(seed)).encode() for seed, way in enumerate(ways)]


def _documents() -> list[bytes]:
    return [_part(office.a_paper("docx", seed).data, "word/document.xml") for seed in range(_SEEDS)]


def _books() -> list[bytes]:
    made = [_sharing(office.a_paper("xlsx", seed).data) for seed in range(_SEEDS)]
    return [_SEAM.join(_part(data, name) for name in _BOOK) for data in made]


def _sharing(data: bytes) -> bytes:
    """The workbook with its words kept apart from its sheets, as spreadsheet programs store them."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    words: list[bytes] = []

    def shared(cell: re.Match[bytes]) -> bytes:
        words.append(b"<si>" + cell[2] + b"</si>")
        return cell[1] + b't="s"><v>%d</v></c>' % (len(words) - 1)

    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            parts[name] = _INLINE.sub(shared, part)
    parts["xl/sharedStrings.xml"] = (
        b"<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>" + b"".join(words) + b"</sst>"
    )
    return archive(parts)


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name)


def _book(data: bytes) -> bytes:
    return archive(dict(zip(_BOOK, data.split(_SEAM), strict=False)))


def an_old_book(seed: int) -> tuple[bytes, figures.Report]:
    """A report as a workbook of before 2007 (.xls, and .et of WPS), on one sheet."""
    report = figures.a_report(Random(seed))
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("年报")
    row = 0
    for part in parts_of(report, Random(seed), ()):
        if part.table is None:
            sheet.write(row, 0, part.text)
            row += 1
            continue
        for down, along, box in laid(part.table):
            value = int(box.text) if box.figure and box.text.isdigit() else box.text
            top, right = row + down, along + box.columns - 1
            sheet.write_merge(top, top + box.rows - 1, along, right, value)
        row += len(part.table) + 1
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue(), report


def _parsed() -> list[bytes]:
    """What this program wrote, and what another wrote."""
    (found,) = reading.read_source(recognise(_texts()[3], "文.txt"))
    ours = {"version": 1, "reports": [export.report("文", found, checks.judge(found.to_fact()))]}
    person = {
        "newReceived": 12,
        "carriedOver": "1",
        "results": {"granted": 3, "denied": {"stateSecret": None}, "totalProcessed": 3.5},
    }
    theirs = {
        "title": "示例区2023年政府信息公开工作年度报告",
        "sections": [{"title": "一、总体情况", "content": "共收到申请13件。", "type": "text"}],
        "tableData": {"naturalPerson": person, "legalPerson": {"commercial": person}, "total": person},
        "reviewLitigationData": {"review": {"maintain": 1, "total": 1}},
        "activeDisclosureData": {"regulations": {"made": 0, "valid": 7}, "fees": {"amount": 12.5}},
    }
    return [json.dumps(one, ensure_ascii=False).encode() for one in (ours, theirs)]


TARGETS = {
    target.name: target
    for target in (
        Target(
            "html",
            _pages,
            (
                b"<table>", b"</table>", b"<tr>", b"<td>", b"</td>", b" rowspan=0", b" rowspan=99999999", b" colspan=1000",
                b"<sup>", b"<thead>", b"<tfoot>", b"<caption>", b"<br>", b"<![CDATA[", b"<!--", b"-->", b"&#0;", b"&#x110000;",
                b"<script>", b"<iframe src='a.pdf'>", b" style='display:none'", b"<svg>", b"\x00", b"\xff\xfe", b"<frameset>",
            ),
            seams=_MARKS,
            told=True,
        ),
        Target("mht", _archives, (b"Content-Transfer-Encoding: base64\n", b"=\n", b"--b\n", b"charset=nonsense\n"), seams=b"\n<>"),
        Target("txt", _texts, (b"|", b"\t", b",", b"\n\n", b"-", b"\r", "（七）总计".encode(), b"\xe3\x80\x80", b"\x0c"), seams=b"\n |", told=True),
        Target(
            "docx",
            _documents,
            (
                b"<w:tbl>", b"</w:tbl>", b"<w:tr>", b"<w:tc>", b"</w:tc>", b'<w:gridSpan w:val="1000"/>', b"<w:vMerge/>",
                b'<w:vMerge w:val="restart"/>', b'<w:gridBefore w:val="99"/>', b"<w:txbxContent>", b"<w:ins>", b"<w:del>", b"<w:br/>",
            ),
            file=lambda data: archive({"word/document.xml": data}),
            seams=_MARKS,
            told=True,
        ),
        Target(
            "xlsx",
            _books,
            (
                b'<c r="XFD1048576">', b'<c t="s"><v>99999</v></c>', b'<c t="inlineStr"><is><t>1</t></is></c>', b'hidden="1"', b'r="0"', b"<v>1E400</v>",
                b'<mergeCell ref="A1:XFD1048576"/>', b'<col min="0" max="99999" hidden="1"/>', b'Target="../../x.xml"', b'TargetMode="External"',
            ),
            file=_book,
            seams=_MARKS,
        ),
        Target("zip", lambda: [office.a_paper(kind, 1).data for kind in ("docx", "xlsx")], (b"PK\x01\x02", b"PK\x05\x06", b"\xff" * 4, b"OFD.xml")),
        Target("xls", lambda: [an_old_book(1)[0]], (b"\xff" * 4, b"\x00" * 8, b"\x09\x08", b"\xfe\xff\xff\xff")),
        Target(
            "pdf",
            lambda: [papers.a_pdf(seed, ()).data for seed in (1, 2)],
            (b"endobj", b"stream\n", b"/Kids", b"/Parent", b"/Type/Page", b"/MediaBox[0 0 1e9 1e9]", b"1 0 R", b"/Length 0", b"<<", b">>", b"/Rotate 90"),
            seams=b"\n/<>[",
        ),
        Target("json", _parsed, (b"{", b"[", b"]", b"}", b"null", b"true", b'"', b"1.5", b":", b",", b'"state": "read"', b'"format": "2019"'), seams=b'{}[]",:', told=True),
    )
}  # fmt: skip
