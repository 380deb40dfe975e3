"""发文机关标志: the red name of the agency at the head of a letter, as large as the line allows."""

from collections.abc import Sequence

from gongkai.typesetting.texts import paragraphs

WIDTH = 442  # points: of the type area
_LARGEST, _SMALLEST = 36.0, 24.0


def mark_lines(organ: str) -> list[str]:
    """The agency's mark in one line, or in the lines its name was given in."""
    return paragraphs(organ) or [""]


def mark_type(lines: Sequence[str]) -> tuple[float, float]:
    """Size and spacing of the mark: short names large and wide, long ones as small as the width asks."""
    longest = max(len(line) for line in lines) or 1
    size = max(_SMALLEST, min(_LARGEST, WIDTH / longest)) if longest <= 18 else WIDTH / longest
    room = (WIDTH - longest * size) / max(longest, 1)
    return round(size, 2), round(max(0.0, min(room * 0.35, size * 0.25)), 2)
