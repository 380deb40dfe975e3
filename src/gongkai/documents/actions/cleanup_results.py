"""The leader's decision on a clean-up, which the register takes over at once, and its result at the gate."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from gongkai.agencies.permissions import THE_HOUSE
from gongkai.applications.actions.record import require_day
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.documents.actions.changes import acts_by_document, days_acted, groups_of
from gongkai.documents.actions.cleanups import lock_cleanup, require_open
from gongkai.documents.facts import ISSUED, fact_of, with_changes
from gongkai.documents.models import Change, CleanUp, CleanUpLine, NormativeDocument
from gongkai.documents.permissions import require_decide
from gongkai.documents.queries import cleanups as queries
from gongkai.documents.results import ResultRow, result_body, result_summary, result_title
from gongkai.law.changes import require_change, require_no_circle
from gongkai.law.errors import NotAcceptable, NotLawful, Refusal, Stale
from gongkai.law.numbers import number_key
from gongkai.law.validity import ChangeFact, validity_on
from gongkai.pages.actions import touch
from gongkai.publications import actions as publications
from gongkai.publications.actions.record import require_fits
from gongkai.publications.actions.written import Written
from gongkai.publications.models import Publication, Section
from gongkai.publications.queries.importing import category_named

Decision, State = CleanUpLine.Decision, CleanUp.State
ENDING = {Decision.REPEAL: Change.Kind.REPEALED, Decision.DECLARE_LAPSED: Change.Kind.DECLARED_LAPSED}
SECTION = "policies"
CATEGORY = "综合政务"
NAMED = 5  # lines that a refusal names


@transaction.atomic
def decide_cleanup(
    cleanup: CleanUp,
    *,
    on: date,
    effective_on: date,
    actor: Actor,
    number: str = "",
    seen_version: int | None = None,
) -> CleanUp:
    """作出清理决定: every line has its proposal, and from that day on the register says what was repealed and declared lapsed.

    number: 发文字号 of the decision; where the register has it, the changes lead there. What is to be amended stays in force until
    the document that amends it. All or none: a line that cannot be is named.
    """
    cleanup = lock_cleanup(cleanup)
    require_decide(actor, cleanup.agency, "作出清理决定")
    require_open(cleanup, "作出决定")
    _require_seen(cleanup, seen_version)
    require_day(on, actor, not_before=cleanup.as_of, before_what="清理截止日")
    if effective_on < on:
        raise NotAcceptable(
            "cleanup.effective_first",
            "废止、失效的日期早于决定之日。",
            "请填决定之日，或者以后的一天。",
            field="effective_on",
        )
    _require_all_proposed(cleanup, actor.at.date())
    _require_kept_hold(cleanup, actor.at.date())
    cleanup.decided_on, cleanup.decided_by, cleanup.effective_on = on, actor.name, effective_on
    cleanup.number, cleanup.state = number.strip(), State.DECIDED
    cleanup.version += 1
    require_fits(cleanup)
    lines = list(
        CleanUpLine.objects.select_for_update(of=("self",), no_key=True)
        .select_related("document__agency")
        .filter(cleanup=cleanup)
        .order_by("pk")
    )
    changed = _write_changes(cleanup, [line for line in lines if line.decision in ENDING], actor)
    cleanup.save()
    audit.record(
        actor,
        "cleanup.decided",
        cleanup,
        on=on,
        title=cleanup.title,
        number=cleanup.number,
        documents=len(lines),
        ended=changed,
        amend=[line.document_id for line in lines if line.decision == Decision.AMEND],
    )
    return cleanup


@transaction.atomic
def publish_cleanup(cleanup: CleanUp, *, actor: Actor) -> Publication:
    """准备公布结果: an item of the agency with a table for each decision, written by one of its writers; review and release are the
    gate's. A working copy that was dropped may be made again."""
    cleanup = lock_cleanup(cleanup)
    if cleanup.state == State.OPEN or cleanup.decided_on is None or cleanup.effective_on is None:
        raise NotLawful(
            "cleanup.undecided",
            None,
            f"“{cleanup.title}”还没有作出决定，没有结果可以公布。",
            "请负责人先作出清理决定。",
        )
    standing = cleanup.publication
    if standing is not None and (standing.published_at or getattr(standing, "draft", None) is not None):
        raise NotLawful(
            "cleanup.has_result",
            None,
            "清理结果已经在拟稿或者已经公开。",
            "请打开那一件：在拟稿的接着送审，公开了的可以修订。",
        )
    rows, left_out = queries.result_of(cleanup, actor.at.date())
    _require_printed(rows)
    undisclosed = sum(one.why == queries.UNDISCLOSED for one in left_out)
    item = publications.draft_item(
        cleanup.agency,
        written=Written(
            title=result_title(cleanup.agency.name, cleanup.title),
            body=result_body(
                rows,
                as_of=cleanup.as_of,
                effective_on=cleanup.effective_on,
                undisclosed=undisclosed,
                put_right=len(left_out) - undisclosed,
            ),
            summary=result_summary(rows, as_of=cleanup.as_of),
            category=category_named(CATEGORY),
            document_number=cleanup.number,
            dated_on=cleanup.decided_on,
            effective_on=cleanup.effective_on,
            section=Section.objects.filter(slug=SECTION, closed_on__isnull=True).first(),
        ),
        actor=actor,
    )
    cleanup.publication = item
    cleanup.version += 1
    cleanup.save()
    audit.record(actor, "cleanup.result_prepared", cleanup, on=actor.at.date(), title=cleanup.title, item=item.pk)
    return item


