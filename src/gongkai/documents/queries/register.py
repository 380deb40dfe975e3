"""The register as of any day: which documents there are, how each stood, and the act that changed it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.audit.actors import Actor
from gongkai.documents.facts import ISSUED, changes_of
from gongkai.documents.models import Change, NormativeDocument
from gongkai.documents.permissions import SEEING_ALL
from gongkai.law.numbers import number_key
from gongkai.law.validity import LABELS, DocumentFact, Validity, ended_on, last_day_of_term, since_of, validity_on

KINDS = tuple(NormativeDocument.Kind.choices)
STATES = tuple((str(state), label) for state, label in LABELS.items())
CHANGE_KINDS = tuple(Change.Kind.choices)
_FACT = ("pk", "kind", "issued_on", "effective_on", "valid_until", "disclosed_on")
_TOLD = (
    "title",
    "number",
    "number_key",
    "registration_number",
    "agency_id",
    "agency__short_name",
    "field_id",
    "field__name",
    "joint_outside",
    "stage",
)
_MADE_SO = {
    Validity.REPEALED: "repealed",
    Validity.DECLARED_LAPSED: "declared_lapsed",
    Validity.AMENDED: "amended",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader of the register asks for. day: as of which; validity, kind: keys, empty for all; year: of issue; words: in the
    title or a number, however it is written."""

    day: date
    validity: str = ""
    kind: str = ""
    agency: int | None = None
    year: int | None = None
    field: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """What made a document stand as it does. on: since which day; title, number: of the acting document; key: where the register has it."""

    kind: str
    on: date
    title: str = ""
    number: str = ""
    key: int | None = None
    replaced: bool = False

    @property
    def label(self) -> str:
        return dict(CHANGE_KINDS).get(self.kind, LABELS[Validity.LAPSED])


@dataclass(frozen=True, slots=True)
class Line:
    """One document as of a day. last_day: of its term, extensions counted; act: what ended it or amended it last, filled for what is shown."""

    key: int
    title: str
    number: str
    registration_number: str
    kind: str
    agency_id: int
    agency: str
    field_id: int | None
    field: str
    joint_outside: Sequence[str]
    fact: DocumentFact
    validity: Validity
    last_day: date | None
    folded: str
    public_wanting: bool
    act: Act | None = None

    @property
    def kind_label(self) -> str:
        return dict(KINDS)[self.kind]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """lines: of one page; total: how many were found, of `every`, of which `holding` were in force; page, pages: from 1; by_validity: how many in each state,
    whatever state was asked for; years, agencies, fields: what may be asked for."""

    lines: Sequence[Line]
    total: int
    every: int
    holding: int
    page: int
    pages: int
    by_validity: Mapping[str, int]
    years: Sequence[int]
    agencies: Sequence[tuple[int, str]]
    fields: Sequence[tuple[int, str]]


def scope_of(actor: Actor) -> Q:
    """The documents an actor may see: those of the agency of the post and those it drafts or issues with others; at the head, all below."""
    post = actor.post
    if post is None:
        return Q(pk__in=[])
    if post.agency_path.count("/") == 1 and post.duty in SEEING_ALL:
        return Q(agency__path__startswith=post.agency_path)
    joint = NormativeDocument.joint.through.objects.filter(agency_id=post.agency_id).values("normativedocument_id")
    return Q(agency_id=post.agency_id) | Q(drafted_by_id=post.agency_id) | Q(pk__in=joint)


def issued_for(actor: Actor) -> QuerySet[NormativeDocument]:
    """The issued documents an actor may see, the newest first."""
    return NormativeDocument.objects.filter(scope_of(actor), stage__in=ISSUED).order_by("-issued_on", "-pk")


