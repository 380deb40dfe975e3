"""What is done with a document at the desk: each step of its life, each with its form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.audit.actors import Actor
from gongkai.backoffice.forms import lives as forms
from gongkai.backoffice.forms.publishing import GiveReason
from gongkai.backoffice.forms.reports import Seen
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.lives import HERE, life_for
from gongkai.documents import actions
from gongkai.documents.queries import lives
from gongkai.law.errors import NotAcceptable, Stale
from gongkai.screens.forms import refusals_into

Typed = dict[str, Any]  # the cleaned form, without the version


@dataclass(frozen=True)
class Act:
    """label: of page and button; told: what it means; do(document, typed, actor, seen); done: what is said afterwards.

    begins(document): what stands in the form at first.
    """

    label: str
    told: str
    form: type[Seen]
    do: Callable[[Any, Typed, Actor, int | None], Any]
    done: str
    begins: Callable[[Any], Typed] = lambda document: {}


def _plainly(verb: Callable[..., Any]) -> Callable[[Any, Typed, Actor, int | None], Any]:
    """The action takes what the form has, name by name."""
    return lambda document, typed, actor, seen: verb(document, **typed, actor=actor, seen_version=seen)


def _draft(document: Any, typed: Typed, actor: Actor, seen: int | None) -> Any:
    return actions.draft_interpretation(document, told=actions.InterpretationTold(**typed), actor=actor)


def _note(document: Any, typed: Typed, actor: Actor, seen: int | None) -> Any:
    where = {name: typed.pop(name) for name in ("address", "published_on")}
    told = actions.InterpretationTold(**typed)
    return actions.note_interpretation_elsewhere(document, told=told, actor=actor, **where)


def _link(document: Any, typed: Typed, actor: Actor, seen: int | None) -> Any:
    item = lives.public_item(typed["item"])
    if item is None:
        raise NotAcceptable(
            "document.no_item", f"没有索引号为“{typed['item']}”的信息。", "请从那一件的页面复制索引号。", field="item"
        )
    return actions.link_text(document, publication=item, actor=actor, seen_version=seen)


ACTS = {
    "solicitation": Act(
        "登记征求意见",
        "从哪天到哪天、在哪里征求的、收到多少条、采纳多少条。征求了两次的，登记两次。",
        forms.Solicitation,
        _plainly(actions.record_solicitation),
        "征求意见已经登记。",
    ),
    "deliberation": Act(
        "登记集体审议",
        "未经合法性审核的，不得提交审议。",
        forms.Deliberation,
        _plainly(actions.record_deliberation),
        "集体审议已经登记。",
    ),
    "skip": Act(
        "不经这一环节",
        "合法性审核、登记编号和公布不能省略。其余环节不经的，要写明理由。",
        forms.SkipStep,
        _plainly(actions.skip_step),
        "已经登记，理由留在经过里。",
    ),
    "register": Act(
        "登记编号",
        "登记以后文件就算制发，编一个不会重复、不会空缺的登记编号；文本和解读可以送审公开。",
        forms.Register,
        _plainly(actions.register_document),
        "已经登记编号。",
        lambda document: {"effective_on": document.effective_on, "valid_until": document.valid_until},
    ),
    "text": Act(
        "准备公开的文本",
        "在“公开”里建一件，标题、字号、日期由这里带过去。同步起草、同步审签、同步发布：登记编号、解读都办好以后才能送审。",
        forms.PrepareText,
        _plainly(actions.prepare_text),
        "公开的文本已经建好。",
        lambda document: {"text": lives.last_words(document)},
    ),
    "link": Act(
        "关联公开的条目",
        "文本早已公开的，填那一件的索引号，两边的页面就互相连上。",
        forms.LinkText,
        _link,
        "已经关联。",
    ),
    "urgent": Act(
        "按紧急程序办理",
        "期限缩短，环节不少。理由留在经过里。",
        GiveReason,
        _plainly(actions.mark_urgent),
        "已经改为按紧急程序办理。",
    ),
    "drop": Act(
        "终止制定",
        "不再制定这份文件。已经办过的环节、审核意见都留着。",
        GiveReason,
        _plainly(actions.drop_document),
        "已经终止制定。",
    ),
    "evaluation": Act(
        "登记评估",
        "文件施行以后效果怎样，要不要修改、废止。",
        forms.Evaluation,
        _plainly(actions.record_evaluation),
        "评估已经登记。",
    ),
    "interpret": Act(
        "起草解读",
        "谁起草、谁解读，和文件一起起草、一起审签、一起发布。建好以后在“公开”里送审。",
        forms.Interpretation,
        _draft,
        "解读已经建好，请在“公开”里接着办。",
        lambda document: {"kind": "text", "title": f"《{document.title}》解读"[:200]},
    ),
    "elsewhere": Act(
        "登记在别处发表的解读",
        "报纸、电视、专家、新闻发布会的解读，登记它的网址，两边的页面都看得到。",
        forms.Elsewhere,
        _note,
        "解读已经登记。",
        lambda document: {"kind": "media"},
    ),
    "exempt": Act(
        "不解读",
        "理由留在经过里，“解读情况”里也列出来。",
        GiveReason,
        _plainly(actions.exempt_interpretation),
        "已经登记不解读的理由。",
    ),
}


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def life_act(request: HttpRequest, key: int, slug: str) -> HttpResponse:
    """One of the acts, with its form. What is refused stands at the field it names; what was typed stays."""
    document, act = life_for(request, key), ACTS.get(slug)
    if act is None:
        raise Http404
    # where none may be passed over all are offered: the verb says why not, and what comes first
    more = {"choices": lives.skippable(document) or lives.STEPS} if slug == "skip" else {}
    form = act.form(request.POST or None, initial={**act.begins(document), "seen_version": document.version}, **more)
    if request.method == "POST" and form.is_valid():
        typed = {name: value for name, value in form.cleaned_data.items() if name != "seen_version"}
        with refusals_into(form):
            try:
                act.do(document, typed, actor_of(request), form.seen)
            except Stale:
                form.now_seen(document.version)
                raise
            messages.success(request, act.done, extra_tags="done")
            return redirect("backoffice:life", key)
    context = {**HERE, "form": form, "document": document, "label": act.label, "told": act.told}
    return render(request, "backoffice/life_act.html", context, status=422 if form.is_bound else 200)
