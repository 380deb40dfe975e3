"""Reading clean-ups: which are under way, the working list of one, what is still to be decided."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet

from gongkai.agencies.models import Agency
from gongkai.audit.actors import Actor
from gongkai.documents import permissions
from gongkai.documents.facts import fact_of, facts_of, with_changes
from gongkai.documents.models import Basis, CleanUp, CleanUpLine, NormativeDocument
from gongkai.documents.queries.library import is_disclosed
from gongkai.documents.results import ResultRow
from gongkai.law.validity import DocumentFact, Validity, last_day_of_term, validity_on
from gongkai.law.workdays import in_words
from gongkai.publications.models import Publication

DECISIONS: list[tuple[str, str]] = [(str(value), str(label)) for value, label in CleanUpLine.Decision.choices]
LABELS = dict(DECISIONS)
NONE = "none"  # of the filter: nothing proposed yet
LOOKED_AT = (NormativeDocument.Kind.NORMATIVE, NormativeDocument.Kind.RULES)
SOON_DAYS = 365  # a term that ends within a year of the day the list was drawn up is worth a look
OLD_YEARS = 10


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of the working list. state: how the document stands now; ended: whether it ended by itself or by another act since;
    hints: what is worth a look, in Chinese."""

    line: CleanUpLine
    state: Validity | None
    ended: bool
    hints: Sequence[str] = ()

    @property
    def key(self) -> int:
        """By which the list is paged."""
        return self.line.pk


UNDISCLOSED = "没有公开过"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A decided line that the public result does not print. why: in Chinese."""

    line: CleanUpLine
    why: str


@dataclass(frozen=True, slots=True)
class Sought:
    """What of a working list is shown. decision: a key, `none`, or "" for all; agency: a key or None; words: of title or number."""

    decision: str = ""
    agency: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a clean-up is. counts: decision → lines; open: lines of documents that still hold and have no proposal."""

    total: int
    counts: dict[str, int]
    open: Sequence[CleanUpLine] = field(default_factory=list)


def documents_to_clean(agency: Agency, *, with_below: bool, as_of: date) -> list[int]:
    """Keys of the documents that hold or are still to take effect on that day, the oldest first."""
    found = NormativeDocument.objects.filter(kind__in=LOOKED_AT, issued_on__lte=as_of)
    found = found.filter(agency__path__startswith=agency.path) if with_below else found.filter(agency=agency)
    facts = facts_of(found.order_by("issued_on", "pk"))
    return [key for key, fact in facts.items() if _still(fact, as_of)]


def _still(fact: DocumentFact, day: date) -> bool:
    state = validity_on(fact, day)
    return state is not None and (state.holds or state == Validity.NOT_YET)


def cleanups(actor: Actor) -> list[CleanUp]:
    """Those of the actor's agency, of the agencies above whose list may hold its documents, and below; the newest first."""
    post = actor.post
    if post is None:
        return []
    above = [int(part) for part in post.agency_path.split("/") if part]
    near = Q(agency__in=above) | Q(agency__path__startswith=post.agency_path)
    counted = CleanUp.objects.select_related("agency", "publication").annotate(
        documents=Count("lines"), proposed=Count("lines", filter=~Q(lines__decision=""))
    )
    return [row for row in counted.filter(near) if may_see(actor, row)]


def cleanup(key: int) -> CleanUp | None:
    return CleanUp.objects.select_related("agency", "publication").filter(pk=key).first()


def may_see(actor: Actor, found: CleanUp) -> bool:
    """Who works at the agency, at the head, or at an agency whose documents it looks at."""
    post = actor.post
    below = post is not None and found.with_below and post.agency_path.startswith(found.agency.path)
    return below or permissions.may_see(actor, found.agency)


def may_propose(actor: Actor, line: CleanUpLine) -> bool:
    """Who keeps the register of the clean-up, its leader, and who drafts at the document's own agencies."""
    return keeps(actor, line.cleanup) or permissions.may_draft_document(actor, line.document)


def keeps(actor: Actor, found: CleanUp) -> bool:
    """Whether the actor proposes for every line: who keeps the register of the agency, or decides for it."""
    return permissions.may_register(actor, found.agency) or permissions.may_decide(actor, found.agency)


def line(key: int) -> CleanUpLine | None:
    return (
        CleanUpLine.objects.select_related("cleanup__agency", "document__agency", "document__drafted_by")
        .filter(pk=key)
        .first()
    )


def lines_sought(found: CleanUp, sought: Sought) -> QuerySet[CleanUpLine]:
    """The lines a filter leaves, the newest document first."""
    rows = CleanUpLine.objects.filter(cleanup=found).select_related(
        "document__agency", "document__drafted_by", "cleanup__agency"
    )
    if sought.decision:
        rows = rows.filter(decision="" if sought.decision == NONE else sought.decision)
    if sought.agency is not None:
        rows = rows.filter(document__agency=sought.agency)
    for word in sought.words.split()[:5]:
        rows = rows.filter(Q(document__title__icontains=word) | Q(document__number__icontains=word))
    return rows.order_by("-pk")


