"""The proof of a DOCX: its parts and bytes, its elements and their words, its text, read by the standard library alone."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from xml.etree import ElementTree

from gongkai.redaction.docx_model import Seen
from gongkai.redaction.docx_reading import see_docx
from gongkai.redaction.docx_styles import ALIGNMENTS, KNOWN_FONTS
from gongkai.redaction.docx_writing import BAR, MOMENT, write_docx
from gongkai.redaction.marks import Mark, spans_of
from gongkai.redaction.proof.findings import Line, Objections, Proof, Repeat, digest
from gongkai.redaction.proof.traces import folded, traces_in

_TEXTS = ("word/header1.xml", "word/document.xml", "word/footer1.xml")
_FIXED = ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ELEMENTS = {
    "": "document body hdr ftr p r t tab br fldSimple tbl tr tc",
    "looks": "pPr spacing ind jc rPr rFonts b i u sz",
    "tables": "tblPr tblW tblBorders top left bottom right insideH insideV tblGrid gridCol tcPr tcW gridSpan vMerge",
    "sheet": "sectPr headerReference footerReference pgSz pgMar",
}
_KNOWN = frozenset(name for names in _ELEMENTS.values() for name in names.split())
_ATTRIBUTES = frozenset(
    {"val", "ascii", "hAnsi", "eastAsia", "sz", "space", "color", "w", "h", "type", "id", "instr", "gutter"}
    | {"before", "after", "line", "lineRule", "left", "right", "firstLine", "hanging", "firstLineChars"}
    | {"hangingChars", "top", "bottom", "header", "footer"}
)
_WORDS = ALIGNMENTS | KNOWN_FONTS
_WORDS |= {"single", "auto", "dxa", "exact", "restart", "continue", "default", "rId2", "rId3", " PAGE ", "preserve"}
_NUMBER = re.compile(r"-?\d{1,6}")
_SHORTEST = 2


def verify_docx(original: bytes, released: bytes, marks: Sequence[Mark]) -> Proof:
    """The proof. NotAcceptable with what and where, when one thing is not as it must be."""
    objections = Objections()
    parts = _parts(released, objections)
    objections.require_none()
    roots = _roots(parts, objections)
    objections.require_none()
    for name, root in roots.items():
        if b"<!" in parts[name] or b"<?" in parts[name][5:]:
            objections.add(f"{name}里有注释或者指令")
        for element in root.iter():
            _require_known(element, name, objections)
    told = [_told(paragraph) for name in _TEXTS for paragraph in roots[name].iter(f"{_W}p")]
    wanted, hidden, still_open = _wanted(original, marks)
    _same(wanted, told, objections)
    secrets = {text for texts in hidden.values() for text in texts if text not in still_open}
    seen = folded("\n".join(told))
    for number, texts in hidden.items():
        if any(text in seen for text in texts & secrets):
            objections.add(f"第{number}处遮的字在副本里还能找到")
    places = {name: parts[name] for name in parts} | {"整个文件": released}
    objections.told += [f"{place}里还有遮盖的字" for place in traces_in(places, secrets)]
    objections.require_none()
    repeats = [Repeat(number, ()) for number, texts in hidden.items() if any(text in still_open for text in texts)]
    lines = (
        Line("文字", f"{len(marks)}处遮盖的字在副本的{len(parts)}个部件里逐一查找，各种编码都没有找到"),
        Line("隐藏内容", "逐个部件、逐个元素核对：没有修订、批注、隐藏文字、元数据、附件和旧版本"),
        Line("段落", f"{len(wanted)}段文字，遮盖以外与原件逐字相同"),
    )
    return Proof(digest(original), digest(released), 1, len(marks), 0, lines, tuple(repeats))


def _roots(parts: dict[str, bytes], objections: Objections) -> dict[str, ElementTree.Element]:
    roots: dict[str, ElementTree.Element] = {}
    for name in _TEXTS:
        try:
            roots[name] = ElementTree.fromstring(parts[name])
        except ElementTree.ParseError:
            objections.add(f"{name}读不出来")
    return roots


def _parts(released: bytes, objections: Objections) -> dict[str, bytes]:
    """The parts by name, when the box holds these, in this order, without a byte between them."""
    parts: dict[str, bytes] = {}
    at = 0
    try:
        with zipfile.ZipFile(io.BytesIO(released)) as archive:
            for info in archive.infolist():
                gap = info.header_offset != at or released[at + 28 : at + 30] != b"\0\0"
                if gap or info.extra or info.comment or info.date_time != MOMENT or info.filename in parts:
                    objections.add(f"压缩包的“{info.filename}”前后有多余的数据")
                parts[info.filename] = archive.read(info)
                at += 30 + len(info.filename.encode()) + info.compress_size
            if archive.start_dir != at or archive.comment or not _ends_with_directory(released, archive):
                objections.add("压缩包里有多余的数据")
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        objections.add(f"压缩包读不出来（{type(error).__name__}）")
        return {}
    if set(parts) != {*_TEXTS, *_FIXED}:
        objections.add("压缩包里有不该有的部件，或者缺了部件")
    else:
        empty = _fixed()
        objections.told += [f"{name}与应有的不同" for name in _FIXED if parts[name] != empty[name]]
    return parts


def _ends_with_directory(released: bytes, archive: zipfile.ZipFile) -> bool:
    size = sum(46 + len(info.filename.encode()) for info in archive.infolist())
    return len(released) == archive.start_dir + size + 22


@cache
def _fixed() -> dict[str, bytes]:
    """The parts that are the same in every copy."""
    with zipfile.ZipFile(io.BytesIO(write_docx(Seen([], [], [], {})))) as archive:
        return {name: archive.read(name) for name in _FIXED}


def _require_known(element: ElementTree.Element, name: str, objections: Objections) -> None:
    tag = element.tag.removeprefix(_W)
    if not element.tag.startswith(_W) or tag not in _KNOWN:
        objections.add(f"{name}里有不该有的元素“{tag[:30]}”")
    for attribute, value in element.attrib.items():
        known = attribute.rpartition("}")[2] in _ATTRIBUTES
        if not known or not (value in _WORDS or _NUMBER.fullmatch(value)):
            objections.add(f"{name}的“{tag[:30]}”带有不该有的内容")
    if (element.text or "").strip() and tag != "t":
        objections.add(f"{name}的“{tag[:30]}”里有游离的文字")
    if (element.tail or "").strip():
        objections.add(f"{name}的“{tag[:30]}”后面有游离的文字")


def _told(paragraph: ElementTree.Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: ElementTree.Element) -> Iterator[str]:
    for child in element:
        tag = child.tag.removeprefix(_W)
        if tag == "fldSimple":
            yield "{页码}"
        elif tag == "t":
            yield child.text or ""
        elif tag in {"tab", "br"}:
            yield "\t" if tag == "tab" else "\n"
        elif tag == "r":
            yield from _pieces(child)


def _wanted(original: bytes, marks: Sequence[Mark]) -> tuple[list[str], dict[int, set[str]], str]:
    """The paragraphs as they must read now, what each mark hides, and the text that stays open."""
    wanted: list[str] = []
    hidden: dict[int, set[str]] = {number: set() for number in range(1, len(marks) + 1)}
    for page, paragraph in enumerate(see_docx(original).paragraphs(), start=1):
        text, at, told = paragraph.text, 0, ""
        for begin, end in spans_of(marks, page, text):
            told += text[at:begin] + BAR
            at = end
        wanted.append(told + text[at:])
        for number, mark in enumerate(marks, start=1):
            if mark.page == page and mark.letters is not None:
                begin, end = mark.letters
                hidden[number] |= {part for part in (folded(text[begin:end]),) if len(part) >= _SHORTEST}
    return wanted, hidden, folded("\n".join(wanted).replace(BAR, "\uffff"))


def _same(wanted: list[str], told: list[str], objections: Objections) -> None:
    """Text for text; empty paragraphs, which the format asks for at the end of cells, do not count."""
    left, right = ([text for text in texts if text] for texts in (wanted, told))
    if len(left) != len(right):
        objections.add(f"段落数不同，原件{len(left)}段，副本{len(right)}段")
        return
    for number, (one, other) in enumerate(zip(left, right, strict=True), start=1):
        if one != other:
            objections.add(f"副本第{number}段与原件不同")
