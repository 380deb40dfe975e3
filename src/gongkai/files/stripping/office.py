"""A Word or Excel file without what it says of its makers. What is read in it stays byte for byte, but for names at comments."""

import io
import re
import zipfile

from gongkai.files.stripping.broken import broken, unfolds_too_large
from gongkai.files.stripping.pictures import strip_jpeg, strip_png
from gongkai.law.errors import NotAcceptable

_MOST_PARTS, _LARGEST = 5_000, 200_000_000
_TOOL = "Word或者WPS"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006"
_BARE = {
    "docProps/core.xml": _HEAD
    + b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": _HEAD + b'<Properties xmlns="' + _OFFICE + b'/extended-properties"/>',
    "docProps/custom.xml": _HEAD + b'<Properties xmlns="' + _OFFICE + b'/custom-properties"/>',
}
_NAMES = re.compile(rb'\b(w:author|w:initials|w15:author|w15:userId|w15:providerId)="[^"]*"')
_PEOPLE = re.compile(rb'\b(displayName|userId|providerId|lastModifiedBy|userName)="[^"]*"')
_AUTHOR = re.compile(rb"(<(?:\w+:)?author\b[^>/]*>)[^<]*(</(?:\w+:)?author>)")
_FOLDER = re.compile(
    rb"<(?:mc:AlternateContent\b(?:(?!</mc:AlternateContent>).)*absPath.*?</mc:AlternateContent>)", re.DOTALL
)
_SAME_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP knows: when a part was saved is not told either


def strip_office(name: str, content: bytes) -> bytes:
    """The package with bare properties and without names. NotAcceptable where it is broken or unfolds too large."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            parts = old.infolist()
            if len(parts) > _MOST_PARTS:
                raise unfolds_too_large(name)
            left = _LARGEST
            for part in parts:
                with old.open(part) as stream:
                    data = stream.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise unfolds_too_large(name)
                if part.filename.startswith("docProps/thumbnail"):
                    continue
                about = zipfile.ZipInfo(part.filename, date_time=_SAME_DAY)
                about.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(about, _part(part.filename, data))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise broken(name, _TOOL) from error
    return out.getvalue()


def _part(name: str, data: bytes) -> bytes:
    if name in _BARE:
        return _BARE[name]
    if name == "_rels/.rels":
        return re.sub(rb"<Relationship\b[^>]*thumbnail[^>]*/>", b"", data)
    if name.endswith(".xml"):
        return _without_names(name, data)
    try:
        if name.lower().endswith((".jpg", ".jpeg")):
            return strip_jpeg(name, data)
        return strip_png(name, data) if name.lower().endswith(".png") else data
    except NotAcceptable:
        return data  # a picture no program can open says nothing either; the document is not refused for it


def _without_names(name: str, data: bytes) -> bytes:
    if name.startswith("word/"):
        data = _NAMES.sub(rb'\1=""', data)
    if name.startswith(("xl/persons/", "xl/revisions/", "word/people")):
        data = _PEOPLE.sub(rb'\1=""', data)
    if name.startswith("xl/") and "comments" in name.lower():
        data = _AUTHOR.sub(rb"\1\2", data)
    if name == "xl/workbook.xml" and b"absPath" in data:
        data = _FOLDER.sub(b"", data)
    return data
