"""合法性审核 as screens ask for it: what waits for whom, what was concluded in a year by kind and month, one review whole."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import calendar
from gongkai.audit.actors import Actor
from gongkai.audit.models import Entry
from gongkai.audit.queries import entries_of
from gongkai.documents.facts import rules_of
from gongkai.documents.models import LegalityReview, NormativeDocument, Opinion
from gongkai.documents.permissions import DRAFTING, REVIEWING, SEEING_ALL
from gongkai.law.reviews import OPEN, ReviewLimits, is_late, too_quick

State = LegalityReview.State
Kind = LegalityReview.Kind
ANSWERS = [(str(value), str(label)) for value, label in Opinion.Answer.choices]
CONCLUSIONS = [(str(value), str(label)) for value, label in LegalityReview.Conclusion.choices]
KINDS = [(str(value), str(label)) for value, label in Kind.choices]
DRAFTED = ("document.drafted", "document.revised", "document.draft_finished")  # acts of who drafts
STATES = [(str(value), str(label)) for value, label in State.choices]


def review(key: int) -> LegalityReview | None:
    """One review with its drafts and opinions, in order."""
    told = LegalityReview.objects.select_related(
        "agency", "submitted_by", "submitter", "reviewer", "document__agency", "document__drafted_by"
    )
    opinions = Opinion.objects.select_related("draft", "given_by", "answered_by").order_by("number")
    return told.prefetch_related("drafts__file", Prefetch("opinions", opinions)).filter(pk=key).first()


def seen_by(actor: Actor) -> QuerySet[LegalityReview]:
    """The reviews the actor may open: of their own agency on either side; at the head, whoever works on them sees all below."""
    post = actor.post
    if post is None:
        return LegalityReview.objects.none()
    if post.agency_path.count("/") == 1 and post.duty in SEEING_ALL:
        return LegalityReview.objects.filter(submitted_by__path__startswith=post.agency_path)
    return LegalityReview.objects.filter(Q(agency=post.agency_id) | Q(submitted_by=post.agency_id))


def had_a_hand(review: LegalityReview, actor: Actor) -> bool:
    """Whether the actor handed in the text or a draft of it, answered an opinion, or drafted the document: under whatever post."""
    person = actor.person_id
    if person == review.submitter_id or review.opinions.filter(answered_by=person).exists():
        return True
    acts = entries_of(f"legalityreview:{review.pk}").filter(verb="review.draft_handed_in")
    if review.document_id is not None:
        acts |= entries_of(f"normativedocument:{review.document_id}").filter(verb__in=DRAFTED)
    return acts.filter(actor=actor.reference).exists()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A review on somebody's desk. told: what is to be done; late: its day has passed; unanswered: opinions without an answer."""

    review: LegalityReview
    told: str
    late: bool
    mine: bool
    unanswered: int


def worklist(actor: Actor, today: date) -> list[Waiting]:
    """What waits for the actor's post, what is due first above: texts to review, opinions to answer, letters to issue."""
    post = actor.post
    if post is None:
        return []
    waits = Q(pk__in=[])
    if post.duty in REVIEWING:
        waits |= Q(agency=post.agency_id, state__in=[State.RECEIVED, State.ANSWERED])
    if post.duty in DRAFTING:
        drafts = Q(submitted_by=post.agency_id) | Q(document__agency=post.agency_id)
        waits |= Q(drafts, state=State.ANSWERING)
    rows = (
        LegalityReview.objects.filter(waits)
        .select_related("agency", "submitted_by", "reviewer")
        .annotate(waiting=Count("opinions", filter=Q(opinions__answer="")))
        .order_by("due_on", "pk")
    )
    return [
        Waiting(row, _to_do(row, row.waiting), is_late(row.due_on, today), _is_mine(row, actor), row.waiting)
        for row in rows
    ]


def _to_do(row: LegalityReview, waiting: int) -> str:
    if row.state == State.ANSWERING:
        return f"答复{waiting}条意见"
    if row.state == State.ANSWERED:
        return f"发出{waiting}条补充意见" if waiting else "出具意见书"
    return ("继续审核" if waiting else "审核") if row.reviewer_id else "承办审核"


