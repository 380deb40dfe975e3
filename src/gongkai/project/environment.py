"""What an installation sets by numbers: read once, and refused in words before anything starts."""

import math
import os


def number(name: str, usual: float, *, least: float, most: float) -> float:
    """The number in that variable; `usual` where it is not set. SystemExit, told on stderr, for what is none or out of bounds."""
    told = os.environ.get(name, "").strip()
    if not told:
        return usual
    try:
        value = float(told)
    except ValueError:
        value = math.nan
    if not least <= value <= most:
        raise SystemExit(
            f"环境变量 {name} 是“{told}”，应当是 {least:g} 到 {most:g} 之间的数。请改正，或者去掉它（默认 {usual:g}）。"
        )
    return value
