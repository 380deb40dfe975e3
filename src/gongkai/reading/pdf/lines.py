"""Signs put together to words and lines, as the eye does: by height and by gaps."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.reading.pdf.page import Box, Sign

_GAP = 0.25  # of the type's size; Latin letters further apart are two words
_WORD = 0.7  # of the type's size; signs further apart stand in different columns
_BELOW = 0.95  # sizes of the type, at least, from one line of a cell to the next
_OVER = 0.4  # of a digit's width
_NOBODY = "?"  # stands in a number nobody can read
_STACK = 3  # signs below each other, at least
_ROWS = 2  # of figures beside them, at least
_UNDER = 0.5  # of the type's size, by which a sign may stand beside the one above it
_LEADING = 1.8  # sizes of the type between signs below each other
PADDING = 6.0  # points left free at the sides of a cell, at most
_FIGURES = frozenset("0123456789０１２３４５６７８９.,，．-－—–/")


@dataclass(frozen=True, slots=True)
class Word:
    """Signs that stand together on a line."""

    text: str
    box: Box
    size: float

    @property
    def height(self) -> float:
        return (self.box[1] + self.box[3]) / 2


def box_of(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def lines_of(signs: Sequence[Sign], share: float = 0.5) -> list[list[Sign]]:
    """Lines from top to bottom, each from left to right. Signs belong to one line that overlap in height by half, or by
    that share."""
    lines: list[list[Sign]] = []
    heights: list[tuple[float, float]] = []
    for sign in sorted(signs, key=lambda sign: (sign.middle[1], sign.box[0])):
        top, bottom = sign.box[1], sign.box[3]
        for at in range(len(lines) - 1, max(len(lines) - 4, -1), -1):
            over = min(bottom, heights[at][1]) - max(top, heights[at][0])
            if over >= share * min(bottom - top, heights[at][1] - heights[at][0]):
                lines[at].append(sign)
                break
        else:
            lines.append([sign])
            heights.append((top, bottom))
    return [sorted(line, key=lambda sign: sign.box[0]) for line in lines]


def without_stacks(signs: Sequence[Sign]) -> list[Sign]:
    """The signs without those printed below each other beside several lines of figures: such a stack names a group of rows,
    and its signs stand on nobody's line."""
    gone: set[int] = set()
    for stack in _stacks(signs):
        left, top, right, bottom = box_of([sign.box for sign in stack])
        beside = [sign for sign in signs if top < sign.middle[1] < bottom and sign.text.isdigit()]
        heights = {round(sign.middle[1]) for sign in beside if sign.box[0] > right}
        if len(heights) >= _ROWS and not any(sign.box[0] > left and sign.box[2] < right for sign in beside):
            gone |= set(map(id, stack))
    return [sign for sign in signs if id(sign) not in gone]


def _stacks(signs: Sequence[Sign]) -> list[list[Sign]]:
    """Signs below each other with nothing beside them for a sign's width."""
    stacks: list[list[Sign]] = []
    for sign in sorted(_alone(signs), key=lambda sign: sign.middle[1]):
        above = (stack for stack in stacks if _is_under(sign, stack[-1]))
        stack = min(above, key=lambda stack: sign.middle[1] - stack[-1].middle[1], default=None)
        if stack is None:
            stacks.append([sign])
        else:
            stack.append(sign)
    return [stack for stack in stacks if len(stack) >= _STACK]


def _is_under(sign: Sign, last: Sign) -> bool:
    down = sign.middle[1] - last.middle[1]
    return abs(sign.middle[0] - last.middle[0]) <= _UNDER * sign.size and 0 < down <= _LEADING * sign.size


def _alone(signs: Sequence[Sign]) -> list[Sign]:
    found: list[Sign] = []
    for line in lines_of(signs):
        for before, sign, after in zip([None, *line], line, [*line[1:], None], strict=False):
            clear = before is None or sign.box[0] - before.box[2] > _WORD * sign.size
            if not sign.text.isdigit() and clear and (after is None or after.box[0] - sign.box[2] > _WORD * sign.size):
                found.append(sign)
    return found


def groups_of(line: Sequence[Sign], apart: float = _WORD) -> list[list[Sign]]:
    """A line parted where its gaps are wide. `apart`: how wide, in sizes of the type."""
    groups: list[list[Sign]] = []
    for sign in line:
        if groups and sign.box[0] - groups[-1][-1].box[2] <= apart * min(sign.size, groups[-1][-1].size):
            groups[-1].append(sign)
        else:
            groups.append([sign])
    return groups


def words_of(line: Sequence[Sign]) -> list[Word]:
    """The same as words."""
    return [
        Word(text_of(word), box_of([sign.box for sign in word]), max(sign.size for sign in word))
        for word in groups_of(line)
    ]


def text_of(line: Sequence[Sign]) -> str:
    """The text of a line. A space stands only where it tells something: between Latin words and between figures."""
    text = ""
    last: Sign | None = None
    for sign in line:
        if last is not None and _is_told(last, sign) and sign.box[0] - last.box[2] > _GAP * min(sign.size, last.size):
            text += " "
        if last is not None and _is_over(last, sign):
            text += _NOBODY
        text += sign.text
        last = sign
    return text


def _is_over(last: Sign, sign: Sign) -> bool:
    """Whether two digits are printed over each other, so that nobody can say what number they make."""
    over = min(last.box[2], sign.box[2]) - max(last.box[0], sign.box[0])
    upright = not last.turned and not sign.turned
    return upright and last.text.isdigit() and sign.text.isdigit() and over > _OVER * min(_width(last), _width(sign))


def _is_told(last: Sign, sign: Sign) -> bool:
    if last.text in _FIGURES and sign.text in _FIGURES:
        return True
    return last.text.isascii() and sign.text.isascii() and last.text.isalnum() and sign.text.isalnum()


def text_in(signs: Sequence[Sign], room: float) -> str:
    """The text of a cell of that width, its lines parted by line ends. Signs that lie on their side are read the way they
    lie; digits that fill the cell and go on below are one number."""
    if not signs:
        return ""
    lying = [sign for sign in signs if sign.turned in {1, 3}]
    if len(lying) * 2 > len(signs):
        down = lying[0].turned == 1
        columns = lines_of([_upright(sign) for sign in signs])
        ordered = columns if not down else columns[::-1]
        return "\n".join(text_of(column if not down else column[::-1]) for column in ordered)
    lines = lines_of(signs)
    texts: list[str] = []
    for at, line in enumerate(lines):
        text = text_of(line)
        if texts and text.isdigit() and texts[-1].isdigit():
            above = lines[at - 1]
            below = line[0].middle[1] - above[0].middle[1] >= _BELOW * line[0].size
            if below and above[-1].box[2] - above[0].box[0] + _width(line[0]) > room - PADDING:  # the break was forced
                texts[-1] += text
                continue
        texts.append(text)
    return "\n".join(texts)


def _width(sign: Sign) -> float:
    return sign.box[2] - sign.box[0]


def _upright(sign: Sign) -> Sign:
    """A lying sign with its axes exchanged, so that what goes up the page goes to the right."""
    left, top, right, bottom = sign.box
    return Sign(sign.text, (-bottom, left, -top, right), sign.size, 0)
