"""案卷 and 归档: the dossier of a case to take along, what is to be archived, and what may be destroyed."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.applications import actions, permissions
from gongkai.applications.dossier import dossier_folder, dossier_pdf, whole_case
from gongkai.applications.queries import archives
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.backoffice.views.cases import open_case
from gongkai.files.kinds import MIME
from gongkai.files.queries import content_of
from gongkai.law.errors import NotAcceptable, NotAllowed
from gongkai.screens import clock
from gongkai.screens.downloads import download, pdf


class _Version(forms.Form):
    seen_version = forms.IntegerField()


class _Proposal(forms.Form):
    reason = forms.CharField(max_length=200, required=False)


@at_desk
@require_safe
def dossier(request: HttpRequest, key: int, kind: str) -> HttpResponse:
    """The dossier of a case: one PDF, or a folder."""
    open_case(request, key)  # who may see the case may see its papers
    case, day, fonts = whole_case(key), clock.today(), settings.GONGKAI_HOME / "fonts"
    if kind == "pdf":
        return pdf(dossier_pdf(case, day, font_folder=fonts), f"案卷{case.query_number}.pdf")
    return download(dossier_folder(case, day, font_folder=fonts).package, f"案卷{case.query_number}.zip", MIME["zip"])


@at_desk
@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """归档: closed cases to be archived, packages kept, packages whose retention has run out."""
    actor, day = actor_of(request), clock.today()
    agency = request.post_held.agency  # type: ignore[attr-defined]
    if not permissions.may_see_those_of(actor, agency):
        raise NotAllowed(
            "archive.not_yours", "案卷由经办申请的人归档。", "联络员不经办申请；有别的岗位的，请先切换岗位。"
        )
    context = {
        "here": "归档",
        "agency": agency,
        "waiting": archives.to_archive(agency.pk),
        "kept": archives.archived(agency.pk),
        "run_out": archives.destruction_list(agency, day),
        "gone": archives.destroyed(agency.pk),
        "handles": bool(actor.post and actor.post.duty == "desk_officer"),
        "decides": permissions.may_decide_for(actor, agency),
        "me": actor.person_id,
    }
    return render(request, "backoffice/archive.html", context)


@at_desk
@require_POST
def archive_case(request: HttpRequest, key: int) -> HttpResponse:
    """归档 one case."""
    case, form = open_case(request, key), _Version(request.POST)
    if not form.is_valid():
        raise NotAcceptable("archive.form", "这张表不完整。", "请回到归档页重新打开。")
    actions.archive_application(
        case,
        on=clock.today(),
        actor=actor_of(request),
        font_folder=settings.GONGKAI_HOME / "fonts",
        seen_version=form.cleaned_data["seen_version"],
    )
    messages.success(request, f"{case.query_number}的案卷已经归档。", extra_tags="done")
    return redirect("backoffice:archive")


@at_desk
@require_safe
def package(request: HttpRequest, key: int) -> HttpResponse:
    """The package as it was archived."""
    kept = _package(request, key)
    if kept.package is None:
        raise Http404
    return download(content_of(kept.package), kept.package.name, MIME["zip"])


@at_desk
@require_POST
def propose(request: HttpRequest, key: int) -> HttpResponse:
    """提出销毁."""
    kept, form = _package(request, key), _Proposal(request.POST)
    form.is_valid()
    actions.propose_destruction(
        kept, reason=form.cleaned_data.get("reason", ""), on=clock.today(), actor=actor_of(request)
    )
    messages.success(request, "已经提出销毁，等负责人或者审核人批准。", extra_tags="done")
    return redirect("backoffice:archive")


@at_desk
@require_POST
def destroy(request: HttpRequest, key: int) -> HttpResponse:
    """批准销毁."""
    kept = _package(request, key)
    actions.destroy_archive(kept, on=clock.today(), actor=actor_of(request))
    messages.success(request, f"{kept.application.query_number}的案卷已经销毁，留痕保留。", extra_tags="done")
    return redirect("backoffice:archive")


def _package(request: HttpRequest, key: int) -> Any:
    kept = archives.package_of(key)
    if kept is None:
        raise Http404
    permissions.require_see(actor_of(request), kept.application)
    return kept
