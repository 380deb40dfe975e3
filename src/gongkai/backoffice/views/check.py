"""核对下级单位交来的年报草稿, before it is accepted: the same check as on the portal, for those at their desks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.backoffice.sitting import at_desk
from gongkai.screens import clock
from gongkai.screens.check_form import CheckForm, checked
from gongkai.screens.uploads import bounded_upload, is_too_large


@bounded_upload
@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def check_draft(request: HttpRequest) -> HttpResponse:
    """The form, then the result. The turns are counted by person."""
    context = {"here": "年报", "action": reverse("backoffice:check")}
    if request.method != "POST" and not is_too_large(request):
        return render(request, "backoffice/check.html", context | {"form": CheckForm()})
    form = CheckForm(request.POST, request.FILES)
    result, status = checked(form, request, clock.now(), f"person:{request.user.pk}")
    return render(
        request,
        "backoffice/check.html",
        context | {"form": form if result is None else CheckForm(), "result": result},
        status=status,
    )
