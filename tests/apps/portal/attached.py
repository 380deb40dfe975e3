"""A file laid beside an item."""

from datetime import date

from tests.builders import at

from gongkai.files.actions import store_file
from gongkai.publications.models import Attachment, Publication

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def an_attachment(item: Publication, name: str, content: bytes = PDF) -> Attachment:
    """The file, ready to be named by a draft of the item."""
    file = store_file(name, content, at=at(date(2024, 3, 20)))
    return Attachment.objects.create(publication=item, file=file, name=name)
