"""核对年报: anyone hands in a published report and sees what the rules say of it. Nothing is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.screens import clock
from gongkai.screens.check_form import CheckForm, checked
from gongkai.screens.uploads import bounded_upload, is_too_large


@never_cache
@bounded_upload
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The form; after it the result: 422 not readable, 413 too large, 429 too often, 503 busy, each on the form."""
    context = {"section": "reports", "action": reverse("portal:check")}
    if request.method != "POST" and not is_too_large(request):
        return render(request, "portal/check.html", context | {"form": CheckForm()})
    form = CheckForm(request.POST, request.FILES)
    result, status = checked(form, request, clock.now(), request.META.get("REMOTE_ADDR", ""))
    if result is None:
        return render(request, "portal/check.html", context | {"form": form}, status=status)
    return render(request, "portal/check_result.html", context | {"result": result, "form": CheckForm()})
