"""Numbers of persons that a public text must not carry: identity papers, bank cards, mobile telephones."""

import re
from collections.abc import Callable, Iterator

from gongkai.publications.checking.facts import DraftFacts
from gongkai.publications.checking.findings import MUST, SHOULD, Finding
from gongkai.redaction.suggestions import is_identity_number, passes_luhn

_ONE_WIDTH = str.maketrans(
    "０１２３４５６７８９ＸｘＡ－　", "0123456789XxA- "
)  # letter for letter, so that places stay
_GAP = r"[ -]?"
_IDENTITY = re.compile(rf"(?<![\dA-Za-z])\d(?:{_GAP}\d){{13,16}}{_GAP}[\dXx](?![\dA-Za-z])")
_CARD = re.compile(rf"(?<![\dA-Za-z])[3-6](?:{_GAP}\d){{15,18}}(?![\dA-Za-z])")
_MOBILE = re.compile(rf"(?<![\d.])(?:\+?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?![\d.])")
_LAW = "个人信息保护法第三十三条、第三十四条"


def personal_findings(facts: DraftFacts) -> Iterator[Finding]:
    """personal.id_number, personal.bank_card, personal.mobile, in what is written."""
    for field, place, text in facts.passages():
        yield from numbers_in(field, place, text)


def numbers_in(field: str, place: str, text: str) -> Iterator[Finding]:
    """The numbers of persons in one text; of two that overlap the graver one."""
    plain = text.translate(_ONE_WIDTH)
    taken: set[int] = set()
    for pattern, holds, make in _KINDS:
        for match in pattern.finditer(plain):
            begin, end = match.span()
            if taken.isdisjoint(range(begin, end)) and holds(re.sub(r"[ +-]", "", match[0])):
                taken.update(range(begin, end))
                yield make(field, place, text[begin:end])


def _identity(field: str, place: str, excerpt: str) -> Finding:
    return Finding(
        code="personal.id_number",
        level=MUST,
        heading="有身份证号码，必须改",
        field=field,
        place=place,
        excerpt=excerpt,
        remedy="请删去号码。公示只写姓名（可以隐去一字）和必要的情况；附件里的，请改好后重新上传。",
        basis=_LAW,
        acceptable=False,
    )


def _card(field: str, place: str, excerpt: str) -> Finding:
    return Finding(
        code="personal.bank_card",
        level=MUST,
        heading="像是银行卡号，必须改",
        field=field,
        place=place,
        excerpt=excerpt,
        remedy="校验码与银行卡号相符。个人账户请删去；确实是应当公开的单位账户或者别的编号，请写明理由保留。",
        basis=_LAW,
    )


def _mobile(field: str, place: str, excerpt: str) -> Finding:
    return Finding(
        code="personal.mobile",
        level=SHOULD,
        heading="有手机号码",
        field=field,
        place=place,
        excerpt=excerpt,
        remedy="个人的手机号码请删去；对外公布的办公手机，请写明理由保留。",
        basis=_LAW,
    )


def _is_card(number: str) -> bool:
    return passes_luhn(number) and len(set(number)) > 3


_KINDS: tuple[tuple[re.Pattern[str], Callable[[str], bool], Callable[[str, str, str], Finding]], ...] = (
    (_IDENTITY, is_identity_number, _identity),
    (_CARD, _is_card, _card),
    (_MOBILE, bool, _mobile),
)
