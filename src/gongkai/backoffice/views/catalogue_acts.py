"""目录: fields and elements added, elements revised, and who owes them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.agencies import queries as agencies
from gongkai.backoffice.forms import catalogue as forms
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.owed import BOTH, HERE
from gongkai.publications import actions
from gongkai.publications import catalogue_permissions as permissions
from gongkai.publications.queries import catalogue
from gongkai.screens import clock
from gongkai.screens.forms import refusals_into

BLANK = {"county": True, "proactive": True, "to_everyone": True, "carriers": ["政府网站"]}


@at_desk
@require_POST
def found(request: HttpRequest) -> HttpResponse:
    """建立目录."""
    made = actions.found_catalogue(actor=actor_of(request))
    told = (
        f"目录里新增{made.fields}个领域、{made.elements}项要素的样例。正式的目录请导入。"
        if made.fields or made.elements
        else "各个领域和目录都已经在了，没有改动。"
    )
    messages.success(request, told, extra_tags="done")
    return redirect("backoffice:catalogue")


@at_desk
@require_http_methods(BOTH)
def add_field(request: HttpRequest) -> HttpResponse:
    """增加领域."""
    actor = actor_of(request)
    permissions.require_keep_catalogue(actor, "增加领域")
    form = forms.AddField(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_into(form):
            made = actions.add_field(
                name=typed["name"], slug=typed["slug"], aliases=typed["aliases"].split("、"), actor=actor
            )
            return _done(request, f"已经增加“{made.name}”，请接着加要素，或者导入目录。", made.slug)
    return _page(request, form, "增加领域", "印发的文件增加了领域时办。领域的网址定了以后不改。")


@at_desk
@require_http_methods(BOTH)
def add_element(request: HttpRequest, slug: str) -> HttpResponse:
    """增加要素."""
    field, actor = _field(slug), actor_of(request)
    permissions.require_keep_catalogue(actor, "增加要素")
    form = forms.ElementForm(request.POST or None, initial=BLANK)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            made = actions.add_element(field, details=_details(form), actor=actor)
            return _done(request, f"已经增加“{made.name}”，请指定公开主体。", slug)
    return _page(request, form, "增加要素", f"“{field.name}”领域的一项公开内容。", field=field)


@at_desk
@require_http_methods(BOTH)
def revise_element(request: HttpRequest, key: int) -> HttpResponse:
    """修改要素."""
    element, actor = _element(key), actor_of(request)
    permissions.require_keep_catalogue(actor, "修改要素")
    names = [name for name in forms.ElementForm.base_fields if hasattr(element, name)]
    stored = {name: getattr(element, name) for name in names}
    matter = element.matter
    stored |= {"first": matter.first, "second": matter.second, "basis": matter.basis, "limit": element.limit_text}
    form = forms.ReviseElement(request.POST or None, initial=stored)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.revise_element(element, details=_details(form), reason=form.cleaned_data["reason"], actor=actor)
            return _done(request, f"“{element.name}”已经修改，原来的内容留在留痕里。", matter.field.slug)
    return _page(request, form, "修改要素", "改了时限的，欠着的期限跟着重算。", field=matter.field)


@at_desk
@require_http_methods(BOTH)
def assign_element(request: HttpRequest, key: int) -> HttpResponse:
    """指定公开主体."""
    element, actor = _element(key), actor_of(request)
    permissions.require_keep_catalogue(actor, "指定公开主体")
    form = forms.AssignElement(request.POST or None, over=agencies.root(), initial={"since": clock.today()})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_into(form):
            duty = actions.assign_element(element, agency=typed["agency"], since=typed["since"], actor=actor)
            return _done(
                request, f"“{element.name}”由{duty.agency.short_name}公开{_contact(duty)}。", element.matter.field.slug
            )
    told = f"{element.matter}：{element.name}。谁制作谁公开；联络员只有一位的，自动交给这一位。条例第十条。"
    return _page(request, form, "指定公开主体", told, field=element.matter.field)


@at_desk
@require_http_methods(BOTH)
def assign_field(request: HttpRequest, slug: str) -> HttpResponse:
    """整个领域指定公开主体."""
    field, actor = _field(slug), actor_of(request)
    permissions.require_keep_catalogue(actor, "整个领域指定公开主体")
    initial = {"since": clock.today(), "level": "county"}
    form = forms.AssignField(request.POST or None, over=agencies.root(), initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_into(form):
            made = actions.assign_field(
                field, agency=typed["agency"], level=typed["level"], since=typed["since"], actor=actor
            )
            return _done(request, f"{len(made)}项要素由{typed['agency'].short_name}公开{_contact(made[0])}。", slug)
    return _page(request, form, "整个领域指定公开主体", f"“{field.name}”领域。条例第十条。", field=field)


def _contact(duty: Any) -> str:
    return f"，联络员{duty.contact.name}" if duty.contact else "，还没有联络员，请该单位办交接时认领"


def _details(form: Any) -> actions.ElementDetails:
    return actions.ElementDetails(**form.details())


def _field(slug: str) -> Any:
    try:
        return catalogue.field(slug)
    except ObjectDoesNotExist:
        raise Http404 from None


def _element(key: int) -> Any:
    try:
        return catalogue.element(key)
    except ObjectDoesNotExist:
        raise Http404 from None


def _done(request: HttpRequest, told: str, slug: str) -> HttpResponse:
    messages.success(request, told, extra_tags="done")
    return redirect("backoffice:catalogue_field", slug)


def _page(request: HttpRequest, form: Any, label: str, told: str, *, field: Any = None) -> HttpResponse:
    back = reverse("backoffice:catalogue_field", args=[field.slug]) if field else reverse("backoffice:catalogue")
    context = {**HERE, "form": form, "label": label, "told": told, "field": field, "back": back}
    return render(request, "backoffice/catalogue_act.html", context, status=422 if form.is_bound else 200)
