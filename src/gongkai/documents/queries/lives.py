"""The life of a document as the desk sees it: those being made, the course of one, what comes next and who must do it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from gongkai.agencies.models import Agency
from gongkai.audit.actors import Actor
from gongkai.audit.models import Entry
from gongkai.audit.queries import entries_of
from gongkai.documents import permissions
from gongkai.documents.facts import rules_of, taken_steps
from gongkai.documents.models import Interpretation, LegalityReview, NormativeDocument, Step
from gongkai.law.documents import BEFORE_PUBLICATION, NEVER_SKIPPED, StepKind, next_step
from gongkai.publications.models import PriorityField, Publication
from gongkai.publications.permissions import may_write

Stage = NormativeDocument.Stage
OVER = (Stage.IN_USE, Stage.DROPPED)
KINDS = NormativeDocument.Kind.choices
STAGES = [(key, label) for key, label in Stage.choices if key not in OVER]
STEPS = [(step.value, step.label) for step in BEFORE_PUBLICATION]
LOOKED_AT = 200  # documents in the making that are looked at for one person; no district has so many
LOOKING = ("item",)  # a next thing that is only looked at: what waits there is told by the gate
OPEN_REVIEW = (LegalityReview.State.RECEIVED, LegalityReview.State.ANSWERING, LegalityReview.State.ANSWERED)


@dataclass(frozen=True, slots=True)
class CourseStep:
    """One step of the course. standing: past, now, "" for later; rows: what is on record, a step passed over among them."""

    kind: StepKind
    standing: str
    rows: Sequence[Step]
    required: bool

    @property
    def label(self) -> str:
        return self.kind.label

    @property
    def told(self) -> str:
        """The day, or that it was passed over, for the line of the course."""
        if not self.rows:
            return ""
        last = self.rows[-1]
        return "未经" if last.skipped else f"{last.done_on.month}月{last.done_on.day}日"


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next. act: the word of its button; name: its address (`solicitation`), empty where somebody else acts; who: who must."""

    what: str
    who: str
    act: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class May:
    """What the actor may do with the document now."""

    drafts: bool = False
    registers: bool = False
    writes: bool = False
    interprets: bool = False


def in_work(actor: Actor, *, stage: str = "", before: int | None = None, size: int = 50) -> list[NormativeDocument]:
    """Documents being made that the actor may see, the newest first; stage narrows."""
    found = _seen(actor).exclude(stage__in=OVER)
    if stage:
        found = found.filter(stage=stage)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:size])


def by_stage(actor: Actor) -> dict[str, int]:
    """Stage → how many are there."""
    counts: dict[str, int] = {}
    rows = _seen(actor).exclude(stage__in=OVER).prefetch_related(None)
    for stage in rows.values_list("stage", flat=True):
        counts[stage] = counts.get(stage, 0) + 1
    return counts


def waiting_for(actor: Actor) -> list[tuple[NormativeDocument, Next]]:
    """Documents whose next step the actor may take, the oldest first."""
    rows = _seen(actor).exclude(stage__in=OVER).order_by("pk")[:LOOKED_AT]
    found = [(row, next_of(row, actor)) for row in rows]
    return [(row, step) for row, step in found if step is not None and step.act and step.name not in LOOKING]


def dropped(actor: Actor, *, before: int | None = None, size: int = 50) -> list[NormativeDocument]:
    """Those whose making was given up, the newest first."""
    found = _seen(actor).filter(stage=Stage.DROPPED)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:size])


def _seen(actor: Actor) -> QuerySet[NormativeDocument]:
    post = actor.post
    rows = NormativeDocument.objects.select_related("agency", "drafted_by", "publication__draft").prefetch_related(
        "steps", Prefetch("reviews", LegalityReview.objects.select_related("agency"))
    )
    if post is None:
        return rows.none()
    if post.agency_path.count("/") == 1 and post.duty in permissions.SEEING_ALL:
        return rows.filter(agency__path__startswith=post.agency_path)
    return rows.filter(Q(agency=post.agency_id) | Q(drafted_by=post.agency_id))


def life(key: int) -> NormativeDocument | None:
    """One document with what its page shows of it."""
    rows = NormativeDocument.objects.select_related("agency", "drafted_by", "field", "publication__draft")
    reviews = Prefetch("reviews", LegalityReview.objects.select_related("agency"))
    return rows.prefetch_related("joint", "bases__cited", "steps", reviews).filter(pk=key).first()


def course_of(document: NormativeDocument) -> list[CourseStep]:
    """Every step in order, each with what is on record: days, address, counts, the reason of one passed over."""
    rows: dict[StepKind, list[Step]] = {kind: [] for kind in StepKind}
    for row in document.steps.all():
        rows[StepKind(row.kind)].append(row)
    required = set(rules_of(document.agency).required)
    if document.kind == NormativeDocument.Kind.OTHER:
        required.discard(str(StepKind.INTERPRETATION))
    now = _now(document)
    return [
        CourseStep(
            kind,
            "past" if rows[kind] else ("now" if kind is now else ""),
            rows[kind],
            str(kind) in required or kind in NEVER_SKIPPED,
        )
        for kind in StepKind
    ]


def _now(document: NormativeDocument) -> StepKind | None:
    """The step that is to be taken: of a draft being written, none yet."""
    try:
        return StepKind(document.stage)
    except ValueError:
        return None