def _is_mine(row: LegalityReview, actor: Actor) -> bool:
    return row.state == State.ANSWERING or row.reviewer_id == actor.person_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What a list is narrowed to. year, month: of the conclusion; state: one of `LegalityReview.State`, or `open`."""

    kind: str = ""
    state: str = ""
    year: int | None = None
    month: int | None = None
    words: str = ""
    answer: str = ""  # of opinions only


def register(actor: Actor, sought: Sought, *, before: int | None = None, size: int = 50) -> list[LegalityReview]:
    """A page of the reviews, newest first, each with `given`, its number of opinions, and `waiting`, those unanswered."""
    found = _narrowed(seen_by(actor), sought)
    if before is not None:
        found = found.filter(pk__lt=before)
    counts = {"given": Count("opinions"), "waiting": Count("opinions", filter=Q(opinions__answer=""))}
    return list(found.select_related("agency", "submitted_by", "reviewer").annotate(**counts).order_by("-pk")[:size])


def opinions_of(actor: Actor, sought: Sought, *, before: int | None = None, size: int = 50) -> list[Opinion]:
    """A page of the opinions of the concluded reviews of a year, newest first."""
    found = Opinion.objects.filter(review__in=_narrowed(seen_by(actor), sought))
    if sought.answer:
        found = found.filter(answer=sought.answer)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.select_related("review__submitted_by", "answered_by", "given_by").order_by("-pk")[:size])


def _narrowed(found: QuerySet[LegalityReview], sought: Sought) -> QuerySet[LegalityReview]:
    if sought.kind:
        found = found.filter(kind=sought.kind)
    if sought.state:
        found = found.filter(state__in=OPEN if sought.state == "open" else [sought.state])
    if sought.year:
        found = found.filter(state=State.CONCLUDED, concluded_on__year=sought.year)
    if sought.month:
        found = found.filter(concluded_on__month=sought.month)
    if sought.words:
        found = found.filter(Q(title__icontains=sought.words) | Q(report_number__icontains=sought.words))
    return found


@dataclass(frozen=True, slots=True)
class KindCount:
    """A row of the year: what was concluded each month of one kind, and the opinions given on it. kind: empty for the sum, which has the
    opinions of each month too."""

    kind: str
    label: str
    months: tuple[int, ...]
    opinions: int
    not_taken: int
    opinions_by_month: tuple[int, ...] = ()

    @property
    def total(self) -> int:
        return sum(self.months)


def counts(actor: Actor, year: int) -> list[KindCount]:
    """The year by kind and month, and the sum below: two queries. A review counts in the month it was concluded.

    Contracts have a row where the agency reviews them, or once did.
    """
    found = _narrowed(seen_by(actor), Sought(year=year)).order_by()
    reviews = {
        (kind, month): number
        for kind, month, number in found.values_list("kind", "concluded_on__month").annotate(number=Count("pk"))
    }
    given: Counter[str] = Counter()
    not_taken: Counter[str] = Counter()
    monthly: Counter[int] = Counter()
    answers = (
        Opinion.objects.filter(review__in=found)
        .order_by()
        .values_list("review__kind", "review__concluded_on__month", "answer")
    )
    for kind, month, answer, number in answers.annotate(number=Count("pk")):
        given[kind] += number
        monthly[month] += number
        not_taken[kind] += number if answer == Opinion.Answer.NOT_TAKEN else 0
    shown = [kind for kind, _ in KINDS if kind != Kind.CONTRACT or any(one == kind for one, _ in reviews)]
    labels = dict(KINDS)
    rows = [KindCount(kind, labels[kind], _months(reviews, kind), given[kind], not_taken[kind]) for kind in shown]
    sums = tuple(sum(row.months[at] for row in rows) for at in range(12))
    by_month = tuple(monthly[month] for month in range(1, 13))
    return [*rows, KindCount("", "合计", sums, given.total(), not_taken.total(), by_month)]


def _months(reviews: dict[tuple[str, int], int], kind: str) -> tuple[int, ...]:
    return tuple(reviews.get((kind, month), 0) for month in range(1, 13))


def years(actor: Actor) -> list[int]:
    """The years in which a review was concluded, newest first."""
    days = seen_by(actor).filter(state=State.CONCLUDED).dates("concluded_on", "year", order="DESC")
    return [day.year for day in days]


def documents_to_submit(actor: Actor) -> list[NormativeDocument]:
    """The normative documents whose turn for review it is, that the actor's agency drafts and that are not reviewed now."""
    post = actor.post
    if post is None or post.duty not in DRAFTING:
        return []
    return list(
        NormativeDocument.objects.filter(Q(agency=post.agency_id) | Q(drafted_by=post.agency_id))
        .filter(stage=NormativeDocument.Stage.REVIEW)
        .exclude(reviews__state__in=OPEN)
        .order_by("title", "pk")
    )


def kinds_taken(agency: Agency) -> list[tuple[str, str]]:
    """The kinds of paper that may be handed in without a document of the register: contracts only where they are reviewed."""
    left_out = {Kind.NORMATIVE} | (set() if rules_of(agency).reviews_contracts else {Kind.CONTRACT})
    return [(kind, label) for kind, label in KINDS if kind not in left_out]


def remark_of(review: LegalityReview) -> str:
    """That the review took less than it does as a rule, where it did; empty while it is open."""
    if review.concluded_on is None:
        return ""
    urgent = bool(review.urgent)
    return too_quick(review.received_on, review.concluded_on, calendar(), limits_of(review), urgent=urgent)


def limits_of(review: LegalityReview) -> ReviewLimits:
    """The limits of the agency that reviews."""
    rules = rules_of(review.agency)
    return ReviewLimits(rules.review_workdays, rules.review_least_workdays, rules.urgent_review_workdays)


def acts_on(review: LegalityReview) -> list[Entry]:
    """What was done with it, newest first."""
    return list(entries_of(f"legalityreview:{review.pk}").reverse())
