"""One document as anybody may read it: how it stands, what changed it, what it rests on, who explains it, its texts.

What is not public is not named: an act that changed it shows by its day alone until it is disclosed itself, and an act still to
come shows not at all before that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, TruncDate

from gongkai.agencies.models import Agency
from gongkai.documents.facts import fact_of
from gongkai.documents.models import Basis, Change, Interpretation, NormativeDocument, Step
from gongkai.documents.queries.library import disclosed, is_disclosed
from gongkai.law.documents import StepKind
from gongkai.law.validity import DocumentFact, Validity, last_day_of_term, since_of, validity_on
from gongkai.publications.models import Attachment, Publication, Version, Withdrawal
from gongkai.publications.queries import public

MOST_CITED = 100  # documents that rest on it, the newest
KINDS: dict[str, str] = dict(Interpretation.Kind.choices)


class Link(NamedTuple):
    """A document named on the page of another. key: of its own page, or None where it has none here."""

    key: int | None
    title: str
    number: str

    def __str__(self) -> str:
        return f"《{self.title}》{f'（{self.number}）' if self.number else ''}"


@dataclass(frozen=True, slots=True)
class Act:
    """A change as the page tells it. other: the act that did it, or, told the other way round, the document it was done to."""

    kind: str
    on: date
    until: date | None
    replaced: bool
    other: Link | None


@dataclass(frozen=True, slots=True)
class State:
    """How it stands on a day, since when; act: what brought it there; last_day: of its term, where it has one."""

    validity: Validity
    since: date
    act: Act | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Reading:
    """政策解读 that is public: an item here (key), or an address elsewhere."""

    title: str
    kind: str
    by_whom: str
    on: date | None
    key: int | None
    address: str


class Beside(NamedTuple):
    """A row of what stands beside a document: interpretations, releases, files, joint agencies, solicitations, in one query."""

    what: str
    key: int | None
    first: date | None
    last: date | None
    name: str
    words: str
    kind: str
    more: str
    number: int | None
    size: int | None


@dataclass(frozen=True, slots=True)
class Ties:
    """Documents tied to one: changes of it, those it made, what it rests on, what rests on it; items: keys whose standing decides
    what of that is named."""

    changes: list[Act]
    acts: list[Act]
    bases: list[tuple[Link, str]]
    cited_by: list[Link]
    documents: set[int]
    items: set[int]


@dataclass(frozen=True, slots=True)
class Paper:
    """What an item's page says where the item is a document's text, or explains one. key: of the document's page."""

    key: int
    title: str
    number: str
    explains: bool
    state: State
    readings: list[Reading]
    items: set[int]


def document(key: int, today: date) -> NormativeDocument | None:
    """A document that has a page: disclosed, or one whose text was withdrawn and leaves its tombstone."""
    found = NormativeDocument.objects.filter(pk=key).select_related(
        "agency", "drafted_by", "field", "publication__current", "publication__issued_by"
    )
    one = found.first()
    if one is None or one.issued_on is None:
        return None
    return one if is_disclosed(one, today) or is_withdrawn(one) else None


def is_withdrawn(found: NormativeDocument) -> bool:
    """Whether its text was public and was taken down."""
    return found.publication is not None and found.publication.standing == public.WITHDRAWN


def text_of(found: NormativeDocument) -> Version | None:
    """Its text as it stands, where it is here and may be read."""
    item = found.publication
    return item.current if item is not None and item.standing in public.READABLE else None


def fact_with(found: NormativeDocument, changes: Iterable[Change]) -> DocumentFact:
    """The document as the law sees it, with changes that were read already."""
    found.standing = list(changes)  # type: ignore[attr-defined]
    return fact_of(found)


def state_of(fact: DocumentFact, acts: Sequence[Act], today: date) -> State | None:
    """How it stands that day, with the act that brought it there; None before it was issued."""
    validity = validity_on(fact, today)
    if validity is None:
        return None
    since = since_of(fact, today)
    kinds = {Validity.AMENDED: "amended", Validity.REPEALED: "repealed", Validity.DECLARED_LAPSED: "declared_lapsed"}
    act = next((one for one in reversed(acts) if one.kind == kinds.get(validity) and one.on <= since), None)
    return State(validity, since, act, last_day_of_term(fact))


