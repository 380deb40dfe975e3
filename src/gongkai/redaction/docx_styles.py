"""What a run or paragraph looks like: the document's defaults, then its styles from the oldest on, then its own wishes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gongkai.redaction.docx_model import Look
from gongkai.redaction.docx_package import W

KNOWN_FONTS = frozenset(
    {"宋体", "仿宋", "仿宋_GB2312", "方正仿宋_GBK", "楷体", "楷体_GB2312", "方正楷体_GBK", "黑体", "方正黑体_GBK"}
    | {"方正小标宋简体", "方正小标宋_GBK", "微软雅黑", "等线", "华文中宋", "华文仿宋", "华文楷体"}
    | {"SimSun", "SimHei", "FangSong", "KaiTi", "Arial", "Calibri", "Times New Roman"}
)
_OFF = {"0", "false", "off", "none"}
_LAYOUT = {
    "ind": ("left", "right", "firstLine", "hanging", "firstLineChars", "hangingChars"),
    "spacing": ("before", "after", "line"),
}
ALIGNMENTS = frozenset({"left", "right", "center", "both", "start", "end", "distribute"})
_LARGEST = 31_680  # twentieths of a point: what the format allows
_TINY = 6  # half points: letters of three points are not read
Elements = list[etree._Element]


@dataclass(frozen=True, slots=True)
class Styles:
    """The style elements by their id, and what the document says of every run and paragraph."""

    by_id: dict[str, etree._Element] = field(default_factory=dict)
    defaults: tuple[etree._Element, ...] = ()
    first: str = ""

    def of_paragraph(self, paragraph: etree._Element) -> Elements:
        """The property elements that speak about a paragraph and its runs, the weakest first."""
        own = paragraph.find(f"{W}pPr")
        named = value(own, "pStyle") or self.first
        return [*self.defaults, *self._chain(named), *([own] if own is not None else [])]

    def of_run(self, run: etree._Element, paragraph: Elements) -> Elements:
        """The same for a run within that paragraph."""
        own = run.find(f"{W}rPr")
        return [*paragraph, *self._chain(value(own, "rStyle")), *([own] if own is not None else [])]

    def _chain(self, name: str) -> Elements:
        found: Elements = []
        seen: set[str] = set()
        while name in self.by_id and name not in seen:
            seen.add(name)
            style = self.by_id[name]
            found[:0] = [entry for tag in ("pPr", "rPr") if (entry := style.find(f"{W}{tag}")) is not None]
            name = value(style, "basedOn")
        return found


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of `word/styles.xml`; none where there is no such part."""
    if root is None:
        return Styles()
    by_id = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    first = next(
        (
            name
            for name, style in by_id.items()
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}
        ),
        "",
    )
    defaults = root.find(f"{W}docDefaults")
    told = [] if defaults is None else [*defaults.iter(f"{W}rPr"), *defaults.iter(f"{W}pPr")]
    return Styles(by_id, tuple(told), first)


def value(properties: etree._Element | None, name: str) -> str:
    """The w:val of a property, "" where there is none."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def _last(told: Elements, name: str) -> etree._Element | None:
    for properties in reversed(told):
        found = properties.find(f"{W}{name}")
        if found is not None:
            return found
    return None


def is_on(told: Elements, name: str) -> bool:
    """Whether a property such as w:b or w:vanish holds in the end."""
    found = _last(told, name)
    return found is not None and found.get(f"{W}val", "1").lower() not in _OFF


def look_of(told: Elements) -> Look:
    """How the run is written, in the few words a copy knows."""
    return Look(is_on(told, "b"), is_on(told, "i"), is_on(told, "u"), size_of(told), _font(told))


def size_of(told: Elements) -> int:
    """Half points; 0 where nothing is said."""
    found = _last(told, "sz")
    return bounded(None if found is None else found.get(f"{W}val"), 0, 400)


def _font(told: Elements) -> str:
    found = _last(told, "rFonts")
    names = [] if found is None else [found.get(f"{W}eastAsia", ""), found.get(f"{W}ascii", "")]
    return next((name for name in names if name in KNOWN_FONTS), "")


def is_unseen(told: Elements, shaded: bool) -> bool:
    """Whether a reader cannot see the run: hidden, white on nothing, or tiny."""
    if any(is_on(told, name) for name in ("vanish", "specVanish", "webHidden")):
        return True
    if 0 < size_of(told) <= _TINY:
        return True
    colour = _last(told, "color")
    white = colour is not None and _is_pale(colour.get(f"{W}val", ""))
    return white and not shaded and not _has_ground(told)


def _is_pale(colour: str) -> bool:
    try:
        return len(colour) == 6 and min(int(colour[at : at + 2], 16) for at in (0, 2, 4)) >= 0xE8
    except ValueError:
        return False


def _has_ground(told: Elements) -> bool:
    return _last(told, "highlight") is not None or is_shaded(_last(told, "shd"))


def is_shaded(shading: etree._Element | None) -> bool:
    """Whether a w:shd gives a ground on which white letters are seen."""
    fill = "" if shading is None else shading.get(f"{W}fill", "auto")
    return len(fill) == 6 and not _is_pale(fill)


def layout_of(told: Elements) -> tuple[str, dict[str, int]]:
    """Alignment, indents and spacing of a paragraph."""
    jc = _last(told, "jc")
    align = "" if jc is None else jc.get(f"{W}val", "")
    numbers = {name: number for tag, names in _LAYOUT.items() for name, number in _numbers(told, tag, names)}
    return align if align in ALIGNMENTS else "", numbers


def _numbers(told: Elements, tag: str, names: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    for properties in told:
        found = properties.find(f"{W}{tag}")
        for name in names if found is not None else ():
            typed = found.get(f"{W}{name}")
            if typed is not None:
                yield name, bounded(typed, -_LARGEST, _LARGEST)
        if tag == "spacing" and found is not None and found.get(f"{W}lineRule") in {"exact", "atLeast"}:
            yield "exact", 1


def bounded(typed: str | None, low: int, high: int) -> int:
    """The whole number within its bounds; 0 for what is none."""
    try:
        return max(low, min(high, round(float(typed or 0))))
    except (ValueError, OverflowError):
        return 0
