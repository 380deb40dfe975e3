"""A draft as the rules see it: plain values, so that what is only typed yet is checked like what is saved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gongkai.publications.cleaning import words_of


@dataclass(frozen=True, slots=True)
class WordFact:
    """A row of a word list. kind: leader, place, agency, sensitive."""

    kind: str
    wrong: str
    right: str = ""
    reason: str = ""
    must: bool = False


@dataclass(frozen=True, slots=True)
class FileFact:
    """A file of the item. text_state: none, read, recognised, scan; digest: of its bytes, where it is a stored one."""

    key: int
    name: str
    description: str = ""
    in_text: bool = False
    text: str = ""
    text_state: str = "none"
    digest: str = ""


@dataclass(frozen=True, slots=True)
class LinkFact:
    """A link of the text. dead: why it leads nowhere, empty when it does or when nobody asked."""

    address: str
    words: str
    dead: str = ""


@dataclass(frozen=True)
class DraftFacts:
    """title to body as written, body cleaned; missing: field → label of what a public item must still say of itself.

    accepted: (code, excerpt) → the reason it was let stand.
    """

    title: str
    body: str
    summary: str = ""
    keywords: str = ""
    change_note: str = ""
    missing: Mapping[str, str] = field(default_factory=dict)
    files: tuple[FileFact, ...] = ()
    links: tuple[LinkFact, ...] = ()
    words: tuple[WordFact, ...] = ()
    accepted: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def lines(self) -> list[str]:
        """The body, a line for each paragraph, item or row of a table; cells parted by tabs."""
        return words_of(self.body).split("\n")

    def passages(self) -> Iterator[tuple[str, str, str]]:
        """(field, place in words, text) of everything that is written. What stands in the files is `contents.py`'s."""
        for name, label in (
            ("title", "标题"),
            ("summary", "内容概述"),
            ("keywords", "关键词"),
            ("change_note", "修订说明"),
        ):
            if text := getattr(self, name):
                yield name, label, text
        for number, line in enumerate(self.lines, start=1):
            yield "body", f"正文第{number}{'行' if '	' in line else '段'}", line
        for file in self.files:
            if file.description and not file.in_text:
                yield "attachments", f"附件“{file.name}”的说明", file.description