def ties_of(found: NormativeDocument, today: date) -> tuple[DocumentFact, Ties]:
    """The fact and everything it is tied to. Two queries."""
    both = ("document__publication", "acting__publication")
    rows = list(
        Change.objects.filter(Q(document=found) | Q(acting=found), cancelled_at__isnull=True)
        .select_related(*both)
        .order_by("effective_on", "pk")
    )
    bases = list(
        Basis.objects.filter(Q(document=found) | Q(cited=found))
        .select_related("document__publication", "cited__publication")
        .order_by("position", "pk")
    )
    own = [row for row in rows if row.document_id == found.pk]
    others = [row.acting for row in own] + [row.document for row in rows] + [row.document for row in bases]
    others += [row.cited for row in bases]
    tied = {other.pk: other for other in others if other is not None and other.pk != found.pk}
    citing = sorted(
        (row.document for row in bases if row.cited_id == found.pk and is_disclosed(row.document, today)),
        key=lambda one: (one.issued_on, one.pk),
        reverse=True,
    )
    ties = Ties(
        changes=[act for row in own if (act := _act(row, today)) is not None],
        acts=[
            Act(row.kind, row.effective_on, row.until, row.replaced, _link(row.document))
            for row in rows
            if row.acting_id == found.pk and is_disclosed(row.document, today)
        ],
        bases=[(_basis(row, today), row.article) for row in bases if row.document_id == found.pk],
        cited_by=[_link(one) for one in dict.fromkeys(citing)][:MOST_CITED],
        documents=set(tied),
        items={other.publication_id for other in tied.values() if other.publication_id is not None},
    )
    return fact_with(found, (row for row in own if _act(row, today) is not None)), ties


def _act(row: Change, today: date) -> Act | None:
    """A change as it may be told; None for one to come of which its act is not public yet."""
    if row.acting is None:
        other = Link(None, row.acting_title, row.acting_number) if row.acting_title else None
    elif is_disclosed(row.acting, today):
        other = _link(row.acting)
    elif row.effective_on > today:
        return None
    else:
        other = None
    return Act(row.kind, row.effective_on, row.until, row.replaced, other)


def _link(other: NormativeDocument) -> Link:
    return Link(other.pk, other.title, other.number)


def _basis(row: Basis, today: date) -> Link:
    """What it rests on, as its text names it: the name is public with the text, the page only where the document has one."""
    key = row.cited.pk if row.cited is not None and is_disclosed(row.cited, today) else None
    return Link(key, row.title, "")


def beside(found: NormativeDocument, today: date) -> list[Beside]:
    """What stands beside a document, in one query: see `Beside`. Only what is public."""
    item = found.publication if found.publication and found.publication.standing in public.READABLE else None
    parts: list[QuerySet[Any]] = [
        _readings(found, today),
        _told(Agency.objects.filter(joint_documents=found), "joint", F("pk"), None, None, F("name"), F("code")),
        _told(
            Step.objects.filter(document=found, kind=StepKind.SOLICITATION, skipped=False, done_on__lte=today),
            *("solicitation", F("pk"), F("since"), F("until"), "", F("address"), "", "", F("opinions"), F("taken")),
        ),
    ]
    if item is not None:
        parts += [_releases(item), _files(item)]
    rows = parts[0].union(*parts[1:], all=True)
    return sorted((Beside(*row) for row in rows), key=lambda one: (one.what, one.number or 0, one.key or 0))


def _readings(found: NormativeDocument, today: date) -> QuerySet[Any]:
    """The interpretations anybody may read: here, or where they stand elsewhere."""
    public_on = Case(
        When(publication__isnull=False, then=TruncDate("publication__published_at")),
        default=F("published_on"),
        output_field=DateField(),
    )
    rows = Interpretation.objects.filter(_readable(today), document=found).annotate(on=public_on)
    columns = (F("publication_id"), F("on"), None, F("title"), F("address"), F("kind"), F("by_whom"))
    return _told(rows, "interpretation", *columns)


