"""留痕: who did what, when, on what ground; and the proof that nobody touched it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from gongkai.agencies.permissions import require_oversee
from gongkai.audit import queries
from gongkai.backoffice import journal_words
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.screens import clock
from gongkai.screens.paging import keyset

HERE = {"here": "留痕"}


@at_desk
@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """The journal, newest first. `?of=report.` one noun's acts, `?subject=application:12` one record, `?by=person:3` one actor."""
    require_oversee(actor_of(request))
    wanted = {name: request.GET.get(name, "")[:60] for name in ("of", "subject", "by")}
    page = keyset(
        request,
        lambda before, size: queries.latest(
            before, subject=wanted["subject"], verb=wanted["of"], actor=wanted["by"], size=size
        ),
        key="sequence",
    )
    context = {
        "page": page,
        "lines": [_line(entry) for entry in page.rows],
        "wanted": wanted,
        "nouns": journal_words.NOUNS,
        "about": journal_words.subject_in_words(wanted["subject"]) if wanted["subject"] else "",
        "length": queries.length(),
        **HERE,
    }
    return render(request, "backoffice/journal.html", context)


@at_desk
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """核对留痕: walk the whole chain and name every break."""
    require_oversee(actor_of(request))
    breaks = queries.verify()
    context = {"breaks": breaks, "length": queries.length(), "now": clock.now(), **HERE}
    return render(request, "backoffice/journal_verified.html", context)


def _line(entry: Any) -> dict[str, object]:
    return {
        "entry": entry,
        "did": journal_words.verb_in_words(entry.verb),
        "subject": journal_words.subject_in_words(entry.subject),
        "href": journal_words.page_of(entry.subject),
        "details": journal_words.details_in_words(entry.details),
    }
