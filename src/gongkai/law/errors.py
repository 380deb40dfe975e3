"""Refusals: what a verb answers when it will not act. Each says what is so and what to do next, in Chinese.

Doors translate `Refusal` in one place; anything else is a bug and crashes.
"""

from gongkai.law.citations import Citation


class Refusal(Exception):
    """code: dotted and stable (`extension.too_long`); message: what is so; hint: what to do next."""

    def __init__(self, code: str, message: str, hint: str, *, field: str = "") -> None:
        super().__init__(f"{code}: {message} {hint}")
        self.code = code
        self.message = message
        self.hint = hint
        self.field = field


class NotLawful(Refusal):
    """An act the law does not allow here and now. citation: the article, where one says so."""

    def __init__(self, code: str, citation: Citation | None, message: str, hint: str, *, field: str = "") -> None:
        super().__init__(code, message, hint, field=field)
        self.citation = citation


class NotAllowed(Refusal):
    """The actor's post does not carry this duty."""


class NotAcceptable(Refusal):
    """What was handed in cannot be used as it is: a date, a file, a missing field. `field` names it."""


class Stale(Refusal):
    """Someone else changed the record since the actor read it; the hint names what changed."""
