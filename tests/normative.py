"""Builders of normative documents: a district with its legal office and a department, documents made through the verbs."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

from gongkai.agencies.models import Agency, Person, Post
from gongkai.agencies.queries import held
from gongkai.audit.actors import Actor
from gongkai.documents import actions
from gongkai.documents.models import NormativeDocument
from tests.builders import a_person, an_agency, at

TODAY = date(2024, 6, 3)
_number = count(1)


class District:
    """A district government whose legal office reviews for all (`head`), and a department below it (`agency`).

    Each has a post for every duty that has to do with documents; they act on a given day.
    """

    DUTIES = ("desk_officer", "contact", "editor", "legal_reviewer", "reviewer", "leader", "keeper", "auditor")

    def __init__(self, head: Agency, agency: Agency, *, password: str | None = None) -> None:
        self.head, self.agency = head, agency
        self.people: dict[tuple[int, str], tuple[Person, Post]] = {
            (one.pk, duty): a_person(one, duty, password=password) for one in (head, agency) for duty in self.DUTIES
        }

    def person(self, duty: str, *, of: Agency | None = None) -> Person:
        return self.people[(of or self.agency).pk, duty][0]

    def actor(self, duty: str, on: date = TODAY, *, of: Agency | None = None) -> Actor:
        """Whoever has this duty at the department, or at another agency of the district."""
        person, post = self.people[(of or self.agency).pk, duty]
        return Actor(f"person:{person.pk}", person.name, held(post), at(on), "test")

    def of_head(self, duty: str, on: date = TODAY) -> Actor:
        return self.actor(duty, on, of=self.head)


def a_district(*, password: str | None = None, **fields: Any) -> District:
    """A district government and one department. fields: of the department."""
    head = an_agency(kind="government", **({"code": "001"} if not Agency.objects.filter(code="001") else {}))
    return District(head, an_agency(parent=head, **fields), password=password)


def a_document(
    district: District,
    *,
    issued_on: date = date(2020, 3, 2),
    on: date = TODAY,
    agency: Agency | None = None,
    drafted_by: Agency | None = None,
    imported_from: str = "",
    **told: Any,
) -> NormativeDocument:
    """A document in use, entered on `on` by the legal office of the district. told: of `actions.EntryTold`."""
    number = next(_number)
    agency = agency or district.agency
    given: dict[str, Any] = {
        "title": f"测试事项管理办法之{number}",
        "number": f"青测规〔{issued_on.year}〕{number}号",
        **told,
    }
    entry = actions.EntryTold(issued_on=issued_on, **given)
    actor = district.of_head("legal_reviewer", on)
    return actions.enter_document(agency, told=entry, actor=actor, drafted_by=drafted_by, imported_from=imported_from)


def some_documents(district: District, days: Sequence[date], **told: Any) -> list[NormativeDocument]:
    """One document for each of the days it was issued on."""
    return [a_document(district, issued_on=day, **told) for day in days]


def a_change(
    district: District, document: NormativeDocument, *, effective_on: date, on: date = TODAY, **told: Any
) -> Any:
    """An act on a document, recorded on `on` by the legal office of the district: a repeal unless told otherwise."""
    given: dict[str, Any] = {"kind": "repealed", **told}
    if "acting" not in given and "acting_title" not in given:
        given["acting_title"] = "关于废止一批文件的决定"
    return actions.record_change(
        document, effective_on=effective_on, actor=district.of_head("legal_reviewer", on), **given
    )
