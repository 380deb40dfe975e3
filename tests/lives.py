"""Builders of the life of a document: drafted, walked through its steps on consecutive days, its text and interpretation at the gate."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from gongkai.audit.actors import Actor
from gongkai.documents import actions
from gongkai.documents.actions.record import add_step, finish, lock
from gongkai.documents.models import Interpretation, NormativeDocument
from gongkai.law.documents import StepKind
from gongkai.publications import actions as publications
from gongkai.publications.models import Publication, Section
from tests.builders import at
from tests.normative import District
from tests.publishing import a_category, a_section

BEGUN = date(2024, 4, 8)
ORDER = (StepKind.SOLICITATION, StepKind.REVIEW, StepKind.DELIBERATION, StepKind.REGISTRATION)
ADDRESS = "https://qingchuan.example/yijian/12"


def drafter(district: District, on: date = BEGUN) -> Actor:
    """The contact of the department, who drafts and writes its items."""
    return district.actor("contact", on)


def told(**changes: Any) -> actions.DocumentTold:
    return actions.DocumentTold(**{"title": "青川区老旧小区加装电梯管理办法", **changes})


def a_life(district: District, *, on: date = BEGUN, for_head: bool = False, **changes: Any) -> NormativeDocument:
    """A document begun by the department's contact, of the department itself or of the district government."""
    agency = district.head if for_head else district.agency
    return actions.draft_document(
        agency, told=told(**changes), actor=drafter(district, on), drafted_by=district.agency if for_head else None
    )


def solicited(district: District, document: NormativeDocument, on: date) -> None:
    actions.record_solicitation(
        document,
        since=on - timedelta(days=14),
        until=on,
        address=ADDRESS,
        opinions=12,
        taken=5,
        actor=drafter(district, on),
    )


def reviewed(district: District, document: NormativeDocument, on: date) -> None:
    """The step of the review, as its conclusion writes it."""
    actor = district.of_head("legal_reviewer", on)
    with transaction.atomic():
        row = lock(document)
        add_step(row, StepKind.REVIEW, on=on, actor=actor, note="合法")
        finish(actor, "reviewed", row, on=on, title=row.title)


def deliberated(district: District, document: NormativeDocument, on: date) -> None:
    actions.record_deliberation(document, place="区政府第32次常务会议", on=on, actor=drafter(district, on))


def registered(district: District, document: NormativeDocument, on: date, **changes: Any) -> None:
    given = {"number": f"青测发〔{on.year}〕{document.pk}号", "issued_on": on, "effective_on": on, **changes}
    agency = {"of": document.agency}
    actions.register_document(document, on=on, actor=district.actor("legal_reviewer", on, **agency), **given)


WALK = {
    StepKind.SOLICITATION: solicited,
    StepKind.REVIEW: reviewed,
    StepKind.DELIBERATION: deliberated,
    StepKind.REGISTRATION: registered,
}


def walked(
    district: District, *, until: StepKind = StepKind.REGISTRATION, on: date = BEGUN, **changes: Any
) -> NormativeDocument:
    """A document that took every step up to and with that one, a day after the other from `on` + 15 days."""
    document = a_life(district, on=on, **changes)
    day = on + timedelta(days=15)
    for step in ORDER[: ORDER.index(until) + 1]:
        WALK[step](district, document, day)
        day += timedelta(days=1)
    document.refresh_from_db()
    return document


def columns() -> None:
    """The two columns of the portal that documents and interpretations stand in."""
    for slug, name in (("policies", "政策文件"), ("interpretations", "政策解读")):
        if not Section.objects.filter(slug=slug).exists():
            a_section(slug=slug, name=name)


def index_code(district: District, on: date = BEGUN) -> None:
    """The department can give index numbers, and one reading suffices."""
    for agency, code in ((district.agency, "10000001X"), (district.head, "10000002X")):
        publications.set_publishing_rules(
            agency, actor=district.actor("leader", on, of=agency), seen_version=None, reviews=1, index_code=code
        )


def a_text(
    district: District, document: NormativeDocument, on: date, text: str = "第一条 为了规范加装电梯，制定本办法。"
) -> Any:
    """Its text at the gate, complete."""
    columns()
    writer = district.actor("contact", on, of=document.agency)
    item = actions.prepare_text(document, text=text, actor=writer)
    complete(district, item, on)
    return item


def complete(district: District, item: Publication, on: date) -> None:
    """Fill in what the catalogue asks beside the text."""
    draft = item.draft
    publications.save_draft(
        item,
        written=publications.Written(
            title=draft.title,
            body=draft.body,
            summary="加装电梯的条件、程序和补助。",
            document_number=draft.document_number,
            dated_on=draft.dated_on or on,
            effective_on=draft.effective_on,
            category=a_category(),
            section=draft.section,
        ),
        actor=district.actor("contact", on, of=item.issued_by),
        seen_version=None,
    )


def release(district: District, item: Publication, on: date) -> None:
    """Through the gate: handed in, both examinations, the final approval."""
    agency = {"of": item.issued_by}
    publications.submit_draft(item, actor=district.actor("contact", on, **agency), seen_version=None)
    for kind, duty in (("disclosure", "editor"), ("secrecy", "reviewer"), ("final_approval", "leader")):
        publications.record_review(
            item, kind=kind, conclusion="passed", actor=district.actor(duty, on, **agency), seen_version=None
        )


def published(district: District, document: NormativeDocument, on: date) -> Publication:
    """The text of a registered document released on that day, and noted."""
    item = a_text(district, document, on)
    document.refresh_from_db()
    if not document.interpretations.exists() and not document.no_interpretation:
        an_interpretation(district, document, on)
    release(district, item, on)
    actions.note_releases(at(on, 12))
    document.refresh_from_db()
    return item


def explained(**changes: Any) -> actions.InterpretationTold:
    return actions.InterpretationTold(
        **{"kind": "text", "title": "加装电梯怎么办：政策解读", "text": "三分之二以上业主同意就可以申请。", **changes}
    )


def an_interpretation(district: District, document: NormativeDocument, on: date, **changes: Any) -> Interpretation:
    columns()
    return actions.draft_interpretation(document, told=explained(**changes), actor=drafter(district, on))
