"""What the text says about its own numbers: totals with their parts, shares, growth. Cautious: only what one sentence says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.facts import Claim, Growth, Passage, Share, Statement, TextSum
from gongkai.reading.folding import unspaced
from gongkai.reading.model import Paragraph
from gongkai.reading.narrative.claims import claims_of, passage

_SENTENCE = re.compile(r"[^。!?]+")
_COUNT = re.compile(
    r"(?<![\d.〔\[(年月第])(?P<digits>\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?P<unit>[件宗起份个条项篇期次场人家])(?!百分|[\d.])"
)
_OPENS = re.compile(r"^(?:,|;|、)?(?P<bracket>\()?(?:其中|包括|分别为|含)?(?P<colon>:)?")
_AMONG = re.compile("其中|包括|分别")
_REST = re.compile(r"^[,;:、)]*(?:和|及|以及)?(?:其他|其它|其余|剩余)")
_TOGETHER = re.compile(r"(?:^|[,;])(?:以上)?(?:共计?|合计|总计|累计)[^,;]{0,16}$")
_SHARE = re.compile(r"占(?:比|总数|总量|全部|[^,;。%\d]{0,14})?(?:的|约|为|达|到|:)*(?P<percent>\d+(?:\.\d+)?)%")
_GROWTH = re.compile(
    r"(?:同比|[比较](?:上一?年|去年|20\d\d年)(?:度|同期)?|与(?:上一?年|去年)(?:度|同期)?相比)[^,;。%\d]{0,8}?"
    r"(?P<way>增长|增加|上升|提高|提升|上涨|增多|多|下降|减少|降低|下滑|少)(?:了|约|近|幅度?|达|率|为|到)*"
    r"(?P<amount>\d{1,3}(?:,\d{3}){1,5}|\d{1,15}(?:\.\d+)?)(?P<unit>%|[件宗起份个条项篇])"
)
_LAST_YEAR = re.compile(r"(?:上一?年|去年)度?(?:同期)?(?:的|为|是|收到|共|有|[^,;。\d]{0,12})$")
_FALLS = ("下降", "减少", "降低", "下滑", "少")
_NEAR = 24  # signs between a number and what is said about it
_MOST_PARTS = 40


@dataclass(frozen=True, slots=True)
class _Count:
    """A number with its unit; lead: the words since the number before."""

    value: int
    unit: str
    lead: str
    start: int
    end: int


def statements_of(paragraphs: Sequence[Paragraph]) -> Iterator[Statement]:
    """The statements of a section, in the order of its sentences."""
    for paragraph in paragraphs:
        folded = unspaced(paragraph.text)
        claims = list(claims_of([paragraph]))
        for sentence in _SENTENCE.finditer(folded.text):
            text, offset = sentence.group(), sentence.start()
            for first, last, statement in _statements(text, _counts(text)):
                place = passage(paragraph, *folded.span(offset + first, offset + last))
                yield _placed(statement, place, claims)


def _counts(text: str) -> list[_Count]:
    found: list[_Count] = []
    end = 0
    for match in _COUNT.finditer(text):
        value = int(match["digits"].replace(",", ""))
        found.append(_Count(value, match["unit"], text[end : match.start()], match.start(), match.end()))
        end = match.end()
    return found


def _statements(text: str, counts: Sequence[_Count]) -> Iterator[tuple[int, int, Statement]]:
    """Each with the signs of the sentence it spans."""
    nowhere = Passage("")
    for index, count in enumerate(counts):
        parts = _parts_after(text, counts, index) or _parts_before(counts, index)
        if parts:
            whole = bool(_REST.search(parts[-1].lead)) or parts[-1].end < count.start
            spans = sorted([count, *parts], key=lambda one: one.start)
            values = tuple(part.value for part in parts)
            yield _begin(text, spans[0].start), spans[-1].end, TextSum(count.value, values, nowhere, whole)
    for match in _SHARE.finditer(text):
        before = [count for count in counts if count.end <= match.start()]
        if before and match.start() - before[-1].end <= _NEAR:
            number = before[-1]
            bases = tuple(count.value for count in reversed(before[:-1]) if count.value >= number.value)
            told = [c for c in before[:-1] if _AMONG.search(text[c.end : c.end + 4])]
            if told:
                bases = (told[-1].value, *(base for base in bases if base != told[-1].value))
            share = Share(Decimal(match["percent"]), number.value, bases, nowhere, bool(told))
            yield _begin(text, number.start), match.end(), share
    yield from _growths(text, counts)


def _growths(text: str, counts: Sequence[_Count]) -> Iterator[tuple[int, int, Statement]]:
    for match in _GROWTH.finditer(text):
        before = [count for count in counts if count.end <= match.start()]
        if not before or match.start() - before[-1].end > _NEAR:
            continue
        number = before[-1]
        amount = Decimal(match["amount"].replace(",", ""))
        signed = -amount if match["way"] in _FALLS else amount
        last_year = [c.value for c in counts if c is not number and _LAST_YEAR.search(c.lead) and c.unit == number.unit]
        growth = Growth(
            number.value,
            Passage(""),
            percent=signed if match["unit"] == "%" else None,
            difference=int(signed) if match["unit"] != "%" else None,
            before=last_year[0] if len(last_year) == 1 else None,
        )
        yield _begin(text, number.start), match.end(), growth


def _parts_after(text: str, counts: Sequence[_Count], index: int) -> list[_Count]:
    """2139条,其中A1744条,B393条…: numbers of the same unit up to the bracket's end, the next total, or another 其中."""
    count = counts[index]
    opens = _OPENS.match(text[count.end : count.end + 8])
    named = opens and (opens["colon"] or opens["bracket"] or _AMONG.search(opens.group()))
    if not opens or not named or (opens["bracket"] and not _AMONG.search(text[count.end : count.end + 5])):
        return []
    end = _closing(text, count.end + opens.end() - 1) if opens["bracket"] else len(text)
    parts: list[_Count] = []
    for later in counts[index + 1 : index + 1 + _MOST_PARTS]:
        again = parts and _AMONG.search(later.lead)
        if later.start >= end or later.unit != count.unit or again:
            break
        if _AMONG.search(text[later.end : later.end + 4]) and ";" in later.lead:
            break  # a total of its own
        parts.append(later)
    return parts if len(parts) > 1 else []


