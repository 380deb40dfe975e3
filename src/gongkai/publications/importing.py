"""What an import hands over: items as they will stand, what is there already, what is wrong with which line."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from gongkai.reading.listed import Trouble

MOST_AT_ONCE = 1_000  # items of one transaction


@dataclass(frozen=True, slots=True)
class ReadyItem:
    """An item that may be taken over. content: the fields of a Version, body cleaned; text: the words of the body.

    place: its line in the list; index_number: "" where one is to be given; files: the attachments where they lie;
    former_address: a path of this site, or "".
    """

    place: str
    agency_id: int
    content: dict[str, Any]
    text: str
    published_at: datetime
    index_number: str = ""
    section_id: int | None = None
    duty_id: int | None = None
    former_address: str = ""
    files: tuple[Path, ...] = ()

    @property
    def fingerprint(self) -> str:
        """By which the same line is known again: issuing agency, title, document number, moment, words."""
        return fingerprint(
            self.agency_id, self.content["title"], self.content.get("document_number", ""), self.published_at, self.text
        )


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that is here already. because: in Chinese."""

    place: str
    because: str


@dataclass(frozen=True, slots=True)
class Judged:
    """Some lines as they were judged: each is in one of the three."""

    ready: Sequence[ReadyItem]
    left: Sequence[LeftOut]
    troubles: Sequence[Trouble]


def fingerprint(agency: int, title: str, document_number: str, published_at: datetime, text: str) -> str:
    told = [agency, title, document_number, int(published_at.timestamp()), text]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
