"""Whose desk one sits at: the signed-in person, the post chosen for this session, and the actor they make together."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from gongkai.agencies import queries as agencies
from gongkai.audit.actors import Actor
from gongkai.backoffice.resuming import sign_in_again
from gongkai.screens import clock

KEY = "post"
Answer = TypeVar("Answer", bound=HttpResponseBase)  # a page, or a file handed out piece by piece


def sit_down(request: HttpRequest) -> bool:
    """Find the post of this session, else the person's first; remember it on the request. False when they hold none."""
    posts = agencies.posts_of(request.user, clock.today())  # type: ignore[arg-type]
    chosen = request.session.get(KEY)
    post = next((post for post in posts if post.pk == chosen), posts[0] if posts else None)
    request.posts, request.post_held = posts, post  # type: ignore[attr-defined]
    return post is not None


def actor_of(request: HttpRequest) -> Actor:
    """The officer who acts through this request, at this moment, from their post."""
    person, post = request.user, request.post_held  # type: ignore[attr-defined]
    return Actor(f"person:{person.pk}", person.name, agencies.held(post), clock.now(), "screen")  # type: ignore[union-attr]


def fresh_sign_in(view: Callable[..., Answer]) -> Callable[..., Answer | HttpResponse]:
    """A piece asked for by htmx after the session ended: the whole page is loaded again, which leads to the sign-in."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Answer | HttpResponse:
        if request.headers.get("HX-Request") and not request.user.is_authenticated:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return view(request, *args, **kwargs)

    return answered


def carried_through_sign_in(view: Callable[..., Answer]) -> Callable[..., Answer | HttpResponse]:
    """A form sent after the session ended is not lost: the sign-in carries it, and it is sent on from there."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Answer | HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            carrying = sign_in_again(request)
            if carrying is not None:
                return carrying
        return view(request, *args, **kwargs)

    return answered


def at_desk(view: Callable[..., Answer]) -> Callable[..., Answer | HttpResponse]:
    """Only for the signed-in who hold a post; others go to the sign-in, or are told that they hold none."""

    @wraps(view)
    @fresh_sign_in
    @carried_through_sign_in
    @login_required
    def seated(request: HttpRequest, *args: Any, **kwargs: Any) -> Answer | HttpResponse:
        if not sit_down(request):
            return redirect("backoffice:no_post")
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return seated
