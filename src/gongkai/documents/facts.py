"""Rows → facts of the law: a document with the acts that changed it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localtime

from gongkai.agencies.models import Agency
from gongkai.documents.models import Change, DocumentRules, LegalityReview, NormativeDocument
from gongkai.law.documents import REQUIRED, StepKind, counting, defaults
from gongkai.law.reviews import lets_go_on
from gongkai.law.validity import ChangeFact, DocumentFact

ISSUED = (NormativeDocument.Stage.PUBLICATION, NormativeDocument.Stage.IN_USE)


def with_changes(documents: QuerySet[NormativeDocument]) -> QuerySet[NormativeDocument]:
    """The documents with the changes that stand, for `fact_of`: two queries, however many there are."""
    standing = Change.objects.filter(cancelled_at__isnull=True)
    return documents.select_related("publication").prefetch_related(Prefetch("changes", standing, to_attr="standing"))


def fact_of(document: NormativeDocument) -> DocumentFact:
    """One issued document of `with_changes`."""
    if document.issued_on is None:
        raise ValueError(f"document {document.pk} is not issued")
    return DocumentFact(
        reference=f"normativedocument:{document.pk}",
        kind=document.kind,
        issued_on=document.issued_on,
        effective_on=document.effective_on,
        valid_until=document.valid_until,
        disclosed_on=disclosed_on(document),
        changes=tuple(
            ChangeFact(
                change.kind,
                change.effective_on,
                change.until,
                f"normativedocument:{change.acting_id}" if change.acting_id else "",
            )
            for change in document.standing  # type: ignore[attr-defined]
        ),
    )


def disclosed_on(document: NormativeDocument) -> date | None:
    """The first day it was public: as told at the import, else the day the gate released its text, in the zone of the house."""
    if document.disclosed_on is not None:
        return document.disclosed_on
    released = document.publication.published_at if document.publication else None
    return localtime(released).date() if released else None


def of_agencies(agencies: Iterable[Agency]) -> Iterator[DocumentFact]:
    """Every issued document of these agencies, for the tally. A joint one counts once, with the agency it is registered at."""
    rows = with_changes(NormativeDocument.objects.filter(agency__in=list(agencies), stage__in=ISSUED)).order_by("pk")
    for document in rows:
        yield fact_of(document)


def facts_of(documents: QuerySet[NormativeDocument]) -> dict[int, DocumentFact]:
    """Key → fact of issued documents, in the order asked for: two queries, and no rows are made. For lists as of a day.

    `disclosed_on` is the day told at the import only: a list of how documents stand needs no other.
    """
    columns = ("pk", "kind", "issued_on", "effective_on", "valid_until", "disclosed_on")
    changes = changes_of(documents)
    return {
        key: DocumentFact(
            f"normativedocument:{key}", kind, issued, begins, until, disclosed, tuple(changes.get(key, ()))
        )
        for key, kind, issued, begins, until, disclosed in documents.filter(stage__in=ISSUED).values_list(*columns)
        if issued is not None
    }


def changes_of(documents: QuerySet[NormativeDocument]) -> dict[int, list[ChangeFact]]:
    """Key → the acts that stand on these documents, in order; those without any are left out. One query."""
    found: dict[int, list[ChangeFact]] = defaultdict(list)
    standing = Change.objects.filter(document__in=documents.order_by().values("pk"), cancelled_at__isnull=True)
    columns = ("document_id", "kind", "effective_on", "until", "acting_id")
    for document, kind, on, until, acting in standing.values_list(*columns):
        found[document].append(ChangeFact(kind, on, until, f"normativedocument:{acting}" if acting else ""))
    return dict(found)


def taken_steps(document: NormativeDocument) -> frozenset[StepKind]:
    """The steps that were done or passed over, and still count. Two queries; none where `steps` and `reviews` were prefetched."""
    steps = sorted(document.steps.all(), key=lambda step: step.pk)
    reviews = sorted(document.reviews.all(), key=lambda review: review.pk)
    concluded = [review for review in reviews if review.state == LegalityReview.State.CONCLUDED]
    return counting([StepKind(step.kind) for step in steps], [lets_go_on(review.conclusion) for review in concluded])


def rules_of(agency: Agency) -> DocumentRules:
    """The agency's own rules, else those of the nearest agency above it that has some, else what the sources say (unsaved).

    The power to make rules is nobody's but the agency's it was set for.
    """
    return rules_of_each([agency])[agency.pk]


def rules_of_each(agencies: Iterable[Agency]) -> dict[int, DocumentRules]:
    """As `rules_of`, by key of the agency: one query, however many there are."""
    paths = {agency.pk: [int(part) for part in agency.path.split("/") if part] for agency in agencies}
    above = {key for path in paths.values() for key in path}
    rows = {row.agency_id: row for row in DocumentRules.objects.filter(agency__in=above)}
    found = {}
    for key, path in paths.items():
        nearest = next((rows[one] for one in reversed(path) if one in rows), None) or default_rules()
        if nearest.agency_id != key:
            nearest = copy(nearest)
            nearest.may_make_rules = False
        found[key] = nearest
    return found


def register_of(agency: Agency) -> tuple[Agency, str]:
    """Whose series numbers the documents of an agency, and its mark (代字): the nearest that set one, itself first; else itself."""
    path = [int(part) for part in agency.path.split("/") if part]
    marked = DocumentRules.objects.filter(agency__in=path).exclude(register_mark="").select_related("agency")
    rows = {row.agency_id: row for row in marked}
    nearest = next((rows[key] for key in reversed(path) if key in rows), None)
    return (nearest.agency, nearest.register_mark) if nearest else (agency, f"{agency.short_name}规登")


def default_rules() -> DocumentRules:
    """What holds at an agency where nothing is set: `law/data/documents.toml`."""
    told = defaults()
    return DocumentRules(
        required=[str(step) for step in REQUIRED],
        review_workdays=told["review"]["workdays"],
        review_least_workdays=told["review"]["least_workdays"],
        urgent_review_workdays=told["review"]["urgent_workdays"],
        interpretation_workdays=told["interpretation"]["workdays"],
        term_years=told["term"]["years"],
        trial_years=told["term"]["trial_years"],
        remind_days=told["term"]["remind_days"],
        version=0,
    )
