"""监督: complaints about disclosure, what was found, and what was put right."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.applications import permissions as casework
from gongkai.backoffice.forms import supervision as forms
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.cases import open_case
from gongkai.screens import clock
from gongkai.screens.forms import refusals_into
from gongkai.screens.paging import keyset
from gongkai.supervision import actions, permissions, queries

HERE = {"here": "监督"}


def _open(request: HttpRequest, key: int) -> Any:
    """The complaint, when this officer may see it. Http404 where there is none."""
    try:
        found = queries.complaint(key)
    except ObjectDoesNotExist:
        raise Http404 from None
    permissions.require_see(actor_of(request), found)
    return found


@at_desk
@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    """投诉: the newest first; above them the orders that are late."""
    actor, only_open = actor_of(request), request.GET.get("open") == "1"
    page = keyset(
        request, lambda before, size: queries.register(actor, before=before, only_open=only_open, size=size), size=30
    )
    context = {
        **HERE,
        "page": page,
        "only_open": only_open,
        "late": queries.late_orders(actor, clock.today()),
        "supervises": permissions.may_supervise(actor, request.post_held.agency),  # type: ignore[attr-defined]
    }
    return render(request, "backoffice/complaint_list.html", context)


@at_desk
@require_safe
def complaint(request: HttpRequest, key: int) -> HttpResponse:
    """One complaint: what it says, what was found, what was ordered and answered."""
    found, actor, today = _open(request, key), actor_of(request), clock.today()
    context = {
        **HERE,
        "complaint": found,
        "orders": [
            (
                order,
                (order.answered_on is None and today > order.due_on)
                or bool(order.answered_on and order.answered_on > order.due_on),
            )
            for order in found.orders.all()
        ],
        "supervises": permissions.may_supervise(actor, found.agency),
        "answers": permissions.may_answer(actor, found.agency),
        "sees_case": found.application is not None and casework.may_see(actor, found.application),
    }
    return render(request, "backoffice/complaint.html", context)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def register_complaint(request: HttpRequest) -> HttpResponse:
    """登记投诉."""
    actor, over = actor_of(request), request.post_held.agency  # type: ignore[attr-defined]
    permissions.require_supervise(actor, over, "登记投诉")
    form = forms.RegisterComplaint(request.POST or None, over=over)

    def run(typed: dict[str, Any]) -> Any:
        return actions.register_complaint(typed.pop("agency"), **typed, actor=actor)

    return _act(
        request,
        form,
        run,
        "登记投诉",
        "公民、法人或者其他组织认为机关没有依法履行公开义务的，可以向主管部门投诉、举报。条例第五十一条。",
        "投诉已经登记。",
    )


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def conclude(request: HttpRequest, key: int) -> HttpResponse:
    """办结投诉."""
    found, actor = _open(request, key), actor_of(request)
    permissions.require_supervise(actor, found.agency, "办结投诉")
    form = forms.ConcludeComplaint(request.POST or None)
    told = "写明查了什么、结论是什么。查证属实的，可以接着发出整改通知。"
    return _act(
        request,
        form,
        lambda typed: actions.conclude_complaint(found, **typed, actor=actor),
        "办结投诉",
        told,
        "投诉已经办结。",
        found,
    )


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, key: int) -> HttpResponse:
    """发出整改通知."""
    found, actor = _open(request, key), actor_of(request)
    permissions.require_supervise(actor, found.agency, "发出整改通知")
    form = forms.OrderRectification(request.POST or None)
    told = "督促被投诉的机关整改，写明要求和期限。条例第四十七条。"
    return _act(
        request,
        form,
        lambda typed: actions.order_rectification(found, **typed, actor=actor).complaint,
        "发出整改通知",
        told,
        "整改通知已经发出。",
        found,
    )


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, key: int, order_key: int) -> HttpResponse:
    """回复整改情况."""
    found, actor = _open(request, key), actor_of(request)
    asked = next((entry for entry in found.orders.all() if entry.pk == order_key), None)
    if asked is None:
        raise Http404
    form = forms.AnswerRectification(request.POST or None)
    return _act(
        request,
        form,
        lambda typed: actions.answer_rectification(asked, **typed, actor=actor).complaint,
        "回复整改情况",
        asked.text,
        "整改情况已经回复。",
        found,
    )


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request: HttpRequest, key: int) -> HttpResponse:
    """转为投诉办理 an application that is a complaint. It is still answered, as not taken up."""
    case, actor = open_case(request, key), actor_of(request)
    casework.require_handle(actor, case.agency_id, "转为投诉办理")
    form = forms.TakeOver(request.POST or None, initial={"text": case.content})
    told = "以公开申请的形式投诉、举报公开工作的，转给主管部门办理；申请本身请以“信访举报投诉类申请”答复。条例第三十九条第一款。"
    return _act(
        request,
        form,
        lambda typed: actions.take_over_complaint(case, **typed, actor=actor),
        "转为投诉办理",
        told,
        "已经转给主管部门。请答复申请人不作为公开申请处理。",
        case=case,
    )


def _act(
    request: HttpRequest,
    form: forms.DatedForm,
    run: Callable[[dict[str, Any]], Any],
    label: str,
    told: str,
    done: str,
    about: Any = None,
    case: Any = None,
) -> HttpResponse:
    """The page of an act; where it goes through, on to the complaint it made or changed."""
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            made = run(dict(form.cleaned_data))
            messages.success(request, done, extra_tags="done")
            return redirect("backoffice:complaint", made.pk)
    context = {**HERE, "form": form, "label": label, "told": told, "complaint": about, "case": case}
    return render(request, "backoffice/complaint_act.html", context, status=422 if form.is_bound else 200)
