"""答复书正文: the reply as it would go out, edited paragraph by paragraph before it is approved."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.applications import actions, permissions, queries
from gongkai.backoffice.differences import differences
from gongkai.backoffice.forms.letters import LetterTextForm
from gongkai.backoffice.kept_texts import drop_text, kept_text
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.acts import refuse, renewed
from gongkai.backoffice.views.cases import open_case
from gongkai.backoffice.views.letters import unnumbered, unsent
from gongkai.law.errors import NotAllowed, NotLawful, Refusal, Stale
from gongkai.screens import clock as doors_clock


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def reply_text(request: HttpRequest, key: int) -> HttpResponse:
    """Buttons: look at it, keep it, put back what it lacks, take the generated text again."""
    case, actor, today = open_case(request, key), actor_of(request), doors_clock.today()
    permissions.require_reply_text(actor, case)
    reply = queries.living_reply(case)
    if reply is None:
        raise Http404
    standing = actions.text_of_reply(case, reply, today)
    if request.method != "POST":
        body = "\n".join(standing.content["paragraphs"])
        kept = unsent(kept_text(request, request.path), body)
        return _page(request, case, reply, LetterTextForm(case=case, initial={"body": body}), kept=kept)
    form, step = LetterTextForm(request.POST, case=case), request.POST.get("step", "")
    if step == "generated":
        return _page(request, case, reply, _written(form, list(standing.generated)))
    if not form.is_valid():
        return _page(request, case, reply, form, status=422)
    now = actions.text_of_reply(case, reply, today, paragraphs=form.paragraphs)
    lack = next((lack for lack in now.lacks if step == f"insert:{lack.key}"), None)
    if lack is not None:
        return _page(request, case, reply, _written(form, actions.put_back(form.paragraphs, lack, now.generated)))
    if step != "save":
        return _page(request, case, reply, form, shown=True)
    try:
        actions.edit_reply(
            case,
            paragraphs=form.paragraphs,
            actor=actor,
            on=today,
            seen_version=form.cleaned_data["seen_version"],
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        refuse(form, refusal)
        if isinstance(refusal, Stale):
            case = open_case(request, case.pk)
            renewed(form, case)
        status = 409 if isinstance(refusal, NotLawful | Stale) else 422
        return _page(request, case, reply, form, status=status)
    drop_text(request, request.path)
    told = f"正文已经保存，还缺{len(now.lacks)}项必备的内容。" if now.lacks else "正文已经保存，必备的内容都有。"
    messages.success(request, told, extra_tags="warn" if now.lacks else "done")
    return redirect("backoffice:reply_text", key)


def together(lacks: Sequence[actions.Lack]) -> list[tuple[str, str, bool]]:
    """What lacks, those that the same paragraph would put back on one line: (key, names, whether it can be put back)."""
    lines: dict[tuple[str, ...], list[actions.Lack]] = {}
    for lack in lacks:
        lines.setdefault(lack.paragraphs or (lack.key,), []).append(lack)
    return [(one[0].key, "，".join(lack.name for lack in one), bool(one[0].paragraphs)) for one in lines.values()]


def _written(form: LetterTextForm, paragraphs: list[str]) -> LetterTextForm:
    """The same form with another text in it, nothing kept yet."""
    data = form.data.copy()  # type: ignore[attr-defined]
    data["body"] = "\n".join(paragraphs)
    return LetterTextForm(data, case=form.case)


def _page(
    request: HttpRequest, case: Any, reply: Any, form: LetterTextForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    today = doors_clock.today()
    now = actions.text_of_reply(case, reply, today, paragraphs=form.paragraphs)
    generated = "\n".join(now.generated)
    mine = "\n".join(now.content["paragraphs"])
    context = {
        "here": "申请",
        "case": case,
        "form": form,
        "error_title": form.changed,
        "now": now,
        "lacking": together(now.lacks),
        "differs": differences(generated, mine) if generated != mine else [],
        "letter": unnumbered(now.content, case.agency),
        **more,
    }
    return render(request, "backoffice/case_text.html", context, status=status)
