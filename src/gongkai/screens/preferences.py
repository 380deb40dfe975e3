"""How a reader wants to see the pages: large type (大字版), high contrast, and for officers a dark desk. Kept in cookies."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

WISHES = {"type": ("", "large", "largest"), "theme": ("", "contrast", "dark")}
A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Look:
    """type: "", large or largest; theme: "", contrast or dark."""

    type: str = ""
    theme: str = ""

    @property
    def next_type(self) -> str:
        """What the link 大字版 asks for: each press one step larger, then back."""
        steps = WISHES["type"]
        return steps[(steps.index(self.type) + 1) % len(steps)]


def look_of(request: HttpRequest) -> Look:
    """What the cookies ask for; anything unknown in them is the usual look."""
    chosen = {name: request.COOKIES.get(name, "") for name in WISHES}
    return Look(**{name: value if value in WISHES[name] else "" for name, value in chosen.items()})


@require_safe
def set_look(request: HttpRequest) -> HttpResponse:
    """`?type=large&back=/apply/`: keep the wish in a cookie and go back. Works without script."""
    back = request.GET.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    for name, allowed in WISHES.items():
        value = request.GET.get(name)
        if value in allowed:
            response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    response["Cache-Control"] = "no-store"
    return response
