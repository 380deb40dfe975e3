"""Sign-ins and refusals go to the journal, whichever way they came about."""

from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from gongkai.agencies.actions import record_failed_sign_in, record_sign_in
from gongkai.audit.actors import Actor
from gongkai.screens import clock


@receiver(user_logged_in, dispatch_uid="backoffice.signed_in")
def note_sign_in(user: Any, **told: Any) -> None:
    """登录留痕."""
    record_sign_in(user, actor=Actor(f"person:{user.pk}", user.name, None, clock.now(), "screen"))


@receiver(user_login_failed, dispatch_uid="backoffice.refused")
def note_refusal(credentials: dict[str, Any], request: HttpRequest | None = None, **told: Any) -> None:
    """登录失败留痕: the name that was tried and the address; never the password. What is refused while the name is
    locked is not written down, or guessing could fill the journal."""
    if (getattr(request, "axes_failures_since_start", None) or 0) > settings.AXES_FAILURE_LIMIT:
        return
    address = getattr(request, "axes_ip_address", None) or (request.META.get("REMOTE_ADDR", "") if request else "")
    nobody = Actor("visitor", "未登录的人", None, clock.now(), "screen")
    record_failed_sign_in(str(credentials.get("username") or ""), actor=nobody, address=str(address))
