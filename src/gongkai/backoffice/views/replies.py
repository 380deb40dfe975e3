"""The reply: drafted with its preview, then decided by a second person on one screen."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.agencies.queries import calendar
from gongkai.applications import actions, permissions, queries
from gongkai.backoffice.assistant import counted_in, starts_of
from gongkai.backoffice.differences import differences
from gongkai.backoffice.forms import parts
from gongkai.backoffice.forms.acts import CaseForm
from gongkai.backoffice.forms.replies import Decide, DraftReply, dropped_files, groups
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.acts import refuse, renewed
from gongkai.backoffice.views.cases import open_case
from gongkai.backoffice.views.letters import unnumbered
from gongkai.files.queries import content_of
from gongkai.law import stages
from gongkai.law.errors import NotAllowed, NotLawful, Refusal, Stale
from gongkai.law.outcomes import all_outcomes, outcome
from gongkai.law.stages import Stage, Verb
from gongkai.screens import clock as doors_clock
from gongkai.screens.sums import sum_of

Typed = dict[str, Any]


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def draft_reply(request: HttpRequest, key: int) -> HttpResponse:
    """拟写答复. Buttons: fill in the articles of the outcome, one more part, show the document, hand it to a second person."""
    case = open_case(request, key)
    permissions.require_handle(actor_of(request), case.agency_id, "拟写答复")
    if request.method != "POST":
        stages.require(Stage(case.stage), Verb.DRAFT_REPLY)
        led = starts_of(case, request.GET.get("outcome", ""), doors_clock.today())
        return _draft_page(request, case, DraftReply(case=case, initial=led))
    form = DraftReply(request.POST, request.FILES, case=case)
    rows = parts.rows_sent(request.POST)
    step, valid = request.POST.get("step", ""), form.is_valid()
    if step in {"fill", "add_part"}:
        form.put_aside()
        more = parts.one_more(request.POST) if step == "add_part" else parts.as_sent(request.POST)
        return _draft_page(request, case, _filled(form, articles=step == "fill"), rows=more)
    if rows.is_bound and not rows.is_valid():
        form.add_error(None, "分项答复还没有填全，请看各项下面标出的地方")
        valid = False
    if not valid:
        form.put_aside()
        return _draft_page(request, case, form, status=422, rows=rows)
    typed = dict(form.cleaned_data)
    version = typed.pop("seen_version")
    typed["released"] = _again(case, typed.pop("again", [])) + typed["released"]
    typed["parts"] = parts.parts_in(rows)
    try:
        if step == "preview":
            content = actions.preview_reply(case, **_for_preview(typed))
            form.put_aside()
            now = actions.judged(content, doors_clock.today())
            return _draft_page(request, case, form, rows=rows, letter=unnumbered(content, case.agency), now=now)
        actions.draft_reply(case, **typed, actor=actor_of(request), seen_version=version)
    except NotAllowed:
        raise
    except Refusal as refusal:
        case, status = _refused(request, case, form, refusal)
        return _draft_page(request, case, form, status=status, rows=rows)
    form.empty_stash()
    messages.success(request, "答复稿已经送审。请另一位负责人或者审核人审批。", extra_tags="done")
    return redirect("backoffice:case", key)


def _again(case: Any, chosen: list[str]) -> list[tuple[str, bytes]]:
    """Files of a returned draft that go with this one too."""
    return [(entry.file.name, content_of(entry.file)) for entry in case.attachments.all() if str(entry.pk) in chosen]


def _for_preview(typed: Typed) -> Typed:
    return {**typed, "released": [name for name, _ in typed["released"]]}


def _filled(sent: DraftReply, *, articles: bool) -> DraftReply:
    """The form as sent, nothing judged or saved. articles: with those of the chosen outcome written in."""
    typed: Typed = {name: sent.data.get(name) for name in DraftReply.base_fields if name in sent.data}
    typed["again"] = sent["again"].value() if "again" in sent.fields else []
    grounds = {entry.code: entry.grounds for entry in all_outcomes()} if articles else {}
    typed["grounds"] = grounds.get(str(typed.get("outcome_code")), typed.get("grounds"))
    form = DraftReply(case=sent.case, initial=typed)
    form.kept, form.lost = sent.kept, sent.lost
    return form


def _refused(request: HttpRequest, case: Any, form: CaseForm, refusal: Refusal) -> tuple[Any, int]:
    """Write the refusal on the form. The case as it stands now, and the status of the page."""
    refuse(form, refusal)
    form.put_aside()
    if isinstance(refusal, Stale):
        case = open_case(request, case.pk)
        renewed(form, case)
    return case, 409 if isinstance(refusal, NotLawful | Stale) else 422


def _draft_page(request: HttpRequest, case: Any, form: DraftReply, *, status: int = 200, **more: Any) -> HttpResponse:
    returned = [reply for reply in case.replies.all() if reply.state == "returned"]
    today = doors_clock.today()
    rows = more.pop("rows", None) or parts.rows_of(returned[-1] if returned and not form.is_bound else None)
    chosen = form["outcome_code"].value()
    context = {
        "here": "申请",
        "case": case,
        "form": form,
        "parts": rows,
        "counted": counted_in(case.agency, chosen, parts.outcomes_in(rows), today),
        "counting": case.agency.get_counting_items_display(),
        "groups": groups(),
        "chosen": chosen,
        "returned": returned[-1] if returned else None,
        "error_title": form.changed,
        "barred": stages.why_not(Stage(case.stage), Verb.DRAFT_REPLY),
        "told": sum_of(queries.clock_of(case, today=today), calendar(), today=today),
        **more,
    }
    return render(request, "backoffice/case_draft.html", context, status=status)


@at_desk
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """审批: the drafts that wait for this person. None they wrote themselves."""
    actor = actor_of(request)
    agency = request.post_held.agency  # type: ignore[attr-defined]
    if not permissions.may_decide_for(actor, agency):
        raise NotAllowed(
            "reply.not_deciding",
            f"审批答复由负责人和审核人办理，您现在的岗位是“{actor.post.title if actor.post else ''}”。",
            "如果您还有别的岗位，请切换岗位。",
        )
    waiting = [(reply, outcome(reply.outcome)) for reply in queries.to_decide(agency.pk, actor)]
    return render(request, "backoffice/case_decisions.html", {"here": "审批", "waiting": waiting})


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """批: the document, what changed since the last draft, the risks in three lines, one decision."""
    case, actor = open_case(request, key), actor_of(request)
    reply = queries.living_reply(case)
    permissions.require_decide(actor, case, drafted_by=reply.drafted_by_id if reply else None)
    if request.method != "POST":
        stages.require(Stage(case.stage), Verb.APPROVE_REPLY)
        return _decide_page(request, case, Decide(case=case))
    form, status = Decide(request.POST, case=case), 422
    if form.is_valid():
        typed = form.cleaned_data
        verb = actions.approve_reply if typed["decision"] == "approve" else actions.return_reply
        try:
            verb(case, remark=typed["remark"], actor=actor, on=doors_clock.today(), seen_version=typed["seen_version"])
        except NotAllowed:
            raise
        except Refusal as refusal:
            case, status = _refused(request, case, form, refusal)
        else:
            done = "已经批准，请经办人送达。" if typed["decision"] == "approve" else "已经退回，意见附在稿子上。"
            messages.success(request, f"{case.number}{done}", extra_tags="done")
            return redirect("backoffice:decisions")
    return _decide_page(request, case, form, status)


def _decide_page(request: HttpRequest, case: Any, form: CaseForm, status: int = 200) -> HttpResponse:
    today = doors_clock.today()
    clock = queries.clock_of(case, today=today)
    reply = queries.living_reply(case)
    waits = reply is not None and reply.state == "drafted"
    context: dict[str, Any] = {
        "here": "审批",
        "case": case,
        "form": form,
        "reply": reply,
        "waits": waits,
        "error_title": form.changed,
    }
    if reply is not None and waits:
        returned = [earlier for earlier in case.replies.all() if earlier.state == "returned"]
        queries.with_items([reply, *returned[-1:]])
        text = actions.text_of_reply(case, reply, today)
        context |= {
            "outcome": outcome(reply.outcome),
            "items": [(item, outcome(item.outcome)) for item in reply.items.all()],
            "counted": counted_in(case.agency, reply.outcome, [item.outcome for item in reply.items.all()], today),
            "now": text,
            "letter": unnumbered(text.content, case.agency),
            "rewritten": differences("\n".join(text.generated), "\n".join(text.content["paragraphs"]))
            if text.edits
            else [],
            "earlier": returned[-1] if returned else None,
            "differs": _differs(returned[-1], reply) if returned else [],
            "dropped": dropped_files(case) if returned else [],
            "released": [file for file in case.attachments.all() if file.role == "released" and file.for_applicant],
            "consulting": clock.consultation_is_open(today),
            "told": sum_of(clock, calendar(), today=today),
        }
    return render(request, "backoffice/case_decide.html", context, status=status)


def _differs(before: Any, after: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """(name, pieces) of each part of the draft that is not as it was when it was returned."""
    parts = (
        ("处理结果", outcome(before.outcome).label, outcome(after.outcome).label),
        ("法律依据", before.grounds, after.grounds),
        ("事实和理由", before.reason, after.reason),
        ("检索记录", before.search_record, after.search_record),
        ("分项答复", _items_told(before), _items_told(after)),
    )
    return [(name, differences(old, new)) for name, old, new in parts if old != new]


def _items_told(reply: Any) -> str:
    return "\n".join(f"{item.asked}：{outcome(item.outcome).label}。{item.reason}" for item in reply.items.all())
