"""通知: messages nobody else will take care of: uncertain, failed, returned, or waiting to be printed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.applications import actions, permissions
from gongkai.backoffice import journal_words
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.notices import queries

ACTS = {"again": "已经再次排入发送。", "arrived": "已登记：对方收到了。", "lost": "已登记：对方没有收到。"}


@at_desk
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What must be looked at, the oldest first, each with what it is about."""
    agency = request.post_held.agency  # type: ignore[attr-defined]
    actor = actor_of(request)
    shown = queries.to_look_at(agency.code) if permissions.may_see_those_of(actor, agency) else []
    lines = [(message, journal_words.page_of(message.about)) for message in shown]
    return render(request, "backoffice/notices.html", {"lines": lines, "agency": agency, "here": "今日"})


@at_desk
@require_POST
def settle(request: HttpRequest, key: int) -> HttpResponse:
    """One message: sent again, or what was found out about it."""
    act = request.POST.get("act", "")
    message = queries.message(key)
    if act not in ACTS or message is None:
        raise Http404
    if act == "again":
        actions.send_message_again(message, actor=actor_of(request))
    else:
        actions.settle_message(message, arrived=act == "arrived", actor=actor_of(request))
    messages.success(request, ACTS[act], extra_tags="done")
    return redirect("backoffice:notices")