def _releases(item: Publication) -> QuerySet[Any]:
    """The releases that may still be read: number and note; size is 1 for the one shown."""
    withdrawn = Withdrawal.objects.filter(
        publication=OuterRef("publication"), released_as__number__gte=OuterRef("number")
    )
    found = Version.objects.filter(~Exists(withdrawn), publication=item).annotate(
        on=TruncDate("released_at"),
        shown=Case(When(pk=item.current_id, then=Value(1)), default=Value(0), output_field=IntegerField()),
    )
    return _told(found, "release", F("pk"), F("on"), None, "", F("change_note"), "", "", F("number"), F("shown"))


def _files(item: Publication) -> QuerySet[Any]:
    found = Attachment.objects.filter(publication=item, in_text=False, pk__in=_attached(item))
    return _told(
        found,
        *("file", F("pk"), None, None, F("name"), F("description"), F("file__kind"), F("text_state"), F("position")),
        F("file__size"),
    )


def _attached(item: Publication) -> QuerySet[Any]:
    return Version.attachments.through.objects.filter(version=item.current_id).values("attachment")


def _told(found: QuerySet[Any], *values: object) -> QuerySet[Any]:
    """The rows with those values as the columns of `Beside`, each of its type on either database."""
    kinds = (CharField, IntegerField, DateField, DateField, CharField, CharField, CharField, CharField, IntegerField)
    empty = {CharField: "", IntegerField: None, DateField: None}
    columns: dict[str, Any] = {}
    fields = (*kinds, IntegerField)
    for at, (name, kind) in enumerate(zip(Beside._fields, fields, strict=True)):
        value = values[at] if at < len(values) else empty[kind]
        columns[f"told_{name}"] = Cast(value if isinstance(value, F) else Value(value), kind())
    return found.order_by().annotate(**columns).values_list(*columns)


def _readable(today: date) -> Q:
    """Interpretations anybody may read."""
    here = Q(publication__standing__in=public.READABLE)
    return Q(dropped_on__isnull=True) & (here | Q(~Q(address=""), publication__isnull=True, published_on__lte=today))


def readings_of(rows: Iterable[Beside]) -> list[Reading]:
    """The interpretations among what stands beside."""
    return [
        Reading(row.name, KINDS[row.kind], row.more, row.first, row.key, row.words)
        for row in rows
        if row.what == "interpretation"
    ]


def item(key: int) -> Publication | None:
    """As `public.item`, with the document whose text it is, or which it explains, beside: no query more."""
    found = public.addressed(key).select_related(
        "normative_document__publication", "interpretation__document__publication"
    )
    return found.first()


def groups_of(item: Publication) -> list[str]:
    """The groups of pages that change with the document an item read by `item` belongs to, disclosed or not."""
    text, explaining = getattr(item, "normative_document", None), getattr(item, "interpretation", None)
    return [f"document:{one}" for one in (text and text.pk, explaining and explaining.document_id) if one]


def paper_of(item: Publication, today: date) -> Paper | None:
    """What its page says of the document the item of `item` belongs to; None for none that is disclosed. One query."""
    text = getattr(item, "normative_document", None)
    explaining = getattr(item, "interpretation", None)
    found = text or (explaining.document if explaining is not None and explaining.dropped_on is None else None)
    if found is None or not is_disclosed(found, today):
        return None
    acting = NormativeDocument.objects.filter(disclosed(today), pk=OuterRef("acting"))
    changes = Change.objects.filter(
        Q(effective_on__lte=today) | Q(acting__isnull=True) | Exists(acting),
        document=found,
        cancelled_at__isnull=True,
    )
    parts = [
        _readings(found, today),
        _told(changes, "change", F("pk"), F("effective_on"), F("until"), "", "", F("kind")),
    ]
    rows = [Beside(*row) for row in parts[0].union(*parts[1:], all=True)]
    standing = [
        Change(pk=row.key, document=found, kind=row.kind, effective_on=row.first, until=row.last)
        for row in rows
        if row.what == "change" and row.first is not None
    ]
    state = state_of(fact_with(found, standing), [], today)
    if state is None:
        return None
    readings = [one for one in readings_of(rows) if one.key != item.pk]
    items = {one.key for one in readings if one.key is not None} | ({found.publication_id} - {None})
    return Paper(found.pk, found.title, found.number, text is None, state, readings, items)
