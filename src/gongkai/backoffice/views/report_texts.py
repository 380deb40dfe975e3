"""Writing parts one, five and six, with the numbers of the tables at hand."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.annualreports import actions, permissions, queries
from gongkai.annualreports.wording import suggested_sentences
from gongkai.backoffice.forms.reports import TextsForm
from gongkai.backoffice.report_page import part_of
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.reports import HERE, report_or_404
from gongkai.law.errors import Stale
from gongkai.screens.forms import refusals_into

FIELDS = ("overview", "problems", "other_matters")
PART_OF = {"overview": 1, "problems": 5, "other_matters": 6}


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def write_texts(request: HttpRequest, key: int) -> HttpResponse:
    """写正文. Three buttons: 保存; 核对, which saves nothing; 插入 a sentence with the numbers of the tables."""
    report = report_or_404(request, key)
    cells = queries.cells_of(report)
    suggested = suggested_sentences(report, cells)
    form = TextsForm(request.POST or None, initial=_as_stored(report))
    checked, conflict = False, False
    if request.method == "POST" and form.is_valid():
        asked = request.POST.get("do", "save")
        if asked == "save":
            saved, conflict = _save(request, report, form)
            if saved:
                messages.success(request, "正文已经保存，核对结果在下面。", extra_tags="done")
                return redirect("backoffice:report", key)
            report = queries.report(key)
        else:
            form = _with_sentence(form, suggested, asked)
            checked = asked == "check"
    findings = _findings(report, form, cells)
    context = {
        "report": report,
        "form": form,
        "fields": [(form[name], suggested[name], findings[name]) for name in FIELDS],
        "checked": checked,
        "conflict": [(form[name], getattr(report, name)) for name in FIELDS] if conflict else [],
        "may_write": permissions.may_compile(actor_of(request), report.agency_id) and report.state != "published",
        **HERE,
    }
    return render(request, "backoffice/report_texts.html", context, status=422 if form.errors else 200)


def _as_stored(report: Any) -> dict[str, Any]:
    return {"seen_version": report.version, **{name: getattr(report, name) for name in FIELDS}}


def _save(request: HttpRequest, report: Any, form: TextsForm) -> tuple[bool, bool]:
    """(saved, overtaken by somebody). Overtaken, the form keeps what was typed and carries the version that now stands."""
    texts = {name: form.cleaned_data[name] for name in FIELDS}
    overtaken = False
    with refusals_into(form):
        try:
            actions.write_texts(report, actor=actor_of(request), seen_version=form.seen, **texts)
        except Stale:
            overtaken = True
            raise
    if overtaken:
        form.now_seen(queries.report(report.pk).version)
    return not form.errors, overtaken


def _with_sentence(form: TextsForm, suggested: dict[str, list[str]], asked: str) -> TextsForm:
    """The form with one more sentence at the end of a text. asked: `overview:0`; anything else changes nothing."""
    name, _, position = asked.partition(":")
    if name not in suggested or not position.isdigit() or int(position) >= len(suggested[name]):
        return form
    data = QueryDict(mutable=True)
    data.update(form.data)
    before = str(data.get(name, "")).rstrip()
    data[name] = f"{before}\n{suggested[name][int(position)]}" if before else suggested[name][int(position)]
    return TextsForm(data)


def _findings(report: Any, form: TextsForm, cells: dict[str, queries.Cell]) -> dict[str, list[Any]]:
    """What the checks say of the texts as they are typed, by field. The report in the database is not touched."""
    typed = copy(report)
    for name in FIELDS:
        setattr(typed, name, form[name].value() or "")
    found = queries.judgement_of(typed, cells).findings
    return {name: [finding for finding in found if part_of(finding) == PART_OF[name]] for name in FIELDS}
