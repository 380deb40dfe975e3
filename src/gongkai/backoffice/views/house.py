"""The house: rules of an agency, its people and posts, the working-day calendars."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.agencies import actions, permissions, queries
from gongkai.backoffice.forms.house import (
    RULES,
    AppointForm,
    EndPostForm,
    EnrolForm,
    MeansForm,
    PasswordForm,
    RulesForm,
)
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.law.errors import NotAcceptable
from gongkai.screens import clock
from gongkai.screens.forms import refusals_into

HERE = {"here": "设置"}


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """设置 of one agency. `?agency=011`: one below the keeper's own."""
    agency, actor = _agency(request), actor_of(request)
    names = [rule[0] for rule in RULES]
    of_means = "means" in request.POST
    form = RulesForm(
        None if of_means else request.POST or None, initial={name: getattr(agency, name) for name in names}
    )
    means = MeansForm(
        request.POST if of_means else None, initial={name: getattr(agency, name) for name in MeansForm.base_fields}
    )
    if of_means and means.is_valid():
        with refusals_into(means):
            actions.set_means(agency, actor=actor, **means.cleaned_data)
            messages.success(request, "收费、通知和保管的设置已经更改。", extra_tags="done")
            return redirect(_address(agency))
    if form.is_bound and form.is_valid():
        with refusals_into(form):
            actions.set_rules(agency, actor=actor, **{name: form.cleaned_data[name] for name in names})
            messages.success(
                request, "设置已经更改。只影响以后汇编的报告；已经汇编的，重新汇编才会跟着变。", extra_tags="done"
            )
            return redirect(_address(agency))
    today, calendar = clock.today(), queries.calendar()
    context = {
        "agency": agency,
        "agencies": queries.with_all_below(request.post_held.agency) if permissions.keeps(actor, agency) else [],  # type: ignore[attr-defined]
        "form": form,
        "means": means,
        "may_keep": permissions.keeps(actor, agency),
        "posts": queries.posts_at(agency, today),
        "ended": queries.posts_ended(agency, today),
        "calendars": [
            (found, found.notice.replace(" [M]", "（文号待核实）"))
            for found in (calendar.calendars[year] for year in reversed(calendar.years))
        ],
        "missing": [year for year in _years_needed(today) if not calendar.has_year(year)],
        **HERE,
    }
    return render(
        request, "backoffice/house_settings.html", context, status=422 if form.errors or means.errors else 200
    )


def _years_needed(today: Any) -> list[int]:
    """The years that due days being counted now can reach: this one, and from October on the next."""
    return [today.year, today.year + 1] if today.month >= 10 else [today.year]


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """登记人员并安排岗位."""
    return _person_page(request, EnrolForm, "登记人员")


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest) -> HttpResponse:
    """给已有登录的人安排岗位."""
    return _person_page(request, AppointForm, "安排岗位")


def _person_page(request: HttpRequest, kind: type[AppointForm], heading: str) -> HttpResponse:
    agency, actor = _agency(request), actor_of(request)
    permissions.require_keeper(actor, agency, heading)
    offices = queries.offices_of(agency)
    form = kind(request.POST or None, offices=offices, today=clock.today())
    if request.method == "POST" and form.is_valid():
        with refusals_into(form), transaction.atomic():
            told = form.cleaned_data
            post = actions.appoint(
                _person(form, actor),
                agency=agency,
                duty=told["duty"],
                since=told["since"],
                office=next((office for office in offices if str(office.pk) == told["office"]), None),
                title=told["title"],
                actor=actor,
            )
            messages.success(
                request, f"{post.person.name}从{post.since:%Y-%m-%d}起任{post.get_duty_display()}。", extra_tags="done"
            )
            return redirect(_address(agency))
    context = {
        "agency": agency,
        "form": form,
        "heading": heading,
        "new": kind is EnrolForm,
        "back": _address(agency),
        **HERE,
    }
    return render(request, "backoffice/house_person.html", context, status=422 if form.errors else 200)


def _person(form: AppointForm, actor: Any) -> Any:
    told = form.cleaned_data
    if isinstance(form, EnrolForm):
        return actions.enrol_person(
            username=told["username"], name=told["name"], password=told["password"], phone=told["phone"], actor=actor
        )
    person = queries.person_by_username(told["username"].strip())
    if person is None:
        raise NotAcceptable(
            "person.unknown", "没有这个登录名。", "请核对；还没有登记的，请用“登记人员”。", field="username"
        )
    return person


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def end_post(request: HttpRequest, key: int) -> HttpResponse:
    """办理离任."""
    post, actor = _post(request, key), actor_of(request)
    form = EndPostForm(request.POST or None, initial={"until": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.end_post(post, until=form.cleaned_data["until"], actor=actor)
            messages.success(
                request, f"{post.person.name}的岗位到{form.cleaned_data['until']:%Y-%m-%d}为止。", extra_tags="done"
            )
            return redirect(_address(post.agency))
    context = {
        "post": post,
        "form": form,
        "heading": "办理离任",
        "act": "办理离任",
        "back": _address(post.agency),
        **HERE,
    }
    return render(request, "backoffice/house_post.html", context, status=422 if form.errors else 200)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def set_password(request: HttpRequest, key: int) -> HttpResponse:
    """重设密码 of the person at that post."""
    post, actor = _post(request, key), actor_of(request)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.set_password(post.person, form.cleaned_data["password"], actor=actor)
            messages.success(request, f"{post.person.name}的密码已经重设。请当面告诉本人。", extra_tags="done")
            return redirect(_address(post.agency))
    context = {
        "post": post,
        "form": form,
        "heading": "重设密码",
        "act": "重设密码",
        "back": _address(post.agency),
        **HERE,
    }
    return render(request, "backoffice/house_post.html", context, status=422 if form.errors else 200)


def _address(agency: Any) -> str:
    return f"{reverse('backoffice:settings')}?agency={agency.code}"


def _agency(request: HttpRequest) -> Any:
    """The agency whose settings these are: the post's own, or one named that the actor keeps."""
    own, code = request.post_held.agency, request.GET.get("agency", "")  # type: ignore[attr-defined]
    agency = own if code in ("", own.code) else queries.agency_by_code(code)
    if agency is None:
        raise Http404
    if not permissions.may_set_rules(actor_of(request), agency):
        permissions.require_keeper(actor_of(request), agency, "查看和更改设置")
    return agency


def _post(request: HttpRequest, key: int) -> Any:
    post = queries.post_by_key(key)
    if post is None:
        raise Http404
    permissions.require_keeper(actor_of(request), post.agency, "管理岗位和密码")
    return post
