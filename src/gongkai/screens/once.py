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
REMEMBERED = settings.SESSION_COOKIE_AGE  # seconds: as long as the session table keeps it


def new_token() -> str:
    """What a fresh form carries."""
    return signing.dumps(secrets.token_hex(13), salt=SALT)


def is_ours(token: str) -> bool:
    """Whether this site made the token, while the session table would remember it."""
    return _key_of(token) is not None


def claim(token: str) -> bool:
    """Take the token. False when it was taken before. Call inside the transaction of the act."""
    try:
        _store(token).save(must_create=True)  # without reading first: reading an absent key forgets it
    except CreateError:
        return False
    return True


def note(token: str, answer: dict[str, Any]) -> None:
    """Write down what became of it, in the same transaction."""
    store = _store(token)
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