def note_results(now: datetime) -> int:
    """记下清理结果已经公布: clean-ups whose result the gate has released are done. Gives how many."""
    actor = Actor(THE_HOUSE, "定时办理", None, now, "timer")
    released = CleanUp.objects.filter(state=State.DECIDED, publication__published_at__isnull=False)
    noted = 0
    for found in released.order_by("pk"):
        with transaction.atomic():
            cleanup = lock_cleanup(found)
            if cleanup.state == State.DECIDED:
                cleanup.state = State.PUBLISHED
                cleanup.version += 1
                cleanup.save()
                audit.record(actor, "cleanup.published", cleanup, on=now.date(), title=cleanup.title)
                noted += 1
    return noted


def _require_seen(cleanup: CleanUp, seen_version: int | None) -> None:
    if seen_version is not None and cleanup.version != seen_version:
        raise Stale(
            "cleanup.changed",
            f"您打开这一页之后，有同事办理了“{cleanup.title}”。",
            "您填的内容都还在。请看过最新的情况，再决定是否提交。",
        )


def _require_all_proposed(cleanup: CleanUp, today: date) -> None:
    bare = queries.progress_of(cleanup, today).open
    if bare:
        names = "、".join(f"“{line.document.title}”" for line in bare[:NAMED])
        raise NotLawful(
            "cleanup.not_all_proposed",
            None,
            f"还有{len(bare)}件没有提出处理：{names}{'等' if len(bare) > NAMED else ''}。",
            "请逐件提出处理，再作出决定；继续有效的也要写明。",
        )


def _require_kept_hold(cleanup: CleanUp, today: date) -> None:
    ended = queries.ended_although_kept(cleanup, today)
    if ended:
        names = "、".join(f"“{line.document.title}”" for line in ended[:NAMED])
        raise NotLawful(
            "cleanup.kept_has_ended",
            None,
            f"有{len(ended)}件提出继续有效或者修改，现在已经不再有效：{names}{'等' if len(ended) > NAMED else ''}。",
            "请在列表里取消这几件的处理，再作出决定；登记簿登记错了的，请先更正登记。",
        )


def _require_printed(rows: Sequence[ResultRow]) -> None:
    if not rows:
        raise NotLawful(
            "cleanup.nothing_public",
            None,
            "这次清理的文件都没有公开过，或者处理已经更正，没有可以公布的结果。",
            "应当公开的文件，请先公开，再准备公布结果。",
        )


