"""文件 · 合法性审核: what waits, the year by kind and month, one review with its versions and opinions."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.agencies.queries import calendar
from gongkai.audit.actors import Actor
from gongkai.backoffice.forms.reviews import OpinionFilters, ReviewFilters
from gongkai.backoffice.marked import marked, with_points
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.documents import permissions
from gongkai.documents.queries import reviews as queries
from gongkai.documents.queries.acts import CHANGES
from gongkai.law.reviews import OPEN, is_late
from gongkai.reading.collation import Kind, collated
from gongkai.screens import clock
from gongkai.screens.paging import keyset

HERE = {"here": "文件"}
SIZE = 30
_LONG = 20_000  # signs of two drafts: longer ones are compared on a page of their own


@at_desk
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """合法性审核: what waits for this post, what is due first above; below it the list, narrowed by kind, state, month."""
    actor, today = actor_of(request), clock.today()
    filters = ReviewFilters(request.GET or None, years=queries.years(actor))
    sought = queries.Sought(**filters.sought)
    page = keyset(request, lambda before, size: queries.register(actor, sought, before=before, size=size), size=SIZE)
    context = {
        **HERE,
        "waiting": queries.worklist(actor, today),
        "page": page,
        "filters": filters,
        "narrowed": bool(filters.sought),
        "sought": sought,
        "late": {row.pk for row in page.rows if row.state in OPEN and is_late(row.due_on, today)},
        "submits": permissions.may_draft(actor, request.post_held.agency),  # type: ignore[attr-defined]
    }
    return render(request, "backoffice/review_list.html", context)


@at_desk
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """审核统计 of a year (`?year=`, else this one): by kind and month; each figure opens its list."""
    actor, this_year = actor_of(request), clock.today().year
    year = _year(request, this_year)
    rows = queries.counts(actor, year)
    context = {
        **HERE,
        "year": year,
        "years": sorted({this_year, year, *queries.years(actor)}, reverse=True),
        "rows": [(row, [(month, number) for month, number in enumerate(row.months, start=1)]) for row in rows],
        "total": rows[-1],
        "opinions": list(enumerate(rows[-1].opinions_by_month, start=1)),
        "months": range(1, 13),
    }
    return render(request, "backoffice/review_counts.html", context)


def _year(request: HttpRequest, otherwise: int) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 and asked > "1900" else otherwise


@at_desk
@require_safe
def opinions(request: HttpRequest) -> HttpResponse:
    """审核意见 of the reviews concluded in a year or month, or those answered so: what a figure of the counts opens."""
    actor = actor_of(request)
    filters = OpinionFilters(request.GET or None, years=queries.years(actor))
    sought = queries.Sought(**{"year": clock.today().year, **filters.sought})
    page = keyset(request, lambda before, size: queries.opinions_of(actor, sought, before=before, size=size), size=SIZE)
    kind = dict(queries.KINDS).get(sought.kind, "")
    answer = dict(queries.ANSWERS).get(sought.answer, "")
    context = {**HERE, "page": page, "sought": sought, "told": "，".join(one for one in (kind, answer) if one)}
    return render(request, "backoffice/review_opinions.html", context)


def review_for(request: HttpRequest, key: int) -> Any:
    """The review, for somebody who may see it. Http404 when there is none."""
    found = queries.review(key)
    if found is None:
        raise Http404
    permissions.require_see_review(actor_of(request), found)
    return found


@at_desk
@require_safe
def review(request: HttpRequest, key: int) -> HttpResponse:
    """One review: what is to be done, its last two versions side by side, its opinions and how each was answered, its letter."""
    found, actor, today = review_for(request, key), actor_of(request), clock.today()
    given = seen_opinions(found, actor)
    drafts = list(found.drafts.all())
    is_open = found.state in OPEN
    reviews = is_open and permissions.may_review(actor, found.agency)
    had_a_hand = reviews and queries.had_a_hand(found, actor)  # every act would be refused
    long = sum(len(one.text) for one in drafts[-2:]) > _LONG
    context = {
        **HERE,
        "review": found,
        "drafts": drafts,
        "opinions": given,
        "tally": _tally(given),
        "unanswered": [one.number for one in given if not one.answer],
        "reviews": reviews and not had_a_hand,
        "had_a_hand": had_a_hand,
        "answers": is_open and permissions.may_answer_review(actor, found),
        "waits": found.state == "answering",
        "late": is_open and is_late(found.due_on, today),
        "me": actor.person_id,
        "remark": queries.remark_of(found),
        "limits": queries.limits_of(found),
        "took": calendar().workdays_between(found.received_on, found.concluded_on or today),
        "acts": [(entry, CHANGES.get(entry.verb, entry.verb)) for entry in queries.acts_on(found)],
        "is_open": is_open,
        "long": long,
    }
    if len(drafts) > 1 and not long:
        context |= _collation((drafts[-2], drafts[-1]), given, everything=False)
    return render(request, "backoffice/review.html", context)


def seen_opinions(found: Any, actor: Actor) -> list[Any]:
    """The opinions that the actor may see: those not sent yet are the reviewers' own."""
    given = list(found.opinions.all())
    if permissions.may_review(actor, found.agency):
        return given
    if found.state == "received":
        return []
    return given if found.state == "answering" else [one for one in given if one.answer]


