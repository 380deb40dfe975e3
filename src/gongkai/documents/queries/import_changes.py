"""The acts on a document as one line of a list tells them: amended, extended, ended; and whether its 有效性 agrees with the days."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from gongkai.documents.importing import ReadyChange, ReadyDocument, key_of
from gongkai.documents.models import NormativeDocument
from gongkai.documents.queries.import_law import fact_told
from gongkai.law.validity import LABELS, Validity, validity_on
from gongkai.law.workdays import in_words
from gongkai.reading.listed import ListedItem
from gongkai.reading.listed.days import moment_of
from gongkai.reading.official import numbers_as_printed, term_in, years_after

_BETWEEN = re.compile(r"[、，,；;|\n\r]+")
_NO_TERM = frozenset({"长期", "长期有效", "永久", "无", "无期限", "没有规定", "-", "—", "/"})
_STATES = {
    **{label: state for state, label in LABELS.items()},
    "现行有效": Validity.IN_FORCE,
    "继续有效": Validity.IN_FORCE,
    "已废止": Validity.REPEALED,
    "已失效": Validity.LAPSED,
    "已宣布失效": Validity.DECLARED_LAPSED,
    "未施行": Validity.NOT_YET,
    "未生效": Validity.NOT_YET,
}
_WANTING = {
    Validity.REPEALED: "请补上废止日期（自何日起）和废止依据；没有废止的，请把有效性改为“有效”。",
    Validity.DECLARED_LAPSED: "请补上宣布失效日期（自何日起）和依据。",
    Validity.LAPSED: "有效期届满的，请补上“有效期至”；由文件宣布的，请写“宣布失效”和宣布失效日期。",
    Validity.AMENDED: "请补上修改日期（修改自何日起施行）和修改依据文号。",
    Validity.NOT_YET: "请核对施行日期。",
}
CHANGES_AT_MOST = 30


def told_state(item: ListedItem) -> Validity | None:
    """The 有效性 that the line tells; a trouble where it is none. None where it tells none."""
    said = "".join(item.texts.get("validity", "").split())
    if said and said not in _STATES:
        item.trouble("validity", f"“{said[:20]}”不在可选的写法里。", f"请写：{'、'.join(LABELS.values())}，或者空着。")
    return _STATES.get(said)


def changes_of(item: ListedItem, days: Mapping[str, date]) -> tuple[ReadyChange, ...]:
    """The acts, in the order of their days; what acted is named by its key, known or not (see `resolved`)."""
    changes = [*_amendments(item), *_extensions(item, days), *_endings(item, days)]
    return tuple(sorted(changes, key=lambda one: one.effective_on))


def _amendments(item: ListedItem) -> list[ReadyChange]:
    days = _parts(item.texts.get("amended_on", ""))
    numbers = _parts(item.texts.get("amended_by", ""))
    if len(numbers) not in {0, len(days)}:
        told = f"修改日期有{len(days)}个，修改依据文号有{len(numbers)}个。"
        item.trouble("amended_by", told, "两栏要一一对应，几个之间用“；”分开；没有依据的整栏空着。")
        return []
    if len(days) > CHANGES_AT_MOST:
        item.trouble("amended_on", f"有{len(days)}个修改日期。", f"最多写{CHANGES_AT_MOST}个。")
        return []
    found = []
    for at, said in enumerate(days):
        moment = moment_of(said)
        if moment is None:
            item.trouble("amended_on", f"“{said[:30]}”不像日期。", "请写成2020年3月5日、2020-03-05或者2020/3/5。")
        else:
            acting, title, number = _acting(item, "amended_by", numbers[at] if numbers else "", "")
            change = ReadyChange("amended", moment.date(), acting=acting, acting_title=title, acting_number=number)
            found.append(change)
    return found


def _extensions(item: ListedItem, days: Mapping[str, date]) -> list[ReadyChange]:
    on, until = days.get("extended_on"), days.get("extended_until")
    if (on is None) == (until is None):
        return [] if on is None or until is None else [ReadyChange("extended", on, until)]
    missing = "extended_on" if on is None else "extended_until"
    item.trouble(missing, "延期日期和延长至要一起写。", "请补上另一栏：自何日起延长，延长到哪一天。")
    return []


def _endings(item: ListedItem, days: Mapping[str, date]) -> list[ReadyChange]:
    ends = {key: days[key] for key in ("repealed_on", "declared_on", "lapsed_on") if key in days}
    state = told_state(item)
    if "lapsed_on" in ends and state == Validity.DECLARED_LAPSED:
        ends["declared_on"] = ends.pop("lapsed_on")
    if "lapsed_on" in ends and state != Validity.LAPSED:
        unclear = "只写“失效日期”，分不清是有效期届满还是宣布失效。"
        item.trouble("lapsed_on", unclear, "请在“有效性”栏写明“失效”或者“宣布失效”，或者改用“有效期至”“宣布失效日期”。")
    acts = [key for key in ends if key != "lapsed_on"]
    if len(acts) > 1:
        item.trouble("declared_on", "既写了废止日期，又写了宣布失效日期。", "一份文件只终止一次，请留下一个。")
    replaced = "".join(item.texts.get("replaced", "").split())
    if replaced not in {"", "是", "否"}:
        item.trouble("replaced", f"“{replaced[:20]}”不是“是”或者“否”。", "由另一份文件代替的写“是”，其余空着。")
    told = item.texts.get("ended_by", ""), item.texts.get("ended_by_title", "")
    acting, title, number = _acting(item, "ended_by", *told)
    if not acts:
        if acting:
            item.trouble("ended_by", "写了废止依据，没有写废止日期。", "请补上自何日起废止或者宣布失效。")
        return []
    kind = "repealed" if acts[0] == "repealed_on" else "declared_lapsed"
    return [
        ReadyChange(
            kind,
            ends[acts[0]],
            acting=acting,
            acting_title=title,
            acting_number=number,
            replaced=replaced == "是",
        )
    ]


def _acting(item: ListedItem, column: str, number: str, title: str) -> tuple[str, str, str]:
    """What acted: key, title, number; all empty where nothing is told."""
    number, title = numbers_as_printed(number), " ".join(title.split()).strip("《》")
    for text, longest in ((number, 80), (title, 200)):
        if len(text) > longest:
            item.trouble(column, f"依据有{len(text)}个字，最多{longest}个。", "请只写依据的文件的字号和标题。")
    if not number and not title:
        return "", "", ""
    return key_of(number, title), title, number


def _parts(said: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(said) if part.strip()]


def years_of_term(item: ListedItem, begins: date | None) -> tuple[date | None, str]:
    """The last day of the term, and what is to be told of it: a list may give a day, years, or that there is none."""
    said = "".join(item.texts.get("valid_until", "").split())
    lapsed = item.days.get("lapsed_on")
    if not said and lapsed is not None and told_state(item) == Validity.LAPSED:
        last = lapsed.date() - timedelta(days=1)
        return last, f"失效日期{in_words(lapsed.date())}，有效期至算作前一天{in_words(last)}，请核对。"
    if not said or said in _NO_TERM:
        return None, ""
    moment = moment_of(said)
    if moment is not None:
        return moment.date(), ""
    years = term_in(said)
    if years and begins:
        last = years_after(begins, years)
        return last, f"有效期{said[:10]}，从{in_words(begins)}起算，有效期至算作{in_words(last)}，请核对。"
    item.trouble("valid_until", f"“{said[:30]}”不像日期，也不像年数。", "请写最后一天的日期，或者“5年”“长期有效”。")
    return None, ""


def resolved(document: ReadyDocument, known: Mapping[str, tuple[str, str]]) -> ReadyDocument:
    """What acted is taken from the list or the register where it is there, and else as printed, if its title is.

    known: key → title, number. Where only a number is told that nobody knows, the key stays: that is a trouble.
    """
    changes: list[ReadyChange] = []
    for change in document.changes:
        if change.acting in known:
            title, number = known[change.acting]
            changes.append(replace(change, acting_title=title, acting_number=number))
        elif change.acting and change.acting_title:
            changes.append(replace(change, acting=""))
        else:
            changes.append(change)
    return replace(document, changes=tuple(changes))


def names_of(documents: Sequence[ReadyDocument], rows: Collection[NormativeDocument]) -> dict[str, tuple[str, str]]:
    """Key → title, number: of the lines and of the register's rows."""
    found = {key_of(row.number, row.title): (row.title, row.number) for row in rows}
    return found | {one.key: (one.title, one.number) for one in documents}


def require_told_state(item: ListedItem, document: ReadyDocument, today: date) -> None:
    """A trouble where the line says 有效性 otherwise than its days do."""
    told = told_state(item)
    if told is None or item.troubles:
        return
    state = validity_on(fact_told(document), today)
    same = {told, Validity.AMENDED} if told == Validity.IN_FORCE else {told}
    if state is not None and state not in same:
        column = "validity"
        remedy = _WANTING.get(told, f"请核对各个日期，或者把有效性改为“{state.label}”。")
        item.trouble(column, f"写的是“{told.label}”，按各栏的日期，{in_words(today)}是“{state.label}”。", remedy)
