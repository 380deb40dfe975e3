"""Builders of the library: documents with their texts at the gate, interpreted, based on one another."""

from datetime import date, timedelta
from typing import Any

from gongkai.documents import actions
from gongkai.documents.models import Basis, Interpretation, NormativeDocument
from gongkai.publications.models import Publication
from tests.normative import TODAY, District, a_document
from tests.publishing import Newsroom, a_newsroom, a_public_item

BODY = "<p>第一条　为了规范养犬行为，制定本办法。</p><h2>第二章　登记</h2><p>第二条　养犬应当登记。</p>"


class Library:
    """A district whose department issues documents and can publish their texts."""

    def __init__(self, *, room: Newsroom | None = None, password: str | None = None, **fields: Any) -> None:
        self.room: Newsroom = room or a_newsroom(reviews=1, password=password, **fields)
        self.district = District(self.room.head, self.room.agency, password=password)

    def document(self, *, body: str = BODY, on: date | None = None, **told: Any) -> NormativeDocument:
        """A document in use whose text passed the gate on the day after it was issued, or on `on`."""
        entered = max(TODAY, told.get("issued_on", TODAY))
        document = a_document(self.district, on=entered, **told)
        assert document.issued_on is not None
        item = self.item(
            on=on or document.issued_on + timedelta(days=1), title=document.title, body=body, number=document.number
        )
        return actions.link_text(document, publication=item, actor=self.district.of_head("legal_reviewer", entered))

    def item(self, *, on: date, number: str = "", **told: Any) -> Publication:
        """An item that passed the gate that day."""
        return a_public_item(self.room, on=on, document_number=number, dated_on=on, **told)

    def reading(self, document: NormativeDocument, *, on: date, **told: Any) -> Interpretation:
        """An interpretation of it that passed the gate that day."""
        given: dict[str, Any] = {"kind": "text", "title": f"《{document.title}》解读", **told}
        item = self.item(on=on, title=given["title"])
        return Interpretation.objects.create(document=document, drafted_by=self.room.agency, publication=item, **given)


def rests_on(document: NormativeDocument, cited: NormativeDocument | None, title: str = "", article: str = "") -> Basis:
    """A basis of a document, in the register or only by name."""
    return Basis.objects.create(
        document=document, cited=cited, title=title or (cited.title if cited else ""), article=article
    )


def page(visitor: Any, address: str, status: int = 200) -> str:
    """The page at that address."""
    answer = visitor.get(address)
    assert answer.status_code == status, address
    return str(answer.content.decode())


def main_of(text: str) -> str:
    """What a page says beside masthead and footing."""
    return text.partition('<main id="main">')[2].partition("</main>")[0]
