"""The query codes of what an officer registered in this session, sealed: shown and printed until they sign out."""

import base64

from django.http import HttpRequest

from gongkai.files.sealing import SealBroken, seal, unseal

KEY = "registered"
MOST = 20


def sealed(number: str, code: str) -> str:
    """The code as it is kept: the session table does not tell it."""
    return base64.b64encode(seal(code.encode(), f"registered:{number}")).decode()


def remember(request: HttpRequest, number: str, sealed_code: str) -> None:
    """Keep the code for this session."""
    codes = request.session.get(KEY, {})
    codes[number] = sealed_code
    request.session[KEY] = dict(list(codes.items())[-MOST:])


def code_of(request: HttpRequest, number: str) -> str | None:
    """The code of a case registered in this session; None for every other."""
    kept = request.session.get(KEY, {}).get(number)
    try:
        return unseal(base64.b64decode(kept), f"registered:{number}").decode() if kept else None
    except SealBroken:
        return None
