"""One's own day outside the desk: the address for messages, and the calendar a telephone subscribes to."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.agencies import actions
from gongkai.agencies import queries as agencies
from gongkai.applications import queries
from gongkai.backoffice.agenda import as_calendar
from gongkai.backoffice.forms.signing import ChangeEmail
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.screens import clock
from gongkai.screens.forms import refusals_into


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def change_email(request: HttpRequest) -> HttpResponse:
    """设置邮箱: where the day's work is sent in the morning."""
    person = request.user
    form = ChangeEmail(request.POST or None, initial={"email": person.email})  # type: ignore[union-attr]
    if form.is_bound and form.is_valid():
        with refusals_into(form):
            actions.set_email(person, form.cleaned_data["email"], actor=actor_of(request))  # type: ignore[arg-type]
            messages.success(request, "邮箱已经保存。", extra_tags="done")
            return redirect("backoffice:me")
    context = {"form": form, "here": "我"}
    return render(request, "backoffice/sign_email.html", context, status=422 if form.is_bound else 200)


@at_desk
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """更换日程订阅地址: shown once; the address before it ends."""
    key = actions.renew_calendar_key(request.user, actor=actor_of(request))  # type: ignore[arg-type]
    address = request.build_absolute_uri(reverse("backoffice:calendar", args=[key]))
    return render(request, "backoffice/sign_calendar.html", {"address": address, "here": "我"})


@require_safe
def calendar_file(request: HttpRequest, key: str) -> HttpResponse:
    """The feed: who has the address sees numbers and due days of one officer, no names and no contents."""
    person = agencies.person_by_calendar_key(key)
    if person is None:
        raise Http404
    events = queries.agenda_of(person, clock.today())
    content = as_calendar(events, name=f"公开·{person.name}", at=clock.now(), host=request.get_host())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=900"
    return response