def page_of(
    found: CleanUp, sought: Sought, *, today: date, before: int | None = None, size: int = 50
) -> list[LineShown]:
    """Some lines with how their documents stand: five queries, however many there are."""
    rows = lines_sought(found, sought)
    return shown(list(rows.filter(pk__lt=before)[:size] if before else rows[:size]), today)


def shown(lines: Sequence[CleanUpLine], today: date) -> list[LineShown]:
    keys = [line.document_id for line in lines]
    documents = {row.pk: row for row in with_changes(NormativeDocument.objects.filter(pk__in=keys))}
    gone = _gone_bases(keys, today)
    made = []
    for one in lines:
        fact = fact_of(documents[one.document_id])
        state = validity_on(fact, today)
        made.append(LineShown(one, state, not _still(fact, today), _hints(fact, one, gone.get(one.document_id, []))))
    return made


def _hints(fact: DocumentFact, line: CleanUpLine, gone: Sequence[str]) -> list[str]:
    as_of = line.cleanup.as_of
    found = [f"制定依据《{title}》已经不再有效" for title in gone]
    last = last_day_of_term(fact)
    if last is not None and (last - as_of).days <= SOON_DAYS:
        found.append(f"有效期至{in_words(last)}")
    years = as_of.year - fact.begins_on.year
    if last is None and years >= OLD_YEARS:
        found.append(f"施行{years}年，没有有效期")
    return found


def _gone_bases(keys: Sequence[int], today: date) -> dict[int, list[str]]:
    """Document → titles of what it rests on that stands in the register and no longer holds."""
    rows = Basis.objects.filter(document__in=keys, cited__isnull=False).values_list("document_id", "cited_id", "title")
    bases = list(rows)
    facts = facts_of(NormativeDocument.objects.filter(pk__in={cited for _, cited, _ in bases})) if bases else {}
    found: dict[int, list[str]] = {}
    for document, cited, title in bases:
        if cited in facts and not _still(facts[cited], today):
            found.setdefault(document, []).append(title)
    return found


def progress_of(found: CleanUp, today: date) -> Progress:
    """Counts by decision, and the lines that keep the clean-up from being decided."""
    lines = list(CleanUpLine.objects.filter(cleanup=found).select_related("document__agency").order_by("-pk"))
    counts = {key: sum(one.decision == key for one in lines) for key, _ in [("", ""), *DECISIONS]}
    bare = [one for one in lines if not one.decision]
    facts = facts_of(NormativeDocument.objects.filter(pk__in=[one.document_id for one in bare])) if bare else {}
    return Progress(len(lines), counts, [one for one in bare if _still(facts[one.document_id], today)])


def agencies_of(found: CleanUp) -> list[tuple[int, str, int]]:
    """(key, name, lines) of the agencies whose documents are on the list."""
    rows = CleanUpLine.objects.filter(cleanup=found).values_list("document__agency_id", "document__agency__short_name")
    return list(rows.annotate(count=Count("pk")).order_by("-count", "document__agency_id"))


def result_of(found: CleanUp, today: date) -> tuple[list[ResultRow], list[LeftOut]]:
    """What the result says on that day, the oldest document first; and the decided lines it does not print, each with why."""
    decided = CleanUpLine.objects.filter(cleanup=found).exclude(decision="")
    lines = list(decided.select_related("document__agency", "change").order_by("document__issued_on", "pk"))
    documents = {row.pk: row for row in with_changes(NormativeDocument.objects.filter(cleanup_lines(found)))}
    rows, left_out = [], []
    for one in lines:
        document = documents[one.document_id]
        why = _not_printed(one, document, today)
        if why:
            left_out.append(LeftOut(one, why))
            continue
        agency = one.document.agency.name
        rows.append(ResultRow(one.decision, document.title, document.number, agency, document.issued_on, one.reason))
    return rows, left_out


def cleanup_lines(found: CleanUp) -> Q:
    """The documents on its list."""
    return Q(pk__in=CleanUpLine.objects.filter(cleanup=found).values("document"))


def _not_printed(line: CleanUpLine, document: NormativeDocument, today: date) -> str:
    if not is_disclosed(document, today):
        return UNDISCLOSED
    if line.change is not None:
        return "登记簿里已经取消了这一条效力变动" if line.change.cancelled_at else ""
    return "" if _still(fact_of(document), today) else "作出决定以后已经不再有效"


def ended_although_kept(found: CleanUp, today: date) -> list[CleanUpLine]:
    """Lines that keep or amend a document which holds no more."""
    kept = [CleanUpLine.Decision.KEEP, CleanUpLine.Decision.AMEND]
    lines = list(CleanUpLine.objects.filter(cleanup=found, decision__in=kept).select_related("document"))
    facts = facts_of(NormativeDocument.objects.filter(cleanup_lines(found)))
    return [one for one in lines if not _still(facts[one.document_id], today)]


def being_cleaned(keys: Sequence[int]) -> CleanUp | None:
    """A clean-up under way that has one of these documents on its list."""
    return CleanUp.objects.filter(state=CleanUp.State.OPEN, lines__document__in=keys).order_by("pk").first()


def result_is_public(found: CleanUp) -> bool:
    """Whether the result was released at the gate."""
    return found.publication is not None and found.publication.standing == Publication.Standing.PUBLIC
