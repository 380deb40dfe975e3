"""What letters an act would make, seen before it is done: the act is carried out and taken back whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from gongkai.applications import wording
from gongkai.applications.models import Application, Document
from gongkai.law.letters import letter
from gongkai.law.lint import Hint, Remedies, lint


@dataclass(frozen=True, slots=True)
class MadeLetter:
    """A letter as it would go out: kind, content, hints about its words; procedural ones are judged as such."""

    kind: str
    content: dict[str, Any]
    hints: tuple[Hint, ...]


def letters_made_by(application: Application, act: Callable[[], object]) -> list[MadeLetter]:
    """The letters the act would number for that case, in their order. Nothing of the act remains: no row, no number, no
    message. Raises what the act refuses. Acts that store files would leave bytes behind, and are not to be tried so."""
    with transaction.atomic():
        before = set(Document.objects.filter(application=application).values_list("pk", flat=True))
        act()
        made = [document for document in Document.objects.filter(application=application) if document.pk not in before]
        transaction.set_rollback(True)
    return [MadeLetter(document.kind, document.content, _hints(document)) for document in made]


def _hints(document: Document) -> tuple[Hint, ...]:
    procedural = not letter(document.kind).remedy
    remedies = Remedies.PROCEDURAL if procedural else Remedies.UNKNOWN
    return tuple(lint(wording.text_of(document.content), on=document.dated_on, remedies=remedies))