def _closing(text: str, opened: int) -> int:
    depth = 0
    for at in range(text.find("(", opened - 2 if opened > 1 else 0), len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth <= 0:
            return at
    return len(text)


def _parts_before(counts: Sequence[_Count], index: int) -> list[_Count]:
    """A85件,B52件,C23件,共接收160件: the numbers of the same unit before it that add up to it; none where none do."""
    count = counts[index]
    if not _TOGETHER.search(count.lead):
        return []
    parts: list[_Count] = []
    for earlier in reversed(counts[max(0, index - _MOST_PARTS) : index]):
        if earlier.unit != count.unit:
            break
        parts.insert(0, earlier)
        if len(parts) > 1 and sum(part.value for part in parts) == count.value:
            return parts
    return []


def _begin(text: str, at: int) -> int:
    """The clause a number stands in begins here."""
    return max(text.rfind(sign, 0, at) + 1 for sign in ",;:(")


def _placed(statement: Statement, place: Passage, claims: Sequence[Claim]) -> Statement:
    if isinstance(statement, TextSum):
        return TextSum(statement.total, statement.parts, place, statement.whole)
    if isinstance(statement, Share):
        return Share(statement.percent, statement.number, statement.bases, place, statement.told)
    inside = [c for c in claims if c.value == statement.number and place.start <= c.place.end <= place.end]
    claim = inside[-1] if inside else None
    return Growth(statement.number, place, statement.percent, statement.difference, statement.before, claim)
