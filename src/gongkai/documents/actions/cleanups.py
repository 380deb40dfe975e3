"""清理: begun with every document that holds, line by line proposed, decided by the leader, its result handed to the gate."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.applications.actions.record import require_day
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.documents.models import CleanUp, CleanUpLine
from gongkai.documents.permissions import refuse, require_register
from gongkai.documents.queries import cleanups as queries
from gongkai.law.errors import NotAcceptable, NotLawful, Stale
from gongkai.publications.actions.record import require_fits

Decision, State = CleanUpLine.Decision, CleanUp.State
MOST_LINES = 5_000


@transaction.atomic
def open_cleanup(
    agency: Agency, *, title: str, as_of: date, actor: Actor, due_on: date | None = None, with_below: bool = True
) -> CleanUp:
    """开始清理: a working list of the documents that hold on that day, or are still to take effect.

    with_below: those of the agencies below too. No document is in two clean-ups at once.
    """
    require_register(actor, agency, "开始清理")
    require_day(as_of, actor, field="as_of")
    if not title.strip():
        raise NotAcceptable(
            "cleanup.no_title", "还没有写清理的名称。", "请写明，例如“2026年规范性文件清理”。", field="title"
        )
    if due_on is not None and due_on < as_of:
        raise NotAcceptable("cleanup.due_first", "完成期限早于清理截止日。", "请核对两个日期。", field="due_on")
    _one_at_a_time(agency)
    keys = queries.documents_to_clean(agency, with_below=with_below, as_of=as_of)
    _require_some(keys, agency, as_of)
    made = CleanUp(agency=agency, title=title.strip(), as_of=as_of, due_on=due_on, with_below=with_below)
    require_fits(made)
    made.save()
    CleanUpLine.objects.bulk_create(CleanUpLine(cleanup=made, document_id=key) for key in keys)
    audit.record(
        actor, "cleanup.opened", made, on=as_of, title=made.title, agency=agency.short_name, documents=len(keys)
    )
    return made


@transaction.atomic
def propose_lines(
    cleanup: CleanUp,
    *,
    lines: Collection[int],
    decision: str,
    actor: Actor,
    reason: str = "",
    seen: Mapping[int, int] | None = None,
) -> int:
    """提出处理 for one line or many: keep, amend, repeal, declare lapsed; "" takes a proposal back. Gives how many changed.

    All or none. reason: for all but what stays in force. seen: line → the version the actor read; Stale names one that was changed
    since. Each agency proposes for its own documents, who keeps the register or decides for all.
    """
    cleanup = lock_cleanup(cleanup)
    require_open(cleanup, "提出处理")
    reason = _require_decision(decision, reason)
    rows = list(
        CleanUpLine.objects.select_for_update(of=("self",), no_key=True)
        .select_related("document__agency", "document__drafted_by", "cleanup__agency")
        .filter(cleanup=cleanup, pk__in=lines)
        .order_by("pk")
    )
    if not rows or len(rows) != len(set(lines)):
        raise NotAcceptable("cleanup.no_lines", "还没有选文件。", "请先勾选要处理的文件，再提出处理。", field="lines")
    _require_proposing(actor, cleanup, rows)
    _require_seen(rows, seen)
    changed = [row for row in rows if (row.decision, row.reason) != (decision, reason)]
    for row in changed:
        row.decision, row.reason = decision, reason
        row.proposed_by, row.proposed_on = (actor.name, actor.at.date()) if decision else ("", None)
        row.version += 1
        require_fits(row)
    CleanUpLine.objects.bulk_update(
        changed, ["decision", "reason", "proposed_by", "proposed_on", "version"], batch_size=200
    )
    if changed:
        audit.record(
            actor,
            "cleanup.proposed",
            cleanup,
            on=actor.at.date(),
            title=cleanup.title,
            decision=queries.LABELS.get(decision, "取消处理"),
            reason=reason,
            documents=[row.document_id for row in changed],
        )
    return len(changed)


@transaction.atomic
def drop_cleanup(cleanup: CleanUp, *, reason: str, actor: Actor) -> None:
    """撤销清理 that was begun by mistake, before anything is proposed; the journal keeps that it was, and why it went."""
    cleanup = lock_cleanup(cleanup)
    require_register(actor, cleanup.agency, "撤销清理")
    require_open(cleanup, "撤销")
    if not reason.strip():
        raise NotAcceptable("cleanup.no_reason", "还没有写撤销的理由。", "请写明，例如“截止日填错”。", field="reason")
    if cleanup.lines.exclude(decision="").exists():
        raise NotLawful(
            "cleanup.begun",
            None,
            "已经有文件提出了处理，不能撤销。",
            "请接着办完；处理提错了的，可以改，也可以取消处理。",
            field="reason",
        )
    audit.record(actor, "cleanup.dropped", cleanup, on=actor.at.date(), title=cleanup.title, reason=reason.strip())
    cleanup.lines.all().delete()
    cleanup.delete()


def lock_cleanup(cleanup: CleanUp) -> CleanUp:
    """The row as it stands now, locked."""
    rows = CleanUp.objects.select_for_update(of=("self",), no_key=True).select_related("agency", "publication")
    found = rows.filter(pk=cleanup.pk).first()
    if found is None:
        raise NotLawful("cleanup.gone", None, "这次清理已经撤销。", "请回到清理的列表，看最新的情况。")
    return found


def require_open(cleanup: CleanUp, verb: str) -> None:
    """NotLawful once the clean-up is decided. verb: what was wanted, in Chinese."""
    if cleanup.state != State.OPEN:
        raise NotLawful(
            "cleanup.not_open",
            None,
            f"“{cleanup.title}”已经作出决定，不能再{verb}。",
            "决定有误的，请在登记簿里逐件更正效力变动。",
        )


def _one_at_a_time(agency: Agency) -> None:
    """Whoever begins a clean-up in this house waits for whoever is beginning one: two at once would list one document twice."""
    Agency.objects.select_for_update(no_key=True).get(pk=int(agency.path.split("/")[0]))


def _require_some(keys: Sequence[int], agency: Agency, as_of: date) -> None:
    if not keys:
        raise NotLawful(
            "cleanup.nothing",
            None,
            f"登记簿里没有{agency.short_name}到那一天有效的文件。",
            "请先把文件登记入册，或者导入文件库；也请核对截止日。",
            field="as_of",
        )
    if len(keys) > MOST_LINES:
        raise NotAcceptable(
            "cleanup.large",
            f"到那一天有效的文件有{len(keys)}件，一次最多{MOST_LINES}件。",
            "请不包括所属机关，由各机关分别清理。",
            field="with_below",
        )
    other = queries.being_cleaned(keys)
    if other is not None:
        raise NotLawful(
            "cleanup.being_cleaned",
            None,
            f"其中的文件正在“{other.title}”里清理。",
            "一份文件同时只在一次清理里；请先办完那一次，或者撤销它。",
            field="with_below",
        )


def _require_decision(decision: str, reason: str) -> str:
    """The reason as it is kept. NotAcceptable for what is no decision, and for one without the reason it needs."""
    if decision not in {"", *Decision.values}:
        raise NotAcceptable("cleanup.decision", "还没有选怎样处理。", "请从列出的几种里选一种。", field="decision")
    if not decision:
        return ""
    if decision != Decision.KEEP and not reason.strip():
        raise NotAcceptable(
            "cleanup.line_no_reason",
            f"处理为“{queries.LABELS[decision]}”，还没有写理由。",
            "请写明，例如“依据的法律已经修改”“已由新文件代替”。理由会写进公布的结果。",
            field="reason",
        )
    return reason.strip()


def _require_proposing(actor: Actor, cleanup: CleanUp, rows: Sequence[CleanUpLine]) -> None:
    if queries.keeps(actor, cleanup):
        return
    other = next((row for row in rows if not queries.may_propose(actor, row)), None)
    if other is not None:
        refuse(
            actor,
            "cleanup.not_yours",
            f"“{other.document.title}”由{other.document.agency.short_name}，或者清理机关{cleanup.agency.short_name}提出处理。",
        )


def _require_seen(rows: Sequence[CleanUpLine], seen: Mapping[int, int] | None) -> None:
    stale = next((row for row in rows if seen is not None and seen.get(row.pk, row.version) != row.version), None)
    if stale is not None:
        now = queries.LABELS.get(stale.decision, "没有提出处理")
        raise Stale(
            "cleanup.line_changed",
            f"您打开这一页之后，{stale.proposed_by or '有同事'}改动了“{stale.document.title}”，现在是“{now}”。",
            "您的选择没有保存。请看过最新的列表，再提出处理。",
        )
