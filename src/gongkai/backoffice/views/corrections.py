"""Registering a request to put a record right (art. 41)."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.applications import actions, permissions
from gongkai.backoffice import registered
from gongkai.backoffice.forms.transfer import RegisterCorrection
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.law.errors import NotAllowed, Refusal
from gongkai.screens import once
from gongkai.screens.forms import add_refusal


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def register_correction(request: HttpRequest) -> HttpResponse:
    """登记更正申请. Sent twice, it opens one case."""
    agency = request.post_held.agency  # type: ignore[attr-defined]
    permissions.require_handle(actor_of(request), agency.pk, "登记更正申请")
    form = RegisterCorrection(request.POST, request.FILES) if request.method == "POST" else RegisterCorrection()
    if form.is_bound and form.is_valid():
        try:
            key, number, sealed_code = _register_once(agency, form, request)
        except NotAllowed:
            raise
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            registered.remember(request, number, sealed_code)
            return redirect("backoffice:registered", key)
    if form.is_bound:
        form.put_aside()
    context = {"here": "登记", "form": form, "agency": agency, "correction": True}
    return render(request, "backoffice/case_new.html", context, status=422 if form.is_bound else 200)


def _register_once(agency: Any, form: RegisterCorrection, request: HttpRequest) -> tuple[int, str, str]:
    """Open the case, or find the one this very form opened before: key, query number, sealed code."""
    token, typed = form.cleaned_data["token"], form.cleaned_data
    with transaction.atomic():
        if once.claim(token):
            made = actions.register_correction(
                agency,
                form.details(),
                channel=typed["channel"],
                arrived_on=typed["arrived_on"],
                confirmed_on=typed["confirmed_on"],
                evidence=typed["evidence"],
                files=[*typed["envelope"], *typed["files"]],
                actor=actor_of(request),
            )
            number, key = made.application.query_number, made.application.pk
            sealed_code = registered.sealed(number, made.code)
            once.note(token, {"key": key, "number": number, "code": sealed_code})
            transaction.on_commit(form.empty_stash)
            return key, number, sealed_code
    found = once.answer(token)
    if found is None:
        raise Http404
    return found["key"], found["number"], found["code"]
