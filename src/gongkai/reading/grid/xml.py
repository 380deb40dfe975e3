"""Parts of office files: unpacked and parsed within bounds, without entities, without anything fetched."""

import io
import zipfile
import zlib
from typing import Any

from gongkai.reading import refusals
from gongkai.reading.errors import Unreadable
from gongkai.reading.source import Source

_LARGEST_PART = 60_000_000
_MOST_TAGS = 1_500_000  # of one part: an element costs a few hundred bytes when it is open
_MOST_DIGITS = 9
_ODD = (KeyError, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error)


def part(source: Source, name: str) -> bytes:
    """One file of the archive, empty where there is none. Unreadable where it is broken or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            if name not in archive.namelist():
                return b""
            with archive.open(name) as entry:
                data = entry.read(_LARGEST_PART + 1)
    except _ODD as error:
        raise refusals.broken(source.name) from error
    if len(data) > _LARGEST_PART or data.count(b"<") > _MOST_TAGS:
        raise refusals.large(source.name)
    return data


def parsed(source: Source, name: str) -> Any | None:
    """The root element of one part, None where there is none. A part with a document type is refused: office files have
    none, and entities are declared there."""
    from lxml import etree

    data = part(source, name)
    if not data:
        return None
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise Unreadable(
            "file.broken", f"{source.name} 里有不该有的声明，没有打开。", "请用Word或WPS另存一份后再核对。"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise refusals.broken(source.name) from error


def local(element: Any) -> str:
    """The tag without its namespace: transitional and strict files differ in nothing else."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """An attribute by its local name."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def whole(text: str | None) -> int | None:
    """A number as office files write one in an attribute; None for anything else, and for what no file counts to."""
    return int(text) if text and len(text) < _MOST_DIGITS and text.isascii() and text.isdigit() else None


def child(element: Any, *names: str) -> Any | None:
    """The first child by a path of local names."""
    for name in names:
        element = next((inner for inner in element if local(inner) == name), None)
        if element is None:
            return None
    return element
