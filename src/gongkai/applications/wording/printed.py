"""A numbered letter as it is shown and printed, from the record that was frozen when it went out."""

from datetime import date
from typing import Any, Protocol

from gongkai.typesetting.letter import Letter
from gongkai.typesetting.sheets_of_letters import Sheet, SheetRow


class FrozenLetter(Protocol):
    """What a letter needs of a document: content holds title, addressee, paragraphs, attachments, table and sheet."""

    content: dict[str, Any]
    dated_on: date

    @property
    def number(self) -> str: ...


def letter_of(document: FrozenLetter, *, agency: str) -> Letter:
    """The letter of a document. agency: the name in red and under the text."""
    content = document.content
    return Letter(
        organ=agency,
        number=document.number,
        title=content["title"],
        addressee=content["addressee"],
        paragraphs=tuple(content["paragraphs"]),
        dated_on=document.dated_on,
        signed_by=agency,
        attachments=tuple(content.get("attachments", ())),
        table=tuple(tuple(row) for row in content.get("table", ())),
        sheet=_sheet(content.get("sheet")),
    )


def _sheet(kept: dict[str, Any] | None) -> Sheet | None:
    if not kept:
        return None
    rows = tuple(SheetRow(row["label"], row["text"], row["lines"]) for row in kept["rows"])
    return Sheet(kept["title"], rows, kept["foot"])
