"""The folder a list lies in: bodies and attachments by name. Nothing outside the folder is read."""

import os
import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from gongkai.reading.listed.bodies import ENDINGS, html_of_file, html_of_text

MOST_FILES = 500_000
_BETWEEN = re.compile(r"[；;|\n\r]+")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
_MARKUP = re.compile(r"</?(?:p|div|br|table|span|h[1-6]|ul|ol|li|strong|b|em|a)\b[^<>]*>", re.IGNORECASE)


class NoSuchFile(Exception):
    """The file a line names is not there, or there are several of the name. The text says which, in Chinese."""


class Folder:
    """Files by name, whichever folder below they lie in. Gone through once, when a name is first looked for."""

    def __init__(self, path: Path, *, by_title: bool = True) -> None:
        """by_title: whether a body may be found by the item's index number or title, where no line names it."""
        self.path = path
        self._by_title = by_title

    @cached_property
    def _by_name(self) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for count, path in enumerate(path for path in self._walk() if not path.is_symlink()):
            if count >= MOST_FILES:
                break
            found.setdefault(_folded(path.name), []).append(path)
        return found

    def _walk(self) -> Iterator[Path]:
        for folder, below, names in os.walk(self.path):
            below.sort()
            yield from (Path(folder, name) for name in sorted(names))

    @cached_property
    def _bodies(self) -> dict[str, Path]:
        """Files that may be a body, by their name without ending."""
        paths = (path for several in self._by_name.values() for path in several)
        return {_folded(path.stem): path for path in paths if path.suffix.lower() in ENDINGS}

    @staticmethod
    def names_in(text: str) -> list[str]:
        """The names one cell holds: apart by ；, | or a new line. 、 stands in names, and so parts none."""
        return [name.strip() for name in _BETWEEN.split(text) if name.strip()]

    def find(self, name: str) -> Path:
        """The file of that name or path below the folder."""
        found = self._by_name.get(_folded(Path(name.replace("\\", "/")).name), [])
        if len(found) > 1:
            wanted = _folded(name.replace("\\", "/"))
            found = [
                path for path in found if _folded(path.relative_to(self.path).as_posix()).endswith(wanted)
            ] or found
        if len(found) != 1:
            raise NoSuchFile(
                f"文件夹里没有“{name}”。" if not found else f"文件夹里有{len(found)}个“{name}”，分不清是哪一个。"
            )
        return found[0]

    def body_of(self, texts: dict[str, str]) -> str:
        """HTML of the body, "" where there is none. NoSuchFile, Unreadable."""
        written = texts.get("body", "")
        if written:
            return written if _MARKUP.search(written) else html_of_text(written)
        if "body_file" in texts:
            return html_of_file(self.find(texts["body_file"]))
        if not self._by_title:
            return ""
        for stem in (texts.get("index_number", ""), texts.get("title", "")):
            path = self._bodies.get(_folded(_NOT_IN_NAMES.sub("_", stem))) if stem else None
            if path:
                return html_of_file(path)
        return ""


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
