"""What should probably be hidden: numbers of papers, telephones and cards, addresses, names of the case. Only proposed."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.redaction.searching import Folded, Span, fold, spans_of

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10x98765432"
_REGIONS = frozenset(
    {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54}
    | {61, 62, 63, 64, 65, 71, 81, 82, 83, 99}
)
_IDENTITY = re.compile(r"(?<!\d)(?:\d{17}[\dx]|\d{15})(?![\dx])")
_CARD = re.compile(r"(?<!\d)[3-6]\d{15,18}(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(?:\(0\d{2,3}\)|0\d{2,3})[- ]?\d{7,8}(?:-\d{1,5})?(?!\d)")
_EMAIL = re.compile(r"(?<![\w.+-])[a-z0-9][\w.+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}", re.ASCII)
_FIGURE = r"[\d一二三四五六七八九十百零〇]{1,6}"
_ADDRESS = re.compile(
    r"[\u4e00-\u9fff\d]{1,30}?(?:路|街|大道|巷|弄|胡同|里|村|镇|组|小区|花园|苑|社区)"
    rf"(?:[东西南北中]段)?{_FIGURE}(?:[-之]{_FIGURE})?(?:号|弄|组|幢|栋|座)"
    rf"(?:院|楼)?(?:{_FIGURE}(?:-{_FIGURE})*(?:号楼|幢|栋|座|楼|单元|层|室|户|门|号))*"
)
_BEFORE_ADDRESS = re.compile(r".*(?:家住|住在|住址|住所|地址|位于|座落|坐落|居住|现住|户籍|住|在|于|为|至|是|的)")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a stretch of text looks like. ground: a code of `law.withholding`; why: what to consider before hiding it."""

    kind: str
    span: Span
    ground: str
    why: str


def suggest(text: str, names: Sequence[str] = ()) -> list[Suggestion]:
    """What in a page's text should probably be hidden, from the left; nothing twice. names: of people of the case."""
    tight, loose = fold(text, spaces=False), fold(text, spaces=True)
    found = [
        *_matching(tight, _IDENTITY, "身份证号", "校验码相符。自然人的身份证号应当遮。", is_identity_number),
        *_matching(tight, _CARD, "银行卡号", "校验码相符。单位的账户也可能是商业秘密，请选对依据。", _is_card),
        *_matching(loose, _IDENTITY, "身份证号", "校验码相符。自然人的身份证号应当遮。", is_identity_number),
        *_matching(loose, _CARD, "银行卡号", "校验码相符。单位的账户也可能是商业秘密，请选对依据。", _is_card),
        *_matching(loose, _MOBILE, "手机号码", "个人手机应当遮；公布的办公手机可以公开。"),
        *_matching(loose, _LANDLINE, "固定电话", "住宅电话应当遮；单位总机可以公开。"),
        *_matching(loose, _EMAIL, "电子邮箱", "个人邮箱应当遮；公布的单位邮箱可以公开。"),
        *_addresses(tight),
    ]
    for name in names:
        if len(name.strip()) > 1:
            found += [
                Suggestion("姓名", span, "personal_privacy", "本件申请人或者第三方的姓名。履行职务的签名可以公开。")
                for span in spans_of(text, name)
            ]
    return _apart(found)


def _matching(
    folded: Folded, pattern: re.Pattern[str], kind: str, why: str, holds: Callable[[str], bool] = bool
) -> Iterator[Suggestion]:
    for match in pattern.finditer(folded.text):
        if holds(match[0]):
            yield Suggestion(kind, folded.span(*match.span()), "personal_privacy", why)


def _addresses(folded: Folded) -> Iterator[Suggestion]:
    for match in _ADDRESS.finditer(folded.text):
        begin, end = match.span()
        head = _BEFORE_ADDRESS.match(folded.text[begin : end - 3])
        begin += head.end() if head else 0
        if 4 <= end - begin <= _LONGEST:
            why = "住址应当遮；办公地址和工程地点可以公开。"
            yield Suggestion("地址", folded.span(begin, end), "personal_privacy", why)


def _apart(found: list[Suggestion]) -> list[Suggestion]:
    """In order, without those that lie on one that was found by a stricter rule."""
    kept: list[Suggestion] = []
    for entry in found:
        if not any(entry.span[0] < other.span[1] and other.span[0] < entry.span[1] for other in kept):
            kept.append(entry)
    return sorted(kept, key=lambda entry: entry.span)


def is_identity_number(number: str) -> bool:
    """Whether it is a number of a resident identity card [GB 11643-1999], of 18 signs with its check or of the old 15."""
    number = number.lower()
    if len(number) not in {15, 18} or not number[:-1].isdigit() or int(number[:2]) not in _REGIONS:
        return False
    born = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    try:
        date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    if len(number) == 15:
        return number.isdigit()
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return 1900 <= int(born[:4]) <= 2100 and number[17] == _CHECKS[total % 11]


def _is_card(number: str) -> bool:
    return passes_luhn(number) and not is_identity_number(number) and len(set(number)) > 3


def passes_luhn(number: str) -> bool:
    """Whether the last digit checks the others, as on bank cards [GB/T 17552]."""
    total = 0
    for at, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if at % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