def next_of(document: NormativeDocument, actor: Actor) -> Next | None:
    """What comes next and who must do it; None for a document in use or given up."""
    if document.stage in OVER:
        return None
    if document.stage == Stage.PUBLICATION:
        return _next_at_the_gate(document, actor)
    step = next_step(taken_steps(document))
    drafts = permissions.may_draft_document(actor, document)
    drafter = f"起草单位{document.drafted_by.short_name}的经办人、联络员或者编辑"
    if step is StepKind.SOLICITATION:
        return Next("登记征求意见的情况", drafter, *(("登记征求意见", "solicitation") if drafts else ()))
    if step is StepKind.REVIEW:
        return _next_review(document, drafter, drafts=drafts)
    if step is StepKind.DELIBERATION:
        return Next("登记集体审议的情况", drafter, *(("登记集体审议", "deliberation") if drafts else ()))
    registers = permissions.may_register(actor, document.agency)
    who = f"{document.agency.short_name}的合法性审核人、经办人，或者区一级的合法性审核人"
    return Next("登记编号", who, *(("登记编号", "register") if registers else ()))


def _next_review(document: NormativeDocument, drafter: str, *, drafts: bool) -> Next:
    review = open_review(document)
    if review is None:
        return Next("送合法性审核", drafter, *(("送合法性审核", "review") if drafts else ()))
    if review.state == LegalityReview.State.ANSWERING:
        return Next("答复审核意见", drafter, *(("答复审核意见", "reviewing") if drafts else ()))
    return Next("合法性审核", f"{review.agency.short_name}的合法性审核人", "看审核", "reviewing")


def _next_at_the_gate(document: NormativeDocument, actor: Actor) -> Next:
    item = document.publication
    writer = f"{document.agency.short_name}的经办人、联络员或者编辑"
    if item is None or (item.published_at is None and not hasattr(item, "draft")):
        writes = may_write(actor, document.agency)
        return Next("准备公开的文本", writer, *(("准备公开的文本", "text") if writes else ()))
    if item.held_because:
        interprets = may_write(actor, document.drafted_by)
        who = f"起草单位{document.drafted_by.short_name}的经办人、联络员或者编辑"
        return Next("起草解读，或者写明不解读的理由", who, *(("起草解读", "interpret") if interprets else ()))
    if item.published_at is not None:  # released, and perhaps taken down since; the clock notes it within the minute
        return Next("公布已经完成，这一页稍后更新", "系统")
    return Next(f"文本和解读在“公开”里审签、公开，现在是“{item.draft.get_stage_display()}”", writer, "看文本", "item")


def open_review(document: NormativeDocument) -> LegalityReview | None:
    """The legality review under way."""
    return next((one for one in document.reviews.all() if one.state in OPEN_REVIEW), None)


def reviews_of(document: NormativeDocument) -> list[LegalityReview]:
    return sorted(document.reviews.all(), key=lambda one: one.pk)


def may_of(document: NormativeDocument, actor: Actor) -> May:
    alive = document.stage != Stage.DROPPED
    return May(
        drafts=alive and permissions.may_draft_document(actor, document),
        registers=alive and permissions.may_register(actor, document.agency),
        writes=alive and may_write(actor, document.agency),
        interprets=alive and may_write(actor, document.drafted_by),
    )


def skippable(document: NormativeDocument) -> list[tuple[str, str]]:
    """The step that may be passed over now, as a choice: the next one, where it may be at all."""
    step = next_step(taken_steps(document))
    if document.stage in (*OVER, Stage.PUBLICATION) or step is None or step in NEVER_SKIPPED:
        return []
    return [(step.value, step.label)]


def interpretations_of(document: NormativeDocument) -> list[Interpretation]:
    """With those given up, in the order they were begun."""
    rows = document.interpretations.select_related("drafted_by", "publication__current", "publication__draft")
    return list(rows.order_by("pk"))


def interpretation(key: int) -> Interpretation | None:
    rows = Interpretation.objects.select_related("document__agency", "document__drafted_by", "publication")
    return rows.filter(pk=key).first()


def acts_on(document: NormativeDocument) -> list[Entry]:
    return list(entries_of(f"normativedocument:{document.pk}"))


def can_draft_for(agency: Agency) -> list[Agency]:
    """The agency itself and those above it: whose documents it may draft."""
    above = [int(part) for part in agency.path.split("/") if part]
    return sorted(Agency.objects.filter(pk__in=above), key=lambda one: -len(one.path))


def agencies_in_district(agency: Agency) -> list[Agency]:
    """Every agency of the district: those a document may be joint with, and itself."""
    top = agency.path.split("/")[0]
    return list(Agency.objects.filter(path__startswith=f"{top}/").order_by("code", "pk"))


def fields() -> list[PriorityField]:
    return list(PriorityField.objects.order_by("pk"))


def public_item(index_number: str) -> Publication | None:
    """The item of that index number."""
    return Publication.objects.filter(index_number=index_number.strip()).select_related("issued_by").first()


def last_words(document: NormativeDocument) -> str:
    """The words of the last draft that was reviewed; empty where there is none."""
    review = document.reviews.order_by("pk").last()
    draft = review.drafts.last() if review else None
    return draft.text if draft else ""


def titled(title: str) -> NormativeDocument | None:
    """The document of the register with exactly that title, the newest."""
    rows = NormativeDocument.objects.filter(title=title.strip()).exclude(stage=Stage.DROPPED)
    return rows.order_by("-issued_on", "-pk").first()
