"""A report as JSON: what this program or the platform wrote, and what another program read. The latter is hearsay: whether
a figure was printed so, or only read so, cannot be told without the original."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from gongkai.law.figures import Address, Figure, Number, State, address
from gongkai.law.formats import by_key, keys
from gongkai.reading import headings
from gongkai.reading.errors import Unreadable
from gongkai.reading.model import ReadCell, Reading
from gongkai.reading.narrative import sections_of
from gongkai.reading.numerals import number
from gongkai.reading.rows import lines_of
from gongkai.reading.source import Source

NAME = "JSON"
OF_OTHERS = "JSON，另一程序的读法"
_TABLES = ("activeDisclosureData", "tableData", "reviewLitigationData")
_TABLE2 = {
    "rules": "regulations",
    "normative_documents": "normativeDocuments",
    "licences": "licensing",
    "penalties": "punishment",
    "compulsion": "coercion",
    "charges": "fees",
}
_COLUMNS2 = {
    "issued": "made",
    "repealed": "repealed",
    "in_force": "valid",
    "decisions": "processed",
    "amount": "amount",
}
_APPLICANTS = {
    "natural_person": ("naturalPerson",),
    "enterprise": ("legalPerson", "commercial"),
    "research": ("legalPerson", "research"),
    "public_interest": ("legalPerson", "social"),
    "legal_services": ("legalPerson", "legal"),
    "other_organisation": ("legalPerson", "other"),
    "total": ("total",),
}
_ROWS = {
    "received": ("newReceived",),
    "carried_in": ("carriedOver",),
    "granted": ("results", "granted"),
    "granted_in_part": ("results", "partialGrant"),
    "refused.state_secret": ("results", "denied", "stateSecret"),
    "refused.prohibited_by_law": ("results", "denied", "lawForbidden"),
    "refused.security_or_stability": ("results", "denied", "safetyStability"),
    "refused.third_party_rights": ("results", "denied", "thirdPartyRights"),
    "refused.internal_affairs": ("results", "denied", "internalAffairs"),
    "refused.deliberative": ("results", "denied", "processInfo"),
    "refused.enforcement_file": ("results", "denied", "enforcementCase"),
    "refused.registry_lookup": ("results", "denied", "adminQuery"),
    "unavailable.not_held": ("results", "unableToProvide", "noInfo"),
    "unavailable.must_be_created": ("results", "unableToProvide", "needCreation"),
    "unavailable.still_unclear": ("results", "unableToProvide", "unclear"),
    "not_taken_up.petition": ("results", "notProcessed", "complaint"),
    "not_taken_up.repeat": ("results", "notProcessed", "repeat"),
    "not_taken_up.published_work": ("results", "notProcessed", "publication"),
    "not_taken_up.excessive": ("results", "notProcessed", "massiveRequests"),
    "not_taken_up.reissue": ("results", "notProcessed", "confirmInfo"),
    "otherwise.not_supplemented": ("results", "other", "overdueCorrection"),
    "otherwise.fee_unpaid": ("results", "other", "overdueFee"),
    "otherwise.other": ("results", "other", "otherReasons"),
    "closed_total": ("results", "totalProcessed"),
    "carried_out": ("results", "carriedForward"),
}
_GROUPS = {
    "reconsideration": "review",
    "lawsuit_direct": "litigationDirect",
    "lawsuit_after_reconsideration": "litigationPostReview",
}
_RESULTS = {
    "upheld": "maintain",
    "overturned": "correct",
    "other_result": "other",
    "pending": "unfinished",
    "total": "total",
}
_FREQUENT = frozenset("的一是在和信息公开政府年度报告申请数量处理总计")
_LOST_QUOTE = re.compile('[\ufffd?]+(?=\\}|,"|\\])')
_LARGEST = 10**18  # no figure of a report comes near; 1e999999999 would be written out for ever
_FINEST = 6  # places after the point
_DEEPEST = 64  # objects inside objects; no report is nested so


def fits(source: Source) -> bool:
    """Whether the JSON holds the cells of a report, in our own words or in those we know of others."""
    return source.kind == "json" and ('"cells"' in source.text or any(f'"{key}"' in source.text for key in _TABLES))


def read(source: Source) -> list[Reading]:
    """Every report in the JSON. Unreadable where it is no JSON, even when what a wrong charset did to it is undone."""
    data = _data(source)
    reports = data.get("reports") if isinstance(data.get("reports"), list) else None
    if reports is not None or isinstance(data.get("cells"), dict):
        found = [_ours(entry, bool(reports)) for entry in reports or [data] if isinstance(entry, dict)]
    else:
        found = [_of_others(data)]
    if not any(reading.count(State.READ) for reading in found):
        raise Unreadable("report.foreign", f"{source.name} 里没有年度报告的数。", "请核对文件是否拿错。")
    return found


def _data(source: Source) -> dict[str, Any]:
    text = source.text
    for candidate in (text, _mended(text)):
        try:
            data = json.loads(candidate, strict=False, parse_float=Decimal)
        except (ValueError, RecursionError):
            continue
        if isinstance(data, dict):
            return data
    raise Unreadable("file.broken", f"{source.name} 不是完整的JSON数据。", "请重新导出，或换原件核对。")


def _mended(text: str) -> str:
    """UTF-8 that was taken for GB18030 and stored again, turned back; quotes it swallowed are set where they must stand."""
    data = b"".join(b"\x80" if sign == "€" else sign.encode("gb18030", "replace") for sign in text)
    turned = data.decode("utf-8", "replace")
    if sum(sign in _FREQUENT for sign in turned) <= sum(sign in _FREQUENT for sign in text):
        return text
    return _LOST_QUOTE.sub('。"', turned)


def _ours(data: Mapping[str, Any], judged: bool) -> Reading:
    """What we wrote ourselves: a report of the platform, or (judged) what check-report told of a file."""
    key = str(data.get("format", ""))
    if key not in keys():
        raise Unreadable("format.unknown", f"JSON里的格式“{key}”不是2019年也不是2021年格式。", "请核对文件。")
    given = data["cells"] if isinstance(data.get("cells"), dict) else {}
    cells = {cell: _cell(given.get(cell)) for cell in by_key(key).addresses()}
    cells |= {cell: _cell(one) for cell, one in given.items() if cell in _known_cells()}
    body, year = str(data.get("body") or ""), data.get("year")
    return Reading(
        body,
        year if isinstance(year, int) else None,
        key,
        headings.body_kind(body),
        NAME,
        cells,
        units={str(k): str(v) for k, v in (data.get("units") or {}).items()},
        second_hand=judged,
    )


@cache
def _known_cells() -> frozenset[Address]:
    """Every cell of every format, and （六）其他处理 as one row, which a report of either may print."""
    single = {address("t3", "otherwise", column) for column in _APPLICANTS}
    return frozenset(single.union(*(by_key(key).addresses() for key in keys())))


def _cell(given: Any) -> ReadCell:
    if not isinstance(given, dict):
        return _value(given) if given is not None else ReadCell(Figure(None, State.MISSING), settled_by="label")
    value = _number(given.get("value"))
    state = str(given.get("state", State.READ.value if value is not None else State.BLANK.value))
    if value is not None:
        return ReadCell(Figure(value), str(given.get("raw") or value))
    known = {entry.value for entry in State if entry is not State.READ}
    return ReadCell(Figure(None, State(state) if state in known else State.UNREADABLE), str(given.get("raw") or ""))


def _of_others(data: Mapping[str, Any]) -> Reading:
    """The JSON of a parser that names rows and columns in English; it has the rows of the format of 2021."""
    tables = {name: table for name in _TABLES if (table := _find(data, name, 0)) is not None}
    cells = {cell: _value(_at(tables, path)) for cell, path in _paths()}
    form = by_key("2021")
    ordered = {cell: cells.get(cell, ReadCell(Figure(None, State.MISSING))) for cell in form.addresses()}
    text = _text(data)
    sections, claims = sections_of(lines_of(text), ())
    years = Counter(re.findall(r"(?<!\d)(20\d\d)\s*年", text))
    year = int(years.most_common(1)[0][0]) if years else None
    title = next((t for line in text.split("\n") if (t := headings.title(line))), None)
    return Reading(
        title.body if title else "",
        title.year if title else year,
        form.key,
        headings.body_kind(title.body if title else ""),
        OF_OTHERS,
        ordered,
        sections,
        claims,
        {address("t2", "charges", "amount"): "万元"},
        second_hand=True,
    )


def _paths() -> Iterator[tuple[Address, tuple[str, ...]]]:
    for row, name in _TABLE2.items():
        for column, key in _COLUMNS2.items():
            yield address("t2", row, column), ("activeDisclosureData", name, key)
    for column, who in _APPLICANTS.items():
        for row, path in _ROWS.items():
            yield address("t3", row, column), ("tableData", *who, *path)
    for group, name in _GROUPS.items():
        for result, key in _RESULTS.items():
            yield address("t4", group, result), ("reviewLitigationData", name, key)


def _find(data: Any, name: str, depth: int) -> Any:
    """The first value of that key, wherever it stands."""
    if depth > _DEEPEST:
        return None
    if isinstance(data, dict) and name in data:
        return data[name]
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return next((found for value in inside if (found := _find(value, name, depth + 1)) is not None), None)


_NOTHING = object()


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        if not isinstance(data, dict) or key not in data:
            return _NOTHING
        data = data[key]
    return data


def _value(given: Any) -> ReadCell:
    if given is _NOTHING:
        return ReadCell(Figure(None, State.MISSING))
    value = _number(given)
    if value is not None:
        return ReadCell(Figure(value), str(given))
    blank = given is None or not str(given).strip()
    return ReadCell(Figure(None, State.BLANK if blank else State.UNREADABLE), "" if blank else str(given)[:40])


def _number(given: Any) -> Number | None:
    if isinstance(given, (bool, dict, list)):
        return None
    if isinstance(given, int | Decimal):
        return given if -_LARGEST < given < _LARGEST and given == round(given, _FINEST) else None
    return number(given) if isinstance(given, str) else None


def _text(data: Mapping[str, Any]) -> str:
    """Titles and contents of its sections, one after the other."""
    entries = data.get("sections")
    told: list[str] = [str(data.get("title") or "")]
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict):
            told += [str(entry.get("title") or "").rstrip("。"), str(entry.get("content") or "")]
    return "\n".join(part for part in told if part)
