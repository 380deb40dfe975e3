"""A DOCX as a box of parts: opened with care, since it comes from outside."""

import io
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from gongkai.law.errors import NotAcceptable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_LARGEST_PART = 60_000_000
_LARGEST_TOGETHER = 200_000_000
_MOST_PARTS = 5_000
_COMPOUND = b"\xd0\xcf\x11\xe0"  # what an encrypted document, or one of before 2007, begins with
_STRICT = b"http://purl.oclc.org/ooxml/"


@dataclass(frozen=True, slots=True)
class Package:
    """The document's root, other XML parts by name, and the targets of the document's relationships."""

    document: etree._Element
    parts: dict[str, etree._Element]
    targets: dict[str, str] = field(default_factory=dict)

    def by_reference(self, reference: etree._Element) -> etree._Element | None:
        """The part that an element such as `w:headerReference` names."""
        return self.parts.get(self.targets.get(reference.get(f"{_R}id", ""), ""))


def open_package(content: bytes) -> Package:
    """The parts of a DOCX that may hold visible text. NotAcceptable with the remedy where it cannot be read."""
    if content.startswith(_COMPOUND):
        raise NotAcceptable(
            "redaction.password",
            "这份Word文档设有密码，或者是旧的doc格式，读不出内容。",
            "请用密码打开，另存为没有密码的docx，再上传遮盖。",
            field="file",
        )
    try:
        raw = _unpacked(content)
        trees = {name: _tree(data) for name, data in raw.items() if name.endswith(".xml")}
        links = _tree(raw["word/_rels/document.xml.rels"]) if "word/_rels/document.xml.rels" in raw else None
        return Package(trees["word/document.xml"], trees, _targets(links))
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError, NotImplementedError, RuntimeError, EOFError) as error:
        raise _broken() from error


def _unpacked(content: bytes) -> dict[str, bytes]:
    """The text parts under word/, each bounded. What is not asked for is not unpacked."""
    found: dict[str, bytes] = {}
    together = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if len(archive.infolist()) > _MOST_PARTS:
            raise _large()
        for info in archive.infolist():
            name = info.filename
            folder, _, part = name.rpartition("/")
            if not ((folder == "word" and part.endswith(".xml")) or name == "word/_rels/document.xml.rels"):
                continue
            with archive.open(info) as stream:
                data = stream.read(_LARGEST_PART + 1)
            together += len(data)
            if len(data) > _LARGEST_PART or together > _LARGEST_TOGETHER:
                raise _large()
            found[name] = data
    return found


def _tree(data: bytes) -> etree._Element:
    """The root of a part. A part that declares entities is none that Word writes."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise _broken()
    if _STRICT in data[:8192]:
        raise NotAcceptable(
            "redaction.strict_docx",
            "这份Word文档是“严格开放XML”格式。",
            "请在Word里另存为普通的docx再上传，或者另存为PDF遮盖。",
            field="file",
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


def _targets(links: etree._Element | None) -> dict[str, str]:
    if links is None:
        return {}
    return {
        link.get("Id", ""): "word/" + link.get("Target", "").removeprefix("/word/")
        for link in links.iter(f"{_PACKAGE}Relationship")
        if link.get("TargetMode") != "External"
    }


def _broken() -> NotAcceptable:
    return NotAcceptable(
        "redaction.unreadable",
        "这份Word文档读不出来，文件可能已损坏。",
        "请用Word或者WPS打开看看；能打开的，另存一份docx或者PDF再遮盖。",
        field="file",
    )


def _large() -> NotAcceptable:
    return NotAcceptable(
        "redaction.too_long", "这份Word文档展开后太大。", "请拆成几份，或者另存为PDF再遮盖。", field="file"
    )