def _tally(given: list[Any]) -> list[tuple[int, str]]:
    """How many were answered how, those that were at all."""
    named = [*queries.ANSWERS, ("", "没有答复")]
    return [(number, label) for value, label in named if (number := sum(1 for one in given if one.answer == value))]


def _collation(pair: tuple[Any, Any], given: list[Any], *, everything: bool) -> dict[str, Any]:
    """Two drafts side by side, as the table shows them."""
    lines = collated(pair[0].text, pair[1].text)
    differing = [line for line in lines if line.kind != Kind.SAME]
    return {
        "pair": pair,
        "rows": with_points(lines if everything else differing, pair, given),
        "differing": sum(1 for line in differing if line.kind != Kind.MOVED_AWAY),
        "same": len(lines) - len(differing),
    }


@at_desk
@require_safe
def draft(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """One version as it was handed in, with the passages that opinions are about marked and numbered."""
    found = review_for(request, key)
    one = _draft(found, number)
    given = [opinion for opinion in seen_opinions(found, actor_of(request)) if opinion.draft_id == one.pk]
    context = {
        **HERE,
        "review": found,
        "draft": one,
        "drafts": list(found.drafts.all()),
        "paragraphs": marked(one.text, [(opinion.number, opinion.passage) for opinion in given]),
        "opinions": given,
    }
    return render(request, "backoffice/review_draft.html", context)


def _draft(found: Any, number: int) -> Any:
    one = next((one for one in found.drafts.all() if one.number == number), None)
    if one is None:
        raise Http404
    return one


@at_desk
@require_safe
def compare(request: HttpRequest, key: int) -> HttpResponse:
    """两稿对照 (`?from=1&to=2`, else the last two), side by side, word by word; `?all=1`: what did not change too."""
    found = review_for(request, key)
    drafts = list(found.drafts.all())
    pair = _pair(request, drafts)
    everything = request.GET.get("all") == "1"
    context = {**HERE, "review": found, "drafts": drafts, "pair": pair, "all": everything}
    if pair:
        context |= _collation(pair, seen_opinions(found, actor_of(request)), everything=everything)
    return render(request, "backoffice/review_compare.html", context)


def _pair(request: HttpRequest, drafts: list[Any]) -> tuple[Any, Any] | None:
    if len(drafts) < 2:
        return None
    by_number = {str(one.number): one for one in drafts}
    earlier = by_number.get(request.GET.get("from", ""), drafts[-2])
    return earlier, by_number.get(request.GET.get("to", ""), drafts[-1])
