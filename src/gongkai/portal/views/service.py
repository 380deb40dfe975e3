"""What machines ask for: robots.txt, the icon, whether the site lives."""

from django.db import connection
from django.db.utils import Error
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

ROBOTS = "User-agent: *\nDisallow: /desk/\nDisallow: /status/\nDisallow: /receipts/\nDisallow: /look/\nDisallow: /kiosk/\n"  # then where all addresses are


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(reverse("portal:sitemap"))
    return HttpResponse(f"{ROBOTS}Sitemap: {sitemap}\n", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(static("screens/mark.svg"))


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 ok when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except Error:
        return HttpResponse("database\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")
