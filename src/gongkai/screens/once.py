"""One form, one case: a form sent twice (a double click, a reload) opens one case and shows it twice.

Each form carries a signed token. The first to arrive puts it into the session table under its own key, inside the
transaction that opens the case; the unique key makes the second wait, find it, and read what became of the first.
"""

import secrets
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import CreateError
from django.core import signing

SALT = "screens.once"
REMEMBERED = 24 * 3600  # seconds


def new_token() -> str:
    """What a fresh form carries."""
    return signing.dumps(secrets.token_hex(13), salt=SALT)


def is_ours(token: str) -> bool:
    """Whether this site made the token, within the last day."""
    return _key_of(token) is not None


def claim(token: str) -> bool:
    """Take the token. False when it was taken before. Call inside the transaction of the act."""
    store = _store(token)
    store.set_expiry(REMEMBERED)
    try:
        store.save(must_create=True)
    except CreateError:
        return False
    return True


def note(token: str, answer: dict[str, Any]) -> None:
    """Write down what became of it, in the same transaction."""
    store = _store(token)
    store.set_expiry(REMEMBERED)
    store["answer"] = answer
    store.save()


def answer(token: str) -> dict[str, Any] | None:
    """What became of a form that was sent before."""
    found: dict[str, Any] | None = _store(token).get("answer")
    return found


def _key_of(token: str) -> str | None:
    try:
        key: str = signing.loads(token, salt=SALT, max_age=REMEMBERED)
    except signing.BadSignature:
        return None
    return f"form{key}"


def _store(token: str) -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore(_key_of(token))
