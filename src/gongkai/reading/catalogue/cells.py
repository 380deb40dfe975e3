"""Cells of a catalogue that hold marks: a tick, or a list of boxes of which some are ticked."""

import re

_YES = frozenset("√✓✔☑■●▲⊙◆◉1YyVv是有对")
_NO = frozenset("×✗✘☐□○◯0Nn否无-－—/／\\")
_TICKED, _OPEN = "☑■√✓✔●▇", "□☐○◯"
_BOXED = re.compile(rf"([{_TICKED}{_OPEN}])\s*([^{_TICKED}{_OPEN}]+)")
_BETWEEN = re.compile(r"[、，,；;|\s]+")


def is_ticked(text: str) -> bool | None:
    """√ → True, empty or × → False, anything else → None."""
    plain = text.strip()
    if not plain or set(plain) <= _NO:
        return False
    return True if set(plain) <= _YES or plain.casefold() in {"yes", "true", "是的"} else None


def carriers_in(text: str) -> tuple[str, ...]:
    """■政府网站 □政府公报 ■公开查阅点 → the ticked ones; without boxes all that are listed. Each once, in their order."""
    boxed = _BOXED.findall(text)
    names = [name for mark, name in boxed if mark in _TICKED] if boxed else _BETWEEN.split(text)
    cleaned = (re.sub(r"[\s_＿…]+", "", name).strip("、，,；;") for name in names)
    return tuple(dict.fromkeys(name[:40] for name in cleaned if name))
