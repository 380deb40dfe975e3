"""期限计算器: the same law as `gongkai clock`, for anybody. Nothing is kept; the address holds the whole question."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.agencies.queries import calendar
from gongkai.law.clock import CaseError, Clock, answer_of, clock_of_case
from gongkai.portal.deadline_form import DeadlineForm
from gongkai.screens import clock
from gongkai.screens.clockface import face_of


@require_safe
def deadline(request: HttpRequest) -> HttpResponse:
    """The form and, once a day of arrival is given, the due day with its sum, defects, picture and ledger.

    `?format=json` gives the object the command prints.
    """
    asked = bool(set(request.GET) - {"format"})
    form = DeadlineForm(request.GET) if asked else DeadlineForm()
    context = {"form": form, "section": "deadline", "query": request.GET.urlencode()}
    status = 200
    if form.is_bound:
        found = _clock(form)
        status = 422 if found is None else 200
        if found is not None:
            if request.GET.get("format") == "json":
                return JsonResponse(answer_of(None, found), json_dumps_params={"ensure_ascii": False})
            today = form.cleaned_data["today"] or clock.today()
            context |= {"clock": found, "face": face_of(found, calendar(), today=today)}
    return render(request, "portal/deadline.html", context, status=status)


def _clock(form: DeadlineForm) -> Clock | None:
    if not form.is_valid():
        return None
    try:
        return clock_of_case(form.case(), calendar(), today=form.cleaned_data["today"] or clock.today())
    except CaseError as error:
        form.add_error(None, str(error))
        return None
