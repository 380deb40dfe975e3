"""What a visitor's session may see: the receipts of what they just submitted, and cases opened with number and code."""

import base64
from datetime import datetime, timedelta

from django.http import HttpRequest

from gongkai.files.sealing import SealBroken, seal, unseal
from gongkai.screens import clock

OPEN_FOR = timedelta(minutes=30)
MOST = 20  # receipts one session remembers


def remember_receipt(request: HttpRequest, number: str, sealed_code: str) -> None:
    """Keep the code of a case just submitted, sealed, and open its status page."""
    receipts = request.session.get("receipts", {})
    receipts[number] = sealed_code
    request.session["receipts"] = dict(list(receipts.items())[-MOST:])
    open_case(request, number)


def sealed(number: str, code: str) -> str:
    """The code as the session keeps it: the session table does not tell it."""
    return base64.b64encode(seal(code.encode(), f"receipt:{number}")).decode()


def code_of(request: HttpRequest, number: str) -> str | None:
    """The query code of a case this very session submitted; None for everybody else."""
    kept = request.session.get("receipts", {}).get(number)
    if kept is None:
        return None
    try:
        return unseal(base64.b64decode(kept), f"receipt:{number}").decode()
    except SealBroken:
        return None


def open_case(request: HttpRequest, number: str) -> None:
    """Let this session see the case for half an hour."""
    opened = {key: until for key, until in request.session.get("opened", {}).items() if _is_open(until)}
    opened[number] = (clock.now() + OPEN_FOR).isoformat()
    request.session["opened"] = opened


def may_see(request: HttpRequest, number: str) -> bool:
    """Whether number and code were given within the last half hour."""
    until = request.session.get("opened", {}).get(number)
    return until is not None and _is_open(until)


def close_all(request: HttpRequest) -> None:
    """Forget everything this session was shown: for computers that others use next."""
    request.session.flush()


def _is_open(until: str) -> bool:
    return clock.now() < datetime.fromisoformat(until)
