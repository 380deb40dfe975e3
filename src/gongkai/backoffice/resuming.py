"""What was typed when the session had ended: it rides through the sign-in in the page itself and is sent on after it.

Nothing is stored: the typed stays in the tab in which it was typed, so that nobody who signs in elsewhere sees it.
"""

import json
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from gongkai.backoffice.forms.signing import SignInForm

SECRET = frozenset({"password", "present", "again"})


@dataclass(frozen=True, slots=True)
class Typed:
    """path: where it was sent; fields: (name, value) as sent; files: whether files were chosen, which are lost."""

    path: str
    fields: list[tuple[str, str]]
    files: bool


def sign_in_again(request: HttpRequest) -> HttpResponse | None:
    """The sign-in that carries what was typed; None where nothing was, or where it holds a password."""
    fields = [
        (name, str(value)) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"
    ]
    if not fields or SECRET & {name for name, _ in fields}:
        return None
    kept = json.dumps([request.get_full_path(), fields, bool(request.FILES)], ensure_ascii=False)
    context = {"form": SignInForm(request), "next": request.get_full_path(), "kept": kept}
    response = render(request, "backoffice/sign_in.html", context, status=403)
    response["Cache-Control"] = "no-store"
    return response


def typed_before(request: HttpRequest) -> Typed | None:
    """What the sign-in carried; None for nothing, or for what this site did not write."""
    try:
        path, fields, files = json.loads(request.POST.get("kept", ""))
        found = Typed(str(path), [(str(name), str(value)) for name, value in fields], bool(files))
    except (ValueError, TypeError):
        return None
    ours = url_has_allowed_host_and_scheme(found.path, None) and found.path.startswith("/desk/")
    return found if ours else None
