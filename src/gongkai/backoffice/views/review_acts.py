"""What is done with a legality review at the desk: handed in, taken, opined on, answered, concluded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.audit.actors import Actor
from gongkai.backoffice.forms import reviews as forms
from gongkai.backoffice.forms.publishing import GiveReason
from gongkai.backoffice.forms.reports import Seen
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.lives import life_for
from gongkai.backoffice.views.reviews import HERE, review_for
from gongkai.documents import actions, permissions, wording
from gongkai.documents.queries import reviews as queries
from gongkai.law.errors import Stale
from gongkai.screens.forms import refusals_into

Typed = dict[str, Any]  # the cleaned form, without the version
Do = Callable[[Any, Any, Actor, int | None], Any]


@dataclass(frozen=True)
class Act:
    """label: of page and button; told: what it means; do(subject, form, actor, seen); done: what is said afterwards.

    begins(subject, actor): what stands in the form at first; by: submitter or reviewer, who is shown the form.
    """

    label: str
    told: str
    form: type[Seen]
    do: Do
    done: str
    by: str
    begins: Callable[[Any], Typed] = lambda subject: {}


def _plainly(verb: Callable[..., Any]) -> Do:
    """The action takes what the form has, name by name."""

    def do(subject: Any, form: Any, actor: Actor, seen: int | None) -> Any:
        typed = {name: value for name, value in form.cleaned_data.items() if name != "seen_version"}
        return verb(subject, **typed, actor=actor, seen_version=seen)

    return do


def _hand_in(review: Any, form: Any, actor: Actor, seen: int | None) -> Any:
    return actions.hand_in_draft(review, draft=form.handed, actor=actor, seen_version=seen)


ACTS = {
    "draft": Act(
        "交下一稿",
        "改过的文本另交一稿，原来的稿子留着，审核人逐字对照。",
        forms.NextDraft,
        _hand_in,
        "这一稿已经送到审核人那里。",
        "submitter",
    ),
    "take-back": Act(
        "撤回送审",
        "撤回以后这次审核就终止，稿子、意见和答复都留着。还要审核的，重新送审。",
        GiveReason,
        _plainly(actions.take_back_review),
        "送审已经撤回。",
        "submitter",
    ),
    "opinion": Act(
        "提审核意见",
        "一条写一个问题。发出以前起草单位看不到，可以修改、撤回。",
        forms.GiveOpinion,
        _plainly(actions.give_opinion),
        "这一条意见已经记下。",
        "reviewer",
    ),
    "letter": Act(
        "拟意见书",
        "按审核的经过拟好了正文，请修改后保存，出具时使用这一份。",
        forms.DraftReport,
        _plainly(actions.draft_report),
        "意见书正文已经保存。",
        "reviewer",
        lambda review: {"text": review.report_text or wording.compose_report(review)},
    ),
    "conclude": Act(
        "出具意见书",
        "出具以后编号、定稿，不能再改。还有意见没有答复的，不能出具。",
        forms.Conclude,
        _plainly(actions.conclude_review),
        "意见书已经出具。",
        "reviewer",
    ),
}
OPINION_ACTS = {
    "change": Act(
        "修改审核意见",
        "起草单位答复以前可以修改，改了什么留在留痕里。",
        forms.GiveOpinion,
        _plainly(actions.change_opinion),
        "意见已经修改。",
        "reviewer",
        lambda opinion: {name: getattr(opinion, name) for name in ("passage", "text", "ground")},
    ),
    "answer": Act(
        "答复审核意见",
        "采纳的，请在下一稿里改到；部分采纳、不采纳的，写明理由。",
        forms.AnswerOpinion,
        _plainly(actions.answer_opinion),
        "答复已经登记。",
        "submitter",
        lambda opinion: {"answer": opinion.answer, "reason": opinion.answer_reason},
    ),
    "record": Act(
        "记录对答复的意见",
        "没有采纳、部分采纳的意见，审核人同意还是坚持，会写进意见书。",
        forms.RecordAnswer,
        _plainly(actions.record_answer),
        "已经记录。",
        "reviewer",
        lambda opinion: {"told": opinion.recorded},
    ),
}
GUARDS = {"submitter": permissions.require_answer_review, "reviewer": permissions.require_review}


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest) -> HttpResponse:
    """送审: a meeting topic, minutes, another paper; normative documents are chosen from those whose turn it is."""
    actor, agency = actor_of(request), request.post_held.agency  # type: ignore[attr-defined]
    if not permissions.may_draft(actor, agency):
        permissions.refuse(actor, "review.not_submitting", f"送审须由{agency.short_name}的经办人、联络员或者编辑办理。")
    form = forms.SubmitReview(request.POST or None, request.FILES or None, kinds=queries.kinds_taken(agency))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        told = actions.ReviewTold(kind=typed["kind"], title=typed["title"], urgent=typed["urgent"])
        with refusals_into(form):
            made = actions.submit_for_review(
                agency, told=told, draft=form.handed, actor=actor, received_on=typed["received_on"]
            )
            return _submitted(request, made)
    told_ = "会议议题、会议纪要由区政府的审核人审核；其他材料由本机关的审核人审核，本机关没有的由上一级审核。"
    return _page(request, form, "送审", told_, documents=queries.documents_to_submit(actor))


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def submit_document(request: HttpRequest, key: int) -> HttpResponse:
    """送审 of a normative document of the register."""
    document, actor = life_for(request, key), actor_of(request)
    permissions.require_draft(actor, document, "送审")
    initial = {"urgent": document.urgent}
    form = forms.SubmitReview(request.POST or None, request.FILES or None, kinds=None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = actions.ReviewTold(document=document, urgent=form.cleaned_data["urgent"])
        with refusals_into(form):
            made = actions.submit_for_review(
                document.drafted_by,
                told=told,
                draft=form.handed,
                actor=actor,
                received_on=form.cleaned_data["received_on"],
            )
            return _submitted(request, made)
    told_ = f"《{document.title}》由{document.agency.short_name}的审核人审核，没有的由上一级审核。"
    return _page(request, form, "送审", told_, document=document)


def _submitted(request: HttpRequest, made: Any) -> HttpResponse:
    due = f"{made.due_on.year}年{made.due_on.month}月{made.due_on.day}日"
    messages.success(request, f"已经送{made.agency.short_name}审核，{due}到期。", extra_tags="done")
    return redirect("backoffice:review", made.pk)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def review_act(request: HttpRequest, key: int, slug: str) -> HttpResponse:
    """One act on a review. What is refused leaves everything typed in its field."""
    doing = ACTS.get(slug)
    if doing is None:
        raise Http404
    review = review_for(request, key)
    if slug != "conclude":
        return _act(request, doing, review, review, doing.begins(review), {})
    return _act(
        request, doing, review, review, _conclusion_begins(request, review), {"recomposed": queries.CONCLUSIONS}
    )


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def opinion_act(request: HttpRequest, key: int, opinion_key: int, slug: str) -> HttpResponse:
    """One act on an opinion."""
    doing = OPINION_ACTS.get(slug)
    review = review_for(request, key)
    opinion = _opinion(review, opinion_key)
    if doing is None:
        raise Http404
    return _act(request, doing, review, opinion, doing.begins(opinion), {"opinion": opinion})


def _opinion(review: Any, key: int) -> Any:
    found = next((one for one in review.opinions.all() if one.pk == key), None)
    if found is None:
        raise Http404
    return found


def _act(
    request: HttpRequest, doing: Act, review: Any, subject: Any, begins: Typed, more: dict[str, Any]
) -> HttpResponse:
    actor = actor_of(request)
    GUARDS[doing.by](actor, review, doing.label)
    form = doing.form(request.POST or None, request.FILES or None, initial={**begins, "seen_version": review.version})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            try:
                doing.do(subject, form, actor, form.seen)
            except Stale:
                form.now_seen(review_for(request, review.pk).version)
                raise
            messages.success(request, doing.done, extra_tags="done")
            at = f"#o{subject.number}" if "opinion" in more else ""
            return redirect(f"{reverse('backoffice:review', args=[review.pk])}{at}")
    return _page(request, form, doing.label, doing.told, review=review, **more)


def _conclusion_begins(request: HttpRequest, review: Any) -> Typed:
    """The letter as drafted, else as it is composed for the conclusion asked for (`?conclusion=lawful`)."""
    asked = request.GET.get("conclusion", "")
    chosen = asked if asked in dict(queries.CONCLUSIONS) else _likely(review)
    drafted = "" if asked else review.report_text
    return {"conclusion": chosen, "text": drafted or wording.compose_report(review, chosen)}


def _likely(review: Any) -> str:
    return "lawful_if_amended" if review.opinions.all() else "lawful"


@at_desk
@require_POST
def take(request: HttpRequest, key: int) -> HttpResponse:
    """承办审核, with one click."""
    actions.take_review(review_for(request, key), actor=actor_of(request), seen_version=_seen(request))
    messages.success(request, "这次审核由您承办。", extra_tags="done")
    return redirect("backoffice:review", key)


@at_desk
@require_POST
def send(request: HttpRequest, key: int) -> HttpResponse:
    """发出审核意见, with one click."""
    actions.send_opinions(review_for(request, key), actor=actor_of(request), seen_version=_seen(request))
    messages.success(request, "意见已经发给起草单位。", extra_tags="done")
    return redirect("backoffice:review", key)


@at_desk
@require_POST
def withdraw(request: HttpRequest, key: int, opinion_key: int) -> HttpResponse:
    """撤回审核意见, with one click."""
    opinion = _opinion(review_for(request, key), opinion_key)
    actions.withdraw_opinion(opinion, actor=actor_of(request), seen_version=_seen(request))
    messages.success(request, f"第{opinion.number}条意见已经撤回。", extra_tags="done")
    return redirect("backoffice:review", key)


def _seen(request: HttpRequest) -> int | None:
    typed = request.POST.get("seen_version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else None


def _page(request: HttpRequest, form: Any, label: str, told: str, **more: Any) -> HttpResponse:
    context = {**HERE, "form": form, "label": label, "told": told, **more}
    return render(request, "backoffice/review_act.html", context, status=422 if form.is_bound else 200)
