"""大厅: reading places, what lies on their shelves, labels to print, what was handed to archive and library."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.backoffice.forms import hall as forms
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.law.errors import Stale
from gongkai.publications import actions
from gongkai.publications.keeping import may_keep_place, require_keep_place, require_see_place
from gongkai.publications.queries import hall as queries
from gongkai.screens import clock
from gongkai.screens.forms import refusals_into
from gongkai.typesetting.labels import MOST, Label, labels_pdf

HERE = {"here": "大厅"}
BOTH = ["GET", "HEAD", "POST"]


@at_desk
@require_safe
def hall(request: HttpRequest) -> HttpResponse:
    """The reading places of the agency of the post and those below it."""
    agency = request.post_held.agency  # type: ignore[attr-defined]
    found = queries.places_over(agency)
    context = {
        **HERE,
        "places": [one for one in found if not one.closed_on],
        "closed": [one for one in found if one.closed_on],
        "keeps": may_keep_place(actor_of(request), agency),
    }
    return render(request, "backoffice/hall_list.html", context)


@at_desk
@require_http_methods(BOTH)
def found_place(request: HttpRequest) -> HttpResponse:
    """设立查阅场所."""
    actor, over = actor_of(request), request.post_held.agency  # type: ignore[attr-defined]
    require_keep_place(actor, over, "设立查阅场所")
    form = forms.FoundPlace(request.POST or None, over=over, initial={"agency": over.pk})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            told = actions.PlaceTold(**form.told())
            made = actions.found_reading_place(form.cleaned_data["agency"], told=told, actor=actor)
            return _done(request, f"“{made.name}”已经登记，公众网站的“查阅场所”现在就列着。", made.pk)
    told_why = "各级人民政府应当在国家档案馆、公共图书馆、政务服务场所设置查阅场所。条例第二十五条。"
    return _page(request, form, "设立查阅场所", told_why)


@at_desk
@require_safe
def place(request: HttpRequest, key: int) -> HttpResponse:
    """One reading place: its shelves, what was taken off, what was handed over."""
    one = _seen(request, key)
    context = {
        **HERE,
        "place": one,
        "lying": [(record, queries.is_gone(record)) for record in queries.lying_at(one)],
        "was": queries.was_at(one),
        "deposits": queries.deposits_of(one),
        "keeps": may_keep_place(actor_of(request), one.agency) and not one.closed_on,
    }
    return render(request, "backoffice/hall_place.html", context)


@at_desk
@require_http_methods(BOTH)
def change_place(request: HttpRequest, key: int) -> HttpResponse:
    """更改查阅场所."""
    one = _kept(request, key, "更改查阅场所")
    stored = {name: getattr(one, name) for name in forms.PlaceForm.base_fields}
    form = forms.ChangePlace(request.POST or None, initial={**stored, "seen_version": one.version})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form), _told_when_stale(form, key):
            told = actions.PlaceTold(**form.told())
            actions.change_reading_place(one, told=told, actor=actor_of(request), seen_version=form.seen)
            return _done(request, "已经更改。", key)
    return _page(request, form, "更改查阅场所", "照现在的情况写。", one)


@at_desk
@require_http_methods(BOTH)
def close_place(request: HttpRequest, key: int) -> HttpResponse:
    """撤销查阅场所."""
    one = _kept(request, key, "撤销查阅场所")
    form = forms.ClosePlace(request.POST or None, initial={"seen_version": one.version})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form), _told_when_stale(form, key):
            reason = form.cleaned_data["reason"]
            actions.close_reading_place(one, reason=reason, actor=actor_of(request), seen_version=form.seen)
            return _done(request, f"“{one.name}”已经撤销，架上的资料一并下架。", key)
    return _page(request, form, "撤销查阅场所", "公众网站不再列出，登记保留。", one)


@at_desk
@require_http_methods(BOTH)
def shelve(request: HttpRequest, key: int) -> HttpResponse:
    """上架; `?item=` names the item from its own page."""
    one = _kept(request, key, "上架")
    form = forms.Shelve(request.POST or None, initial={"item": request.GET.get("item", "")})
    if request.method == "POST" and form.is_valid():
        told = actions.ShelfTold(**{name: form.cleaned_data[name] for name in ("shelf", "since", "title", "copies")})
        with refusals_into(form):
            item = form.cleaned_data["item"]
            made = actions.shelve(one, told=told, publication=item, actor=actor_of(request))
            return _done(request, f"“{made.title}”已经上架。", key)
    return _page(request, form, "上架", f"放在“{one.name}”的资料。", one)


@at_desk
@require_http_methods(BOTH)
def take_off(request: HttpRequest, key: int, record_key: int) -> HttpResponse:
    """下架."""
    one = _kept(request, key, "下架")
    try:
        record = queries.shelf_record(record_key)
    except ObjectDoesNotExist:
        raise Http404 from None
    if record.place_id != one.pk:
        raise Http404
    initial = {"reason": "已撤下"} if queries.is_gone(record) else {}
    form = forms.TakeOff(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.take_off_shelf(record, actor=actor_of(request), **form.cleaned_data)
            return _done(request, f"“{record.title}”已经下架。", key)
    return _page(request, form, "下架", f"{record.title}，{record.shelf}。", one)


@at_desk
@require_http_methods(BOTH)
def deposit(request: HttpRequest, key: int) -> HttpResponse:
    """登记移交."""
    one = _kept(request, key, "登记移交")
    form = forms.RecordDeposit(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            made = actions.record_deposit(one, actor=actor_of(request), **form.cleaned_data)
            return _done(request, f"移交已经登记，清单{len(made.items)}件。", key)
    told = "行政机关应当及时向国家档案馆、公共图书馆提供主动公开的政府信息。条例第二十五条第三款。"
    return _page(request, form, "登记移交", told, one)


@at_desk
@require_safe
def labels(request: HttpRequest, key: int) -> HttpResponse:
    """The labels of what lies there, or of some (`?keys=`), as PDF; `?skip=`: places of the first sheet that are used up."""
    one = _seen(request, key)
    lying = queries.lying_at(one)
    asked = forms.Labels(request.GET, records=lying)
    chosen = asked.cleaned_data if asked.is_valid() else {}
    keys = set(chosen.get("keys", ()))
    records = [record for record in lying if not queries.is_gone(record) and (not keys or record.pk in keys)][:MOST]
    if not records:
        messages.warning(request, "架上没有可以打印标签的资料。请先登记上架。", extra_tags="warn")
        return redirect("backoffice:place", key)
    content = labels_pdf(
        one.name,
        [_label(request, record) for record in records],
        dated_on=clock.today(),
        skip=chosen.get("skip") or 0,
        font_folder=settings.GONGKAI_HOME / "fonts",
    )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{one.name}架位标签.pdf") or "inline"
    return response


def _label(request: HttpRequest, record: Any) -> Label:
    item = record.publication
    address = request.build_absolute_uri(f"/items/{item.pk}/") if item else ""
    return Label(record.title, record.shelf, (item.index_number or "") if item else "", address)


@contextmanager
def _told_when_stale(form: Any, key: int) -> Iterator[None]:
    """A form that meets `Stale` is meant, when it is sent again, for the place as it stands by then."""
    try:
        yield
    except Stale:
        form.now_seen(_place(key).version)
        raise


def _seen(request: HttpRequest, key: int) -> Any:
    one = _place(key)
    require_see_place(actor_of(request), one.agency)
    return one


def _kept(request: HttpRequest, key: int, verb: str) -> Any:
    one = _place(key)
    require_keep_place(actor_of(request), one.agency, verb)
    return one


def _place(key: int) -> Any:
    try:
        return queries.place(key)
    except ObjectDoesNotExist:
        raise Http404 from None


def _done(request: HttpRequest, told: str, key: int) -> HttpResponse:
    messages.success(request, told, extra_tags="done")
    return redirect("backoffice:place", key)


def _page(request: HttpRequest, form: Any, label: str, told: str, one: Any = None) -> HttpResponse:
    back = reverse("backoffice:place", args=[one.pk]) if one else reverse("backoffice:hall")
    context = {**HERE, "form": form, "label": label, "told": told, "place": one, "back": back}
    return render(request, "backoffice/hall_act.html", context, status=422 if form.is_bound else 200)
