"""One document at the desk: how it stands, its whole life day by day, what acted on it and what it acted on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from gongkai.audit.models import Entry
from gongkai.audit.queries import entries_of
from gongkai.documents.facts import ISSUED, disclosed_on, fact_of
from gongkai.documents.models import Basis, Change, NormativeDocument, Step
from gongkai.law.documents import StepKind
from gongkai.law.numbers import number_key
from gongkai.law.validity import DocumentFact, Validity, ended_on, last_day_of_term, since_of, validity_on
from gongkai.law.workdays import in_words


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened to a document, or will. what: in a word; told: the rest of it; other: the document it concerns, where
    the register has it; cancelled: why it does not count any more; change: its key, where it may be cancelled."""

    on: date
    what: str
    told: str = ""
    other: tuple[int, str] | None = None
    cancelled: str = ""
    change: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How an issued document stands on a day. since: the first day of that state; last_day: of its term, extensions counted."""

    validity: Validity | None
    since: date | None
    last_day: date | None
    ends: tuple[date, Validity] | None


def document_at_desk(key: int) -> NormativeDocument | None:
    """The document with all its page tells, or None: seven queries."""
    changes = Change.objects.select_related("acting").order_by("effective_on", "pk")
    acts = Change.objects.select_related("document").order_by("effective_on", "pk")
    citing = Basis.objects.filter(document__stage__in=ISSUED).select_related(
        "document"
    )  # drafts are their drafters' to see
    return (
        NormativeDocument.objects.select_related("agency", "drafted_by", "field", "publication__current")
        .prefetch_related(
            Prefetch("changes", changes, to_attr="all_changes"),
            Prefetch("acts", acts, to_attr="all_acts"),
            Prefetch("bases", Basis.objects.select_related("cited"), to_attr="all_bases"),
            Prefetch("cited_by", citing, to_attr="all_citing"),
            Prefetch("steps", to_attr="all_steps"),
            "joint",
        )
        .filter(pk=key)
        .first()
    )


def fact_at_desk(document: NormativeDocument) -> DocumentFact:
    """The fact of an issued document of `document_at_desk`, without a further query."""
    document.standing = [change for change in document.all_changes if change.cancelled_at is None]  # type: ignore[attr-defined]
    return fact_of(document)


def standing_of(document: NormativeDocument, day: date) -> Standing | None:
    """How a document of `document_at_desk` stands; None before it is issued."""
    if document.issued_on is None or document.stage not in ISSUED:
        return None
    fact = fact_at_desk(document)
    state, end = validity_on(fact, day), ended_on(fact)
    since = since_of(fact, day) if state is not None else None
    return Standing(state, since, last_day_of_term(fact), end)


def history_of(document: NormativeDocument) -> list[Moment]:
    """Everything that happened to a document of `document_at_desk`, in order of days; what is still to come stands last."""
    found = [*_steps(document), *_days(document), *_changes(document), *_acts(document)]
    return sorted(found, key=lambda moment: moment.on)


def acts_on(document: NormativeDocument) -> list[Entry]:
    """What the journal holds of a document, oldest first."""
    return list(entries_of(f"normativedocument:{document.pk}"))


def by_number(number: str) -> NormativeDocument | None:
    """The living document of the register with that 发文字号, however it is written."""
    key = number_key(number)
    living = NormativeDocument.objects.exclude(stage=NormativeDocument.Stage.DROPPED)
    return living.filter(number_key=key).select_related("agency").first() if key else None


def by_titles(titles: Sequence[str]) -> dict[str, NormativeDocument]:
    """Title → the one living document that has exactly it; titles that several have are left out."""
    found: dict[str, list[NormativeDocument]] = {}
    living = NormativeDocument.objects.exclude(stage=NormativeDocument.Stage.DROPPED)
    for document in living.filter(title__in=list(titles)):
        found.setdefault(document.title, []).append(document)
    return {title: rows[0] for title, rows in found.items() if len(rows) == 1}


def change_of(document: NormativeDocument, key: int) -> Change | None:
    """One act on that document."""
    return Change.objects.filter(document=document, pk=key).select_related("document__agency", "acting").first()


def _days(document: NormativeDocument) -> list[Moment]:
    if document.issued_on is None:
        return []
    found = [Moment(document.issued_on, "印发", document.number)]
    if document.effective_on is not None and document.effective_on != document.issued_on:
        found.append(Moment(document.effective_on, "施行"))
    public = disclosed_on(document)
    if public is not None:
        found.append(Moment(public, "首次公开"))
    if document.stage in ISSUED:
        fact = fact_at_desk(document)
        end, last = ended_on(fact), last_day_of_term(fact)
        if end is not None and end[1] is Validity.LAPSED and last is not None:
            found.append(Moment(end[0], "失效", f"有效期至{in_words(last)}"))
    return found


def _changes(document: NormativeDocument) -> list[Moment]:
    found = []
    for change in document.all_changes:  # type: ignore[attr-defined]
        told = (
            [f"依据《{change.acting_title}》{change.acting_number}"] if change.acting_title else []
        )  # an import may not say
        told += ["由它代替"] if change.replaced else []
        told += [f"有效期延长到{in_words(change.until)}"] if change.until else []
        told += [change.reason] if change.reason else []
        other = (change.acting_id, change.acting_title) if change.acting_id else None
        found.append(
            Moment(
                change.effective_on,
                change.get_kind_display(),
                "，".join(told),
                other,
                change.cancelled_because,
                None if change.cancelled_at else change.pk,
            )
        )
    return found


def _acts(document: NormativeDocument) -> list[Moment]:
    return [
        Moment(
            act.effective_on,
            f"{act.get_kind_display()}了另一份文件",
            f"《{act.document.title}》{act.document.number}",
            (act.document_id, act.document.title),
            act.cancelled_because,
        )
        for act in document.all_acts  # type: ignore[attr-defined]
    ]


def _steps(document: NormativeDocument) -> list[Moment]:
    return [
        Moment(step.done_on, f"未经{_step(step)}" if step.skipped else _step(step), _step_told(step))
        for step in document.all_steps  # type: ignore[attr-defined]
    ]


def _step(step: Step) -> str:
    return StepKind(step.kind).label


def _step_told(step: Step) -> str:
    told = [step.reason, step.place, step.note]
    if step.since and step.until:
        told.append(f"{in_words(step.since)}至{in_words(step.until)}")
    if step.opinions is not None:
        told.append(f"收到意见{step.opinions}条" + (f"，采纳{step.taken}条" if step.taken is not None else ""))
    return "，".join(text for text in told if text)
