"""文书模板: what the agency's letters say, edited, tried on a real case, in versions; and texts put aside while typed."""

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.applications import actions, permissions, queries
from gongkai.backoffice.forms.letters import TemplateForm
from gongkai.backoffice.kept_texts import drop_text, keep_text, kept_text
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.law.errors import NotAllowed, Refusal
from gongkai.law.letters import Letter, all_letters, letter
from gongkai.screens import clock as doors_clock
from gongkai.screens.forms import add_refusal
from gongkai.screens.letters import letter_of
from gongkai.typesetting.letter import Letter as PrintedLetter

GROUPS = (
    ("办理中的文书", lambda entry: not entry.reply and not entry.code.startswith("close_") and entry.code != "service"),
    ("答复书", lambda entry: entry.code.startswith("answer_")),
    ("终止、更正和送达", lambda entry: entry.code.startswith("close_") or entry.code in {"correct_record", "service"}),
)


@at_desk
@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """The 31 letters: when each is sent, and whose text is in use."""
    agency = _agency(request)
    own = queries.templates_in_use(agency.pk)
    groups = [
        (name, [(entry, own.get(entry.code)) for entry in all_letters().values() if of(entry)]) for name, of in GROUPS
    ]
    return render(request, "backoffice/letters.html", {"here": "文书", "agency": agency, "groups": groups})


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, code: str) -> HttpResponse:
    """One letter's text. Buttons: try it on a case, keep it, bring back an earlier version."""
    agency = _agency(request)
    if code not in all_letters():
        raise Http404
    used = actions.text_of_letter(agency, code)
    cases = queries.recent_cases(agency.pk)
    choices = [(str(case.pk), f"{case.number}　{case.content[:20]}") for case in cases]
    if request.method != "POST":
        kept = kept_text(request, request.path)
        starts = {"title": used.title, "body": used.body, "seen_version": used.version}
        return _page(request, agency, code, TemplateForm(initial=starts, cases=choices), kept=unsent(kept, used.body))
    if request.POST.get("step") == "restore":
        return _restore(request, agency, code, choices)
    form = TemplateForm(request.POST, cases=choices)
    if not form.is_valid():
        return _page(request, agency, code, form, status=422)
    told = {name: form.cleaned_data[name] for name in ("title", "body")}
    try:
        if request.POST.get("step") == "preview":
            case = next((case for case in cases if str(case.pk) == form.cleaned_data["case"]), None)
            return _page(request, agency, code, form, **_tried(agency, case, code, told))
        actions.revise_template(
            agency, letter=code, **told, actor=actor_of(request), seen_version=form.cleaned_data["seen_version"]
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        add_refusal(form, refusal)
        return _page(request, agency, code, form, status=422)
    drop_text(request, request.path)
    messages.success(request, "新的一版已经启用，以后的文书照它写。已经编号的文书不变。", extra_tags="done")
    return redirect("backoffice:template", code)


@at_desk
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Put aside what is being typed on the page that asks. It is offered again when the page is opened next."""
    page = request.headers.get("HX-Current-URL", "").partition("://")[2].partition("/")[2].partition("?")[0]
    text = request.POST.get("body") or request.POST.get("letter_body", "")
    kept = bool(page) and keep_text(request, f"/{page}", text)
    return HttpResponse(status=204 if kept else 507)


def _restore(request: HttpRequest, agency: Any, code: str, choices: list[tuple[str, str]]) -> HttpResponse:
    version = request.POST.get("version", "")
    used = actions.text_of_letter(agency, code)
    try:
        actions.restore_template(
            agency, letter=code, version=int(version) if version.isdigit() else -1, actor=actor_of(request)
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        starts = {"title": used.title, "body": used.body, "seen_version": used.version}
        form = TemplateForm({**starts, "case": ""}, cases=choices)
        form.is_valid()
        add_refusal(form, refusal)
        return _page(request, agency, code, form, status=422)
    messages.success(request, "已经恢复，成为新的一版。", extra_tags="done")
    return redirect("backoffice:template", code)


def _tried(agency: Any, case: Any, code: str, told: dict[str, str]) -> dict[str, Any]:
    """The letter as this text would make it for that case, and what to know about its words."""
    if case is None:
        return {"no_case": True}
    tried = actions.try_template(case, letter=code, **told, on=doors_clock.today())
    return {"made": unnumbered(tried.content, agency), "hints": tried.hints, "case": case}


def unnumbered(content: dict[str, Any], agency: Any) -> PrintedLetter:
    """A letter that has no number yet, as it would look today."""
    today = doors_clock.today()
    number = f"{agency.mark}〔{today.year}〕　号"
    return letter_of(SimpleNamespace(content=content, dated_on=today, number=number), agency=agency.name)


def unsent(kept: str | None, body: str) -> str | None:
    """What was put aside while typing, where it says something else than what stands now."""
    return kept if kept is not None and kept.replace("\r\n", "\n").strip() != body.strip() else None


def _agency(request: HttpRequest) -> Any:
    agency = request.post_held.agency  # type: ignore[attr-defined]
    permissions.require_templates(actor_of(request), agency)
    return agency


def _page(
    request: HttpRequest, agency: Any, code: str, form: TemplateForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    wanted: Letter = letter(code)
    context = {
        "here": "文书",
        "agency": agency,
        "wanted": wanted,
        "places": actions.words_of_letter(code),
        "elements": [element for element in wanted.elements if not element.layout],
        "form": form,
        "versions": queries.template_versions(agency.pk, code),
        "built_in": actions.text_of_letter(None, code),
        **more,
    }
    return render(request, "backoffice/letter_text.html", context, status=status)