def lines_as_of(documents: QuerySet[NormativeDocument], day: date) -> list[Line]:
    """Every one of these that was issued by that day, with how it stood: two queries, whatever their number."""
    changes, found = changes_of(documents), []
    for row in documents.filter(stage__in=ISSUED, issued_on__lte=day).values_list(*_FACT, *_TOLD):
        (key, kind, issued, begins, until, disclosed), told = row[: len(_FACT)], row[len(_FACT) :]
        acts = tuple(changes.get(key, ()))
        fact = DocumentFact(f"normativedocument:{key}", kind, issued, begins, until, disclosed, acts)
        state = validity_on(fact, day)
        if state is None:
            continue
        title, number, folded, registration, agency_id, agency, field_id, named, outside, stage = told
        found.append(
            Line(
                key=key,
                title=title,
                number=number,
                registration_number=registration,
                kind=fact.kind,
                agency_id=agency_id,
                agency=agency,
                field_id=field_id,
                field=named or "",
                joint_outside=outside,
                fact=fact,
                validity=state,
                last_day=last_day_of_term(fact),
                folded=folded,
                public_wanting=stage == NormativeDocument.Stage.PUBLICATION,
            )
        )
    return found


def register_page(actor: Actor, wanted: Wanted, *, page: int = 1, size: int = 50) -> RegisterPage:
    """One page of the register as of a day: three queries. A page beyond the last is the last."""
    every = lines_as_of(issued_for(actor), wanted.day)
    fitting = [line for line in every if _fits(line, wanted)]
    found = [line for line in fitting if not wanted.validity or line.validity == wanted.validity]
    pages = max(1, -(-len(found) // size))
    page = min(max(page, 1), pages)
    shown = found[(page - 1) * size : page * size]
    return RegisterPage(
        lines=with_acts(shown, wanted.day),
        total=len(found),
        every=len(every),
        holding=sum(line.validity.holds for line in every),
        page=page,
        pages=pages,
        by_validity=Counter(str(line.validity) for line in fitting),
        years=sorted({line.fact.issued_on.year for line in every}, reverse=True),
        agencies=sorted({(line.agency_id, line.agency) for line in every}),
        fields=sorted({(line.field_id, line.field) for line in every if line.field_id is not None}),
    )


def register_lines(actor: Actor, wanted: Wanted) -> list[Line]:
    """Everything `register_page` would show, page after page, for a file."""
    found = [line for line in lines_as_of(issued_for(actor), wanted.day) if _fits(line, wanted)]
    return with_acts([line for line in found if not wanted.validity or line.validity == wanted.validity], wanted.day)


def with_acts(lines: Sequence[Line], day: date) -> list[Line]:
    """The lines with the act that made each stand as it did on that day: one query."""
    keys = [line.key for line in lines if line.validity not in (Validity.IN_FORCE, Validity.NOT_YET)]
    acts: dict[int, list[Act]] = {}
    for document, act in _acts_of(keys, day):
        acts.setdefault(document, []).append(act)
    return [_with_act(line, acts.get(line.key, []), day) for line in lines]


def _acts_of(keys: Sequence[int], day: date) -> Iterable[tuple[int, Act]]:
    """The standing acts on these documents until that day, in order. Asked for by the hundred: SQLite binds no more than some."""
    columns = ("document_id", "kind", "effective_on", "acting_title", "acting_number", "acting_id", "replaced")
    for start in range(0, len(keys), 500):
        rows = Change.objects.filter(
            document__in=keys[start : start + 500], cancelled_at__isnull=True, effective_on__lte=day
        ).exclude(kind=Change.Kind.EXTENDED)
        for document, kind, on, title, number, acting, replaced in rows.values_list(*columns):
            yield document, Act(kind, on, title, number, acting, replaced)


def _with_act(line: Line, acts: Sequence[Act], day: date) -> Line:
    act = next((act for act in reversed(acts) if act.kind == _MADE_SO.get(line.validity)), None)
    end = ended_on(line.fact)
    if line.validity == Validity.LAPSED and end is not None:
        act = Act("lapsed", end[0])
    return line if act is None else replace(line, act=replace(act, on=since_of(line.fact, day)))


def _fits(line: Line, wanted: Wanted) -> bool:
    if wanted.kind and line.kind != wanted.kind:
        return False
    if wanted.agency is not None and line.agency_id != wanted.agency:
        return False
    if wanted.year is not None and line.fact.issued_on.year != wanted.year:
        return False
    if wanted.field is not None and line.field_id != wanted.field:
        return False
    words = wanted.words.casefold().split()
    if not words:
        return True
    told = f"{line.title} {line.number} {line.registration_number}".casefold()
    return all(word in told for word in words) or number_key(wanted.words) in line.folded
