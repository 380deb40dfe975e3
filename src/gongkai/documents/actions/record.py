"""What every verb does with a document: lock it, add a step in its turn, keep its validity, trace the act."""

from datetime import date
from typing import Any

from gongkai.applications.actions.record import require_day
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.documents.facts import fact_of, taken_steps
from gongkai.documents.models import Change, NormativeDocument, Step
from gongkai.law.citations import Citation
from gongkai.law.documents import BEFORE_PUBLICATION, StepKind, next_step, require_turn, steps_before
from gongkai.law.errors import NotLawful, Stale
from gongkai.law.reviews import OPEN
from gongkai.law.validity import validity_on
from gongkai.law.workdays import in_words
from gongkai.publications.actions.record import require_fits

Stage = NormativeDocument.Stage
ISSUED = (Stage.PUBLICATION, Stage.IN_USE)


def lock(document: NormativeDocument, *, seen_version: int | None = None) -> NormativeDocument:
    """The row as it stands now, locked. Stale when somebody changed it since the actor read it.

    It is read after the lock is had: PostgreSQL joins the row it waited for with none where its text was linked meanwhile.
    """
    NormativeDocument.objects.select_for_update(no_key=True).values_list("pk").get(pk=document.pk)
    fresh = NormativeDocument.objects.select_related("agency", "drafted_by", "publication", "field").get(pk=document.pk)
    require_seen(fresh, seen_version)
    return fresh


def require_seen(document: NormativeDocument, seen_version: int | None) -> None:
    """Stale when somebody changed the document since the actor read it. None: the actor read nothing (a command, a test)."""
    if seen_version is not None and document.version != seen_version:
        raise Stale(
            "document.changed",
            f"您打开这一页之后，有同事改动了“{document.title}”，现在的环节是“{document.get_stage_display()}”。",
            "您填的内容都还在。请看过最新的情况，再决定是否提交。",
        )


def require_alive(document: NormativeDocument, verb: str) -> None:
    """NotLawful for a document whose making was given up. verb: what was wanted, in Chinese."""
    if document.stage == Stage.DROPPED:
        raise NotLawful(
            "document.dropped",
            None,
            f"“{document.title}”已经终止制定，不能{verb}。",
            "还要制定的，请另行起草；原来的经过可以在那一页查看。",
        )


def require_not_in_review(document: NormativeDocument, kind: StepKind) -> None:
    """NotLawful for a step that comes after the legality review, while one is open: what it will find is not known."""
    follows = kind in BEFORE_PUBLICATION and StepKind.REVIEW in steps_before(kind)
    if follows and document.reviews.filter(state__in=OPEN).exists():
        raise NotLawful(
            "step.in_review",
            None,
            f"这份文件正在合法性审核，审核办结以前不能登记“{kind.label}”。",
            "请等审核办结；不再需要审核的，请先在审核的页面撤回送审。",
        )


def add_step(document: NormativeDocument, kind: StepKind, *, on: date, actor: Actor, **told: Any) -> Step:
    """Write a step of a locked document that is done (or, `skipped=True` with `reason`, passed over), and move it on, unsaved.

    told: the columns of `Step` (note, since, until, address, opinions, taken, place, skipped, reason). NotLawful while a step
    before it is wanting, naming the one that comes first. The verb ends with `finish`.
    """
    require_alive(document, f"登记“{kind.label}”")
    taken = taken_steps(document)
    require_turn(kind, taken)
    require_not_in_review(document, kind)
    require_day(on, actor, not_before=day_before(document, kind), before_what="上一环节之日")
    step = Step(
        document=document,
        kind=kind,
        done_on=on,
        recorded_by=actor.name,
        recorded_at=actor.at,
        **{name: value.strip() if isinstance(value, str) else value for name, value in told.items()},
    )
    require_fits(step)
    step.save()
    if document.stage not in ISSUED and kind in BEFORE_PUBLICATION:  # an exemption is no end of the drafting
        document.stage = stage_after(taken | {kind})
    return step


def day_before(document: NormativeDocument, kind: StepKind) -> date | None:
    """The last day of the steps that come before one: it cannot have been taken earlier."""
    before = [str(step) for step in steps_before(kind)]
    return document.steps.filter(kind__in=before).order_by("done_on").values_list("done_on", flat=True).last()


def stage_after(taken: frozenset[StepKind]) -> Stage:
    """The stage of a document that has taken these steps: what is to be done next."""
    step = next_step(taken)
    return Stage.PUBLICATION if step is None else Stage(str(step))


def keep_validity(document: NormativeDocument, day: date) -> None:
    """Keep on an issued row, unsaved, how it stands on that day. The truth stays with the days of its life."""
    if document.issued_on is None:
        return
    document.standing = list(  # type: ignore[attr-defined]
        Change.objects.filter(document=document, cancelled_at__isnull=True)
    )
    state = validity_on(fact_of(document), day)
    document.validity, document.validity_on = state or "", day


def finish(
    actor: Actor,
    verb: str,
    document: NormativeDocument,
    *,
    on: date | None = None,
    ground: Citation | str = "",
    **details: Any,
) -> None:
    """Save the document under its next version and tell the journal. The last step of every verb. verb: `registered`."""
    require_fits(document)
    document.version += 1
    document.save()
    audit.record(actor, f"document.{verb}", document, on=on or actor.at.date(), ground=ground, **details)


def told_day(day: date | None) -> str:
    """A day as the journal tells it; empty for none."""
    return in_words(day) if day else ""
