"""Signing in and out, and whose desk one sits at."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.agencies import actions
from gongkai.agencies import queries as agencies
from gongkai.backoffice.forms.signing import ChangePassword, SignInForm
from gongkai.backoffice.resuming import typed_before
from gongkai.backoffice.sitting import KEY, actor_of, at_desk, sit_down
from gongkai.screens.forms import refusals_into


class SignIn(LoginView):
    """登录. After five wrong tries within a quarter of an hour the name is locked for that address (axes)."""

    form_class = SignInForm
    template_name = "backoffice/sign_in.html"
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who has signed in at another tab meanwhile goes on with what this one carried."""
        if request.method == "POST" and request.user.is_authenticated:
            return resume(request) or super().dispatch(request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        onwards = super().form_valid(form)
        return resume(self.request) or onwards

    def form_invalid(self, form: Any) -> HttpResponse:
        kept = self.request.POST.get("kept", "")
        response = self.render_to_response(self.get_context_data(form=form, kept=kept))
        response.status_code = 422
        return response


def resume(request: HttpRequest) -> HttpResponse | None:
    """The page that sends on what was typed before the sign-in; None where nothing was."""
    typed = typed_before(request)
    if typed is None or not sit_down(request):
        return None
    response = render(request, "backoffice/sign_resume.html", {"typed": typed})
    response["Cache-Control"] = "no-store"
    return response


class SignOut(LogoutView):
    """退出."""

    next_page = "backoffice:sign_in"


@login_required
@require_safe
def no_post(request: HttpRequest) -> HttpResponse:
    """What those see who may sign in but hold no post today."""
    if sit_down(request):
        return redirect("backoffice:today")
    return render(request, "backoffice/sign_no_post.html", status=403)


@at_desk
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """账户: the posts one holds, the look of the desk, the way out."""
    posts = [(post, agencies.held(post).title) for post in request.posts]  # type: ignore[attr-defined]
    return render(request, "backoffice/sign_me.html", {"posts": posts, "here": "我"})


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """改密码: one's own; this session goes on, the person's others end."""
    person = request.user
    form = ChangePassword(request.POST or None, person=person)
    if form.is_bound and form.is_valid():
        with refusals_into(form):
            actions.set_password(person, form.cleaned_data["password"], actor=actor_of(request))  # type: ignore[arg-type]
            update_session_auth_hash(request, person)  # type: ignore[arg-type]
            messages.success(request, "密码已经改了，别处的登录都已退出。", extra_tags="done")
            return redirect("backoffice:me")
    context = {"form": form, "here": "我"}
    return render(request, "backoffice/sign_password.html", context, status=422 if form.is_bound else 200)


@at_desk
@require_POST
def switch_post(request: HttpRequest) -> HttpResponse:
    """换岗位: sit at another of one's own posts for the rest of this session."""
    typed = request.POST.get("post", "")
    chosen = next((post for post in request.posts if str(post.pk) == typed), None)  # type: ignore[attr-defined]
    if chosen is None:
        messages.warning(request, "这个岗位今天不归您。请从列出的岗位中选择。", extra_tags="warn")
        return redirect("backoffice:me")
    request.session[KEY] = chosen.pk
    messages.success(request, f"现在坐在{agencies.held(chosen).title}的位置上。", extra_tags="done")
    return redirect("backoffice:today")
