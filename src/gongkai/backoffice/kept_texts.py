"""What an officer is typing into a long text, put aside every few seconds: a closed tab or a dead battery loses nothing.

Kept sealed for two hours, like files of a form that came back, and bound to the session that typed it.
"""

from django.http import HttpRequest

from gongkai.screens import stash

_SESSION = "kept_texts"
_LONGEST = 200_000  # characters; no letter comes near


def keep_text(request: HttpRequest, page: str, text: str) -> bool:
    """Put the text of a page aside in place of what was there. False when there is no room."""
    drop_text(request, page)
    kept = stash.keep("text", page, text[:_LONGEST].encode())
    if kept is None:
        return False
    request.session[_SESSION] = {**request.session.get(_SESSION, {}), page: kept.claim}
    return True


def kept_text(request: HttpRequest, page: str) -> str | None:
    """What was typed on that page and never sent; None where nothing waits."""
    claim = request.session.get(_SESSION, {}).get(page)
    kept = stash.claimed(claim) if claim else None
    return kept.content().decode() if kept else None


def drop_text(request: HttpRequest, page: str) -> None:
    """The text was sent, or thrown away."""
    waiting = dict(request.session.get(_SESSION, {}))
    claim = waiting.pop(page, None)
    if claim is None:
        return
    kept = stash.claimed(claim)
    if kept:
        stash.drop(kept)
    request.session[_SESSION] = waiting