def _write_changes(cleanup: CleanUp, lines: Sequence[CleanUpLine], actor: Actor) -> list[int]:
    """The register's changes of what was ended, all at once; gives the keys of the documents."""
    if not lines or cleanup.effective_on is None:
        return []
    acting = _decision_in_register(cleanup)
    title = acting.title if acting else result_title(cleanup.agency.name, cleanup.title)
    keys = {line.document_id for line in lines}
    rows = with_changes(  # the acting one is locked too: nobody ends it while it ends others
        NormativeDocument.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=keys | ({acting.pk} if acting else set()))
        .order_by("pk")
    )
    documents = {row.pk: row for row in rows if row.pk in keys}
    _require_lawful(lines, documents, cleanup.effective_on, acting)
    changes = Change.objects.bulk_create(
        Change(
            document=documents[line.document_id],
            kind=ENDING[Decision(line.decision)],
            effective_on=cleanup.effective_on,
            acting=acting,
            acting_title=title[:200],
            acting_number=cleanup.number,
            reason=line.reason,
            recorded_by=actor.name,
            recorded_at=actor.at,
        )
        for line in lines
    )
    for line, change in zip(lines, changes, strict=True):
        line.change = change
        document = documents[line.document_id]
        document.standing.append(change)  # type: ignore[attr-defined]
        _keep(document, actor.at.date())
        audit.record(
            actor,
            "document.change_recorded",
            document,
            on=cleanup.effective_on,
            title=document.title,
            change=change.kind,
            acting=change.acting_title,
            number=change.acting_number,
            reason=change.reason,
        )
    CleanUpLine.objects.bulk_update(lines, ["change"], batch_size=200)
    NormativeDocument.objects.bulk_update(documents.values(), ["validity", "validity_on", "version"], batch_size=200)
    touch(*groups_of(*documents.values(), acting))
    return list(documents)


def _keep(document: NormativeDocument, today: date) -> None:
    document.validity, document.validity_on = validity_on(fact_of(document), today) or "", today
    document.version += 1


def _decision_in_register(cleanup: CleanUp) -> NormativeDocument | None:
    """The document that carries the decision, where the register has it."""
    key = number_key(cleanup.number)
    return NormativeDocument.objects.filter(number_key=key, stage__in=ISSUED).first() if key else None


def _require_lawful(
    lines: Sequence[CleanUpLine],
    documents: Mapping[int, NormativeDocument],
    day: date,
    acting: NormativeDocument | None,
) -> None:
    by = fact_of(with_changes(NormativeDocument.objects.filter(pk=acting.pk)).get()) if acting else None
    acted, acts = days_acted(documents), acts_by_document() if by else {}
    refused: list[tuple[CleanUpLine, Refusal]] = []
    for line in lines:
        kind = ENDING[Decision(line.decision)]
        fact = fact_of(documents[line.document_id])
        try:
            if by:
                _require_another(fact.reference, by.reference)
                require_no_circle(fact.reference, by.reference, acts)
            change = ChangeFact(kind, day, None, by.reference if by else "")
            require_change(fact, change, acting=by, acted=acted.get(line.document_id, ()))
        except NotLawful as refusal:
            refused.append((line, refusal))
    if refused:
        told = "".join(f"“{line.document.title}”：{refusal.message}" for line, refusal in refused[:NAMED])
        raise NotLawful(
            "cleanup.line_unlawful",
            None,
            f"有{len(refused)}件不能这样处理。{told}",
            "请核对决定的发文字号和自何日起；或者在列表里改正这几件的处理，不再需要处理的取消处理，再作出决定。",
        )


def _require_another(document: str, acting: str) -> None:
    if document == acting:
        raise NotLawful(
            "change.itself",
            None,
            "填的发文字号就是这份文件自己的，文件不能废止自己。",
            "请核对决定的发文字号。",
            field="number",
        )
