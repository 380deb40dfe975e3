"""HTML written from Python where there is no template engine: whatever people wrote goes in escaped, never as markup."""

from html import escape

_VOID = frozenset({"br", "col", "input", "link", "meta"})


class Markup(str):
    """Text that is HTML already. Joining keeps it so."""

    __slots__ = ()


Piece = str | Markup | int | None


def plain(piece: Piece) -> str:
    """The piece as HTML: what is no Markup is escaped, None is nothing."""
    if piece is None:
        return ""
    return str(piece) if isinstance(piece, Markup) else escape(str(piece), quote=True)


def joined(*pieces: Piece, between: str = "") -> Markup:
    """The pieces one after another."""
    return Markup(between.join(plain(piece) for piece in pieces))


def tag(name: str, /, *children: Piece, **attributes: str | int | bool | None) -> Markup:
    """An element. `class_` is written class, `aria_label` aria-label; True is a bare attribute, None and False none."""
    told = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(str(value), quote=True)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Markup(f"<{name}{told}>")
    return Markup(f"<{name}{told}>{''.join(plain(child) for child in children)}</{name}>")
