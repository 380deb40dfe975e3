"""公开: what is at the gate and what is public, one item with its course, two versions side by side."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from gongkai.agencies import queries as agencies
from gongkai.audit.actors import Actor
from gongkai.backoffice.collation import collate
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.law.publishing import publish_by
from gongkai.publications import permissions
from gongkai.publications.cleaning import clean, for_desk
from gongkai.publications.queries import items, worklist
from gongkai.screens import clock
from gongkai.screens.paging import keyset

HERE = {"here": "公开"}
SIZE = 30
SHELVES = (
    ("waiting", "等我办"),
    ("mine", "我写的"),
    ("work", "在办"),
    ("scheduled", "待发布"),
    ("confirm", "待补审"),
    ("refused", "不予公开"),
    ("released", "已公开"),
)


@at_desk
@require_safe
def item_list(request: HttpRequest) -> HttpResponse:
    """公开: a shelf of items (`?shelf=`), by default what waits for whoever looks."""
    actor, today = actor_of(request), clock.today()
    agency = request.post_held.agency  # type: ignore[attr-defined]
    waiting = worklist.waiting_for(actor)
    shelves = {key for key, _ in SHELVES}
    asked = request.GET.get("shelf", "")
    shelf = (
        asked if asked in shelves else ("waiting" if waiting or not permissions.may_write(actor, agency) else "mine")
    )
    context: dict[str, Any] = {
        **HERE,
        "agency": agency,
        "shelf": shelf,
        "shelves": SHELVES,
        "waits": len(waiting),
        "writes": permissions.may_write(actor, agency),
        "sets": permissions.may_set_rules(actor, agency),
        "to_confirm": worklist.to_confirm(actor),
        "to_reassess": worklist.to_reassess(actor, until=today),
        "today": today,
        "text": "",
    }
    context |= _shelf(request, actor, shelf, waiting)
    return render(request, "backoffice/item_list.html", context)


def _shelf(request: HttpRequest, actor: Actor, shelf: str, waiting: Any) -> dict[str, Any]:
    """The rows of a shelf, as the page tells them."""
    if shelf == "waiting":
        return {"drafts": [(draft, "、".join(step.label for step in steps)) for draft, steps in waiting]}
    if shelf == "mine":
        return {"drafts": [(draft, "") for draft in worklist.mine(actor)]}
    if shelf == "scheduled":
        return {"drafts": [(draft, "") for draft in worklist.scheduled(actor)]}
    if shelf == "confirm":
        return {"items": worklist.to_confirm(actor)}
    if shelf == "refused":
        return {"refused": worklist.to_reassess(actor)}
    text = request.GET.get("text", "").strip()[:80]
    if shelf == "released":
        page: Any = keyset(
            request, lambda before, size: worklist.released_items(actor, text=text, before=before, size=size), size=SIZE
        )
        return {"items": page.rows, "page": page, "text": text}
    stage = request.GET.get("stage", "")
    stage = stage if stage in dict(items.STAGES) else ""
    page = keyset(
        request, lambda before, size: worklist.in_work(actor, stage=stage, before=before, size=size), size=SIZE
    )
    counts = worklist.by_stage(actor)
    return {
        "drafts": [(draft, "") for draft in page.rows],
        "page": page,
        "stage": stage,
        "stages": [(key, label, counts[key]) for key, label in items.STAGES if counts.get(key)],
    }


def text_of(said: Any) -> SafeString:
    """The text as the desk shows it: cleaned when it was saved, and once more here, since nobody has approved it yet."""
    return SafeString(for_desk(clean(said.body)))


def item_for(request: HttpRequest, key: int) -> Any:
    """The item, for somebody who may see it. Http404 when there is none."""
    item = items.item_at_desk(key)
    if item is None:
        raise Http404
    permissions.require_see(actor_of(request), item.issued_by)
    return item


@at_desk
@require_safe
def item_page(request: HttpRequest, key: int) -> HttpResponse:
    """One item: what it says, where it stands at the gate, what may be done next and by whom."""
    item, actor = item_for(request, key), actor_of(request)
    draft = items.draft_of_item(item)
    shown = draft or item.current
    formed = shown.dated_on if shown else None
    context: dict[str, Any] = {
        **HERE,
        "item": item,
        "draft": draft,
        "shown": shown,
        "body": text_of(shown) if shown else "",
        "files": list(shown.attachments.select_related("file")) if shown else [],
        "steps": items.steps_of(item, draft, actor) if draft else [],
        "may": items.may_of(item, draft, actor),
        "reviews": items.reviews_of(item),
        "versions": items.released(item),
        "withdrawals": items.withdrawals_of(item),
        "acts": _told(items.acts_on(item)),
        "last_day": publish_by(formed, agencies.calendar()) if formed and item.published_at is None else None,
        "today": clock.today(),
    }
    may: items.May = context["may"]
    context["offers"] = any((may.submit, may.revise, may.recall, may.urgently, may.withdraw, may.drop))
    context["reviewing"] = any(step.mine for step in context["steps"])
    return render(request, "backoffice/item.html", context)


def _told(entries: Any) -> list[tuple[Any, str]]:
    """Each act with its words."""
    return [(entry, items.CHANGES.get(entry.verb, entry.verb)) for entry in entries]


@at_desk
@require_safe
def item_version(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """One release as it was, whatever came after."""
    item = item_for(request, key)
    version = items.version_at_desk(item, number)
    if version is None:
        raise Http404
    context = {
        **HERE,
        "item": item,
        "version": version,
        "body": text_of(version),
        "files": list(version.attachments.select_related("file")),
        "reviews": [review for review in items.reviews_of(item) if review.released_as_id == version.pk],
    }
    return render(request, "backoffice/item_version.html", context)


@at_desk
@require_safe
def item_compare(request: HttpRequest, key: int) -> HttpResponse:
    """Two versions side by side (`?from=1&to=2`), by default the last two."""
    item = item_for(request, key)
    versions = items.released(item)
    numbers = [version.number for version in versions]
    later = _number(request.GET.get("to", ""), numbers, numbers[0] if numbers else 0)
    earlier = _number(request.GET.get("from", ""), numbers, max((n for n in numbers if n < later), default=0))
    pair = [items.version_at_desk(item, number) for number in sorted((earlier, later))]
    both = all(pair) and earlier != later
    context = {
        **HERE,
        "item": item,
        "versions": versions,
        "pair": pair,
        "told": collate(*pair) if both else None,
    }
    return render(request, "backoffice/item_compare.html", context)


def _number(typed: str, numbers: list[int], otherwise: int) -> int:
    found = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
    return found if found in numbers else otherwise
