"""A numbered letter as it is shown and printed: the same as the dossier binds."""

from gongkai.applications.wording.printed import FrozenLetter, letter_of

__all__ = ["FrozenLetter", "letter_of"]
